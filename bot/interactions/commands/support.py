"""`/support`, `/crisis`, `/clinic-check`: who helps, help now, and what to ask before paying a clinic."""

from typing import Any

import discord
from discord import app_commands

from bot.answering.query import Query, View
from bot.interactions.commands.choices import names
from bot.interactions.front import Front
from bot.interactions.tree import Tree
from bot.storage.query_row import Command
from bot.storage.values import GuildId


def register(tree: Tree, front: Front) -> None:
    """Put the commands on the tree."""
    words = front.desk.library.wording.commands

    @tree.command(name="support", description=words["support"].description)
    @app_commands.describe(**words["support"].options)
    @app_commands.autocomplete(country=names(front, View.SUPPORT))
    async def support(
        interaction: discord.Interaction[Any],
        country: str = "",
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        where = country or where_asked(front, interaction)
        await front.answer(interaction, Query(View.SUPPORT, where), Command.SUPPORT, share=share)

    @tree.command(name="crisis", description=words["crisis"].description)
    @app_commands.describe(**words["crisis"].options)
    @app_commands.autocomplete(country=names(front, View.CRISIS))
    async def crisis(interaction: discord.Interaction[Any], country: str = "") -> None:
        where = country or where_asked(front, interaction)
        await front.answer(interaction, Query(View.CRISIS, where), Command.CRISIS)

    @tree.command(name="clinic-check", description=words["clinic-check"].description)
    @app_commands.describe(**words["clinic-check"].options)
    async def clinic_check(
        interaction: discord.Interaction[Any],
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        await front.answer(interaction, Query(View.CLINIC_CHECK), Command.CLINIC_CHECK, share=share)


def where_asked(front: Front, interaction: discord.Interaction[Any]) -> str:
    """Return the country to answer for: the server's, else that of the asker's locale ("en-GB" is GB), else ""."""
    if chosen := front.servers.country(GuildId(interaction.guild_id) if interaction.guild_id else None):
        return chosen
    if interaction.locale is discord.Locale.american_english:
        return ""  # what Discord starts with everywhere: it says nothing about where somebody lives
    code = str(interaction.locale).partition("-")[2].upper()
    return code if front.desk.library.support.country(code) else ""
