"""`/setup`: what a server's managers choose for it. The right is checked here: Discord's own setting is only a hint."""

from typing import Any

import discord
from discord import app_commands

from bot.answering.query import View
from bot.interactions.commands.choices import names
from bot.interactions.front import Front
from bot.interactions.tree import Tree
from bot.storage.values import GuildId


def register(tree: Tree, front: Front) -> None:
    """Put the commands on the tree."""
    words = front.desk.library.wording
    setup = app_commands.Group(
        name="setup",
        description=words.setup.description,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @setup.command(name="country", description=words.commands["setup country"].description)
    @app_commands.describe(**words.commands["setup country"].options)
    @app_commands.autocomplete(country=names(front, View.SUPPORT))
    async def country(interaction: discord.Interaction[Any], country: str = "") -> None:
        await front.refuse(interaction, await _choose(front, manager_s_server(interaction), country))

    tree.add_command(setup)


def manager_s_server(interaction: discord.Interaction[Any]) -> GuildId:
    """Return the server the person may manage; raise `CheckFailure` for everybody else, in doubt too."""
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    is_here = interaction.client.get_guild(interaction.guild_id) is not None  # not only installed by this person
    if not (is_here and interaction.permissions.manage_guild):
        raise app_commands.CheckFailure
    return GuildId(interaction.guild_id)


async def _choose(front: Front, guild: GuildId, typed: str) -> str:
    """Set or clear the server's country; return the sentence to say."""
    words = front.desk.library.wording.setup
    if not typed.strip():
        kept = await front.servers.set_country(guild, None)
        return words.country_cleared if kept else words.not_kept
    country = front.desk.country(typed)
    if country is None:
        return words.country_unknown
    kept = await front.servers.set_country(guild, country.code)
    return words.country_set.format(country=country.name) if kept else words.not_kept
