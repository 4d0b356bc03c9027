"""When something inside breaks, the person is told privately, the failure is counted, and nothing typed is logged."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.answering.desk import Desk, Reply
from bot.answering.query import Query
from bot.interactions.cards import Renderer
from bot.interactions.client import OligoClient
from bot.interactions.modals import Form
from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community, opened

CANARY = "Wzq7-canary-4711"


class BrokenDesk(Desk):
    """A desk whose errors quote what was typed, as a careless library's would."""

    def answer(self, query: Query) -> Reply:
        raise ValueError(f"cannot answer {query.first} {CANARY}")


class BrokenForm(Form):
    """A form whose submission fails."""

    words: discord.ui.TextInput["BrokenForm"] = discord.ui.TextInput(label="Words", custom_id="words")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        raise ValueError(self.words.value)


def with_odd_commands(client: OligoClient) -> None:
    """Add commands that fail in ways Oligo's own must not."""

    @client.tree.command(name="form", description="Open a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(BrokenForm(client.front, title="A form"))

    @client.tree.command(name="late", description="Answer, then fail")
    async def late(interaction: discord.Interaction) -> None:
        front = client.front
        card = Renderer(front.desk.library.wording).render(front.desk.notice("An answer."), shareable=False)
        await interaction.response.send_message(view=card)
        raise ValueError(CANARY)

    @client.tree.command(name="forbidden", description="For moderators")
    @app_commands.checks.has_permissions(manage_guild=True)
    async def forbidden(_interaction: discord.Interaction) -> None:
        raise AssertionError("not reached")

    @client.tree.command(name="server-only", description="Not in direct messages")
    async def server_only(_interaction: discord.Interaction) -> None:
        raise app_commands.NoPrivateMessage


@pytest.fixture
async def odd(tmp_path: Path) -> AsyncIterator[Community]:
    async with opened(tmp_path, [with_odd_commands]) as community:
        yield community
        community.assert_bodies()


def failed(community: Community, caplog: pytest.LogCaptureFixture, *, failures: int = 1) -> list[str]:
    """Return the errors logged, having proved that they were counted, seen, and quote nothing."""
    assert community.client.front.counters.failures == failures
    assert community.env.errors is not None  # looked at, so that they are not raised again at the end
    assert CANARY not in caplog.text
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("share", [False, True])
async def test_a_command_that_breaks_says_so_privately(
    own: Community, caplog: pytest.LogCaptureFixture, share: bool
) -> None:
    own.client.front.desk = BrokenDesk(own.client.front.desk.library)
    result = await own.ana.slash(own.channel, "therapy", name=CANARY, share=share)
    assert result.ephemeral
    assert cards.texts(result.response.components)[0] == own.words.failures.broken
    [line] = failed(own, caplog)
    assert "ValueError at answer:" in line
    assert own.client.front.counters.under_way == 0


async def test_a_button_that_breaks_says_so_privately(own: Community, caplog: pytest.LogCaptureFixture) -> None:
    shown = await own.ana.slash(own.channel, "therapy", name="hsct")
    own.client.front.desk = BrokenDesk(own.client.front.desk.library)
    for label in (own.words.sections[SectionId.RISKS], own.words.buttons.share):
        pressed = await own.ana.click(shown.response, label=label)
        assert pressed.ephemeral
        assert cards.texts(pressed.response.components)[0] == own.words.failures.broken
    assert len(failed(own, caplog, failures=2)) == 2


async def test_a_form_that_breaks_says_so_privately(odd: Community, caplog: pytest.LogCaptureFixture) -> None:
    opened_form = await odd.ana.slash(odd.channel, "form")
    sent = await odd.ana.submit_modal(opened_form, {"words": CANARY})
    assert sent.ephemeral
    assert cards.texts(sent.response.components)[0] == odd.words.failures.broken
    [line] = failed(odd, caplog)
    assert "ValueError at on_submit:" in line


async def test_a_failure_after_the_answer_is_told_in_a_second_private_message(
    odd: Community, caplog: pytest.LogCaptureFixture
) -> None:
    result = await odd.ana.slash(odd.channel, "late")
    [followup] = result.followups
    assert followup.ephemeral
    assert cards.texts(followup.components)[0] == odd.words.failures.broken
    assert len(failed(odd, caplog)) == 1


async def test_a_command_that_has_just_changed_says_so(own: Community, caplog: pytest.LogCaptureFixture) -> None:
    own.client.tree.remove_command("about")
    result = await own.ana.slash(own.channel, "about")
    assert result.ephemeral
    assert cards.texts(result.response.components)[0] == own.words.failures.outdated_command
    assert failed(own, caplog) == []


async def test_somebody_without_the_right_is_told_who_may(odd: Community, caplog: pytest.LogCaptureFixture) -> None:
    result = await odd.ana.slash(odd.channel, "forbidden")
    assert cards.texts(result.response.components)[0] == odd.words.failures.not_allowed
    elsewhere = await odd.kim.slash("server-only")
    assert cards.texts(elsewhere.response.components)[0] == odd.words.failures.server_only
    assert failed(odd, caplog, failures=2) == []


async def test_after_a_failure_the_next_command_is_answered(own: Community, caplog: pytest.LogCaptureFixture) -> None:
    front, desk = own.client.front, own.client.front.desk
    front.desk = BrokenDesk(desk.library)
    await own.ana.slash(own.channel, "therapy", name="hsct")
    front.desk = desk
    result = await own.ana.slash(own.channel, "therapy", name="hsct")
    assert desk.library.entries["hsct"].title in cards.text(result.response.components)
    assert len(failed(own, caplog)) == 1
