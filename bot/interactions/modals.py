"""Form: the base of every modal. Its errors take the one policy, and a form nobody sends is forgotten."""

from typing import Any

import discord

from bot.interactions.front import Front

OPEN_FOR = 30 * 60  # seconds; discord.py keeps a dismissed modal for ever unless it has a timeout


class Form(discord.ui.Modal):
    """A modal that answers its own failures. Leave the custom id random: equal ids overwrite each other."""

    def __init__(self, front: Front, *, title: str) -> None:
        super().__init__(title=title, timeout=OPEN_FOR)
        self.front = front

    async def on_error(  # type: ignore[override]  # discord.py's own Modal drops the item too
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Answer a failed submit."""
        await self.front.fail(interaction, error)
