"""`/glossary`: a term in one plain sentence."""

from typing import Any

import discord
from discord import app_commands

from bot.answering.query import Query, View
from bot.interactions.commands.choices import names
from bot.interactions.front import Front
from bot.interactions.tree import Tree
from bot.storage.query_row import Command


def register(tree: Tree, front: Front) -> None:
    """Put the command on the tree."""
    words = front.desk.library.wording.commands["glossary"]

    @tree.command(name="glossary", description=words.description)
    @app_commands.describe(**words.options)
    @app_commands.autocomplete(term=names(front, View.GLOSSARY))
    async def glossary(
        interaction: discord.Interaction[Any],
        term: str,
        share: bool = False,  # noqa: FBT001, FBT002 - Discord's option
    ) -> None:
        await front.answer(interaction, Query(View.GLOSSARY, term), Command.GLOSSARY, share=share)
