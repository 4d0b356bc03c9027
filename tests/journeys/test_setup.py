"""/setup: what a server's managers choose. Everybody else is refused, whatever Discord's own settings say."""

import discord
import pytest
import simcord

from bot.storage.values import GuildId
from tests.journeys import cards
from tests.journeys.community import Community
from tests.storage.rows import locked


def manager(community: Community) -> simcord.MemberActor:
    role = community.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return community.guild.add_member(community.env.create_user("max"), roles=[role])


async def said(actor: simcord.MemberActor, community: Community, command: str, **options: str) -> str:
    result = await actor.slash(community.channel, command, **options)
    assert result.ephemeral
    return cards.text(result.response.components)


async def test_a_server_s_country_comes_before_the_member_s_locale_and_after_what_a_member_names(
    own: Community,
) -> None:
    assert "Germany" in await said(manager(own), own, "setup country", country="Deutschland")

    assert "TelefonSeelsorge" in await said(own.ana, own, "crisis")
    assert "Support in Germany" in await said(own.ana, own, "support")
    assert "Support in Canada" in await said(own.ana, own, "support", country="Canada")


async def test_a_country_can_be_taken_back(own: Community) -> None:
    max_ = manager(own)
    await said(max_, own, "setup country", country="France")
    assert own.words.setup.country_cleared in await said(max_, own, "setup country")

    assert own.words.support.title_worldwide in await said(own.ana, own, "support")
    assert own.rows("country", "servers") == [(None,)]


async def test_an_unknown_country_changes_nothing(own: Community) -> None:
    max_ = manager(own)
    await said(max_, own, "setup country", country="France")

    assert own.words.setup.country_unknown in await said(max_, own, "setup country", country="Narnia")
    assert own.rows("country", "servers") == [("FR",)]


@pytest.mark.parametrize("who", ["member", "moderator"])
async def test_who_may_not_manage_the_server_is_refused_although_its_settings_let_the_command_through(
    own: Community, who: str
) -> None:
    actor = own.ana if who == "member" else own.moderators[0]
    command = next(one for one in await own.client.tree.fetch_commands() if one.name == "setup")
    own.guild.set_command_permissions(command, {actor: True})

    assert own.words.failures.not_allowed in await said(actor, own, "setup country", country="France")
    assert own.env.errors  # the refusal, looked at, so that it is not raised again at the end
    assert own.rows("country", "servers") == []


async def test_the_choice_is_lost_with_a_sentence_when_the_database_is_locked(own: Community) -> None:
    max_ = manager(own)
    with locked(own.data / "oligo.db"):
        assert own.words.setup.not_kept in await said(max_, own, "setup country", country="France")

    assert own.client.front.servers.country(GuildId(own.guild.id)) is None
