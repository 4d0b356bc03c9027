"""`/prepare`: pick up to five cards in a form, get one list of questions, on screen and as a file."""

from typing import Any

import discord

from bot.answering.composing import prepare as choosing
from bot.interactions.front import Front
from bot.interactions.modals import Form
from bot.interactions.tree import Tree


class PrepareForm(Form):
    """Five lists to pick from. What is picked is read once and forgotten."""

    def __init__(self, front: Front) -> None:
        words = front.desk.library.wording.prepare
        super().__init__(front, title=words.form_title)
        self._selects: list[discord.ui.Select[Any]] = []
        for name, entries in choosing.choices(front.desk.library).items():
            options = [
                discord.SelectOption(label=entry.short_name, value=entry.id)
                for entry in entries[: choosing.MOST_IN_A_SELECT]
            ]
            if not options:
                continue
            select: discord.ui.Select[Any] = discord.ui.Select(
                options=options, min_values=0, max_values=min(choosing.MOST_PICKED, len(options)), required=False
            )
            self._selects.append(select)
            self.add_item(discord.ui.Label(text=words.lists[name], component=select))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Answer with the list."""
        picked = [value for select in self._selects for value in select.values]
        await self.front.prepare(interaction, picked)


def register(tree: Tree, front: Front) -> None:
    """Put the command on the tree."""

    @tree.command(name="prepare", description=front.desk.library.wording.commands["prepare"].description)
    async def prepare(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(PrepareForm(front))
