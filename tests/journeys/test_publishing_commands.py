"""Telling Discord about the commands: once, and again only when they changed."""

from pathlib import Path

import discord
from discord import app_commands

from bot.app import assembled
from tests.journeys.community import Community, opened, settings

PUBLISH = ("PUT", "commands")


def published(community: Community) -> int:
    """Count how often the commands were sent."""
    return community.calls(0).count(PUBLISH)


async def test_a_second_start_with_the_same_commands_sends_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as first:
        assert published(first) == 1
        async with assembled(settings(tmp_path), shard_count=1) as again:
            await first.env.restart_bot(again)
            assert published(first) == 1
            result = await first.ana.slash(first.channel, "help")
            assert result.ephemeral
            await first.env.restart_bot(first.client)
    assert published(first) == 1


async def test_a_changed_set_of_commands_is_sent_once_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as first, assembled(settings(tmp_path), shard_count=1) as changed:
        changed.tree.remove_command("about")
        await first.env.restart_bot(changed)
        assert published(first) == 2
        assert "about" not in first.ana.available_commands(first.channel)
        assert "help" in first.ana.available_commands(first.channel)
        await first.env.restart_bot(first.client)


async def test_every_member_s_command_may_be_used_in_servers_and_in_direct_messages(own: Community) -> None:
    here = set(own.ana.available_commands(own.channel))
    assert here == set(own.kim.available_commands())
    assert {command.name for command in own.client.tree.get_commands()} - here == {"setup"}, "only for its managers"


async def test_every_name_option_is_completed_and_every_text_fits_discord(own: Community) -> None:
    for command in own.client.tree.walk_commands():
        assert len(command.description) <= 100
        if not isinstance(command, app_commands.Command):
            continue
        assert len(command.description) <= 100
        for parameter in command.parameters:
            assert parameter.description
            assert parameter.description != "…"
            free_text = parameter.type is discord.AppCommandOptionType.string and not parameter.choices
            assert parameter.autocomplete == free_text
