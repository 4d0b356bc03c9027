"""While the process stops, nothing new is taken and everybody is told; and what the client asks of Discord."""

import asyncio

import discord
import pytest

from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community

COMMANDS: dict[str, dict[str, str]] = {"therapy": {"name": "hsct"}, "glossary": {"term": "myelin"}, "help": {}}


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_while_stopping_is_asked_to_come_back(own: Community, command: str) -> None:
    own.client.front.stopping = True
    result = await own.ana.slash(own.channel, command, **COMMANDS[command])
    assert result.ephemeral
    assert cards.texts(result.response.components)[0] == own.words.failures.restarting
    assert own.rows("id") == []


async def test_a_button_while_stopping_is_asked_to_come_back(own: Community) -> None:
    shown = await own.ana.slash(own.channel, "therapy", name="hsct")
    own.client.front.stopping = True
    for label in (own.words.sections[SectionId.RISKS], own.words.buttons.share, own.words.buttons.helpful):
        pressed = await own.ana.click(shown.response, label=label)
        assert pressed.ephemeral
        assert cards.texts(pressed.response.components)[0] == own.words.failures.restarting
    assert own.rows("id", "feedback") == []


async def test_autocomplete_while_stopping_offers_nothing(own: Community) -> None:
    own.client.front.stopping = True
    assert await own.ana.autocomplete(own.channel, "therapy", "name", "hsct") == []


async def test_idle_waits_for_what_is_under_way(own: Community) -> None:
    front = own.client.front
    await asyncio.wait_for(front.idle(), 1)
    with front._under_way():
        assert front.counters.under_way == 1
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(front.idle(), 0.01)
    await asyncio.wait_for(front.idle(), 1)
    assert front.counters.under_way == 0


async def test_the_client_asks_for_guilds_only_and_keeps_no_member_and_no_message(own: Community) -> None:
    client = own.client
    assert client.intents == discord.Intents(guilds=True)
    assert client.allowed_mentions is not None
    assert client.allowed_mentions.to_dict() == {"parse": []}
    state = client._connection
    assert state.max_messages is None
    assert state.member_cache_flags == discord.MemberCacheFlags.none()
    assert not state._chunk_guilds
    await own.ana.slash(own.channel, "therapy", name="hsct", share=True)
    assert not client.cached_messages
    [guild] = client.guilds
    assert {member.id for member in guild.members} <= {client.user.id if client.user else 0}


async def test_a_card_is_not_kept_waiting_for_presses(own: Community) -> None:
    store = own.client._connection._view_store
    await own.ana.slash(own.channel, "therapy", name="hsct")
    await own.ana.slash(own.channel, "therapy", name="hsct", share=True)
    assert not store._views
    assert not store._synced_message_views
