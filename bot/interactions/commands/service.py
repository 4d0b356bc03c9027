"""`/help` and `/about`: what Oligo is and is not."""

from typing import Any

import discord

from bot.answering.query import Query, View
from bot.interactions.front import Front
from bot.interactions.tree import Tree
from bot.storage.query_row import Command


def register(tree: Tree, front: Front) -> None:
    """Put the commands on the tree."""
    words = front.desk.library.wording.commands

    @tree.command(name="help", description=words["help"].description)
    async def help_(interaction: discord.Interaction[Any]) -> None:
        await front.answer(interaction, Query(View.HELP), Command.HELP)

    @tree.command(name="about", description=words["about"].description)
    async def about(interaction: discord.Interaction[Any]) -> None:
        await front.answer(interaction, Query(View.ABOUT), Command.ABOUT)
