"""`/therapy`, `/topic`, `/risks`, `/compare`, `/sources`: everything asked by an entry's name."""

from typing import Any

import discord
from discord import app_commands

from bot.answering.query import Query, View
from bot.interactions.commands.choices import names
from bot.interactions.front import Front
from bot.interactions.tree import Tree
from bot.knowledge.models import SectionId
from bot.storage.query_row import Command


def register(tree: Tree, front: Front) -> None:
    """Put the commands on the tree."""
    words = front.desk.library.wording
    section_choices = [app_commands.Choice(name=label, value=section) for section, label in words.sections.items()]

    @tree.command(name="therapy", description=words.commands["therapy"].description)
    @app_commands.describe(**words.commands["therapy"].options)
    @app_commands.choices(section=section_choices)
    @app_commands.autocomplete(name=names(front, View.THERAPY))
    async def therapy(
        interaction: discord.Interaction[Any],
        name: str,
        section: app_commands.Choice[str] | None = None,
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        wanted = SectionId(section.value) if section else SectionId.SUMMARY
        await front.answer(interaction, Query(View.THERAPY, name, section=wanted), Command.THERAPY, share=share)

    @tree.command(name="topic", description=words.commands["topic"].description)
    @app_commands.describe(**words.commands["topic"].options)
    @app_commands.autocomplete(name=names(front, View.TOPIC))
    async def topic(
        interaction: discord.Interaction[Any],
        name: str,
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        await front.answer(interaction, Query(View.TOPIC, name), Command.TOPIC, share=share)

    @tree.command(name="risks", description=words.commands["risks"].description)
    @app_commands.describe(**words.commands["risks"].options)
    @app_commands.autocomplete(therapy=names(front, View.RISKS))
    async def risks(
        interaction: discord.Interaction[Any],
        therapy: str,
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        await front.answer(interaction, Query(View.RISKS, therapy), Command.RISKS, share=share)

    @tree.command(name="compare", description=words.commands["compare"].description)
    @app_commands.describe(**words.commands["compare"].options)
    @app_commands.autocomplete(first=names(front, View.COMPARE), second=names(front, View.COMPARE))
    async def compare(
        interaction: discord.Interaction[Any],
        first: str,
        second: str,
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        await front.answer(interaction, Query(View.COMPARE, first, second), Command.COMPARE, share=share)

    @tree.command(name="sources", description=words.commands["sources"].description)
    @app_commands.describe(**words.commands["sources"].options)
    @app_commands.autocomplete(name=names(front, View.SOURCES))
    async def sources(
        interaction: discord.Interaction[Any],
        name: str = "",
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        await front.answer(interaction, Query(View.SOURCES, name), Command.SOURCES, share=share)
