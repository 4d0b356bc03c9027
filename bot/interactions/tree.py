"""The command tree, with its errors led to the one policy and its door shut while the process stops."""

from typing import Any

import discord
from discord import app_commands

from bot.interactions.front import Front


class Tree(app_commands.CommandTree[Any]):
    """All of Oligo's commands. They may be installed in servers and by people, and used anywhere."""

    def __init__(self, client: discord.Client, front: Front) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._front = front

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Take nothing new while the process is stopping."""
        if not self._front.stopping:
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            try:
                await self._front.refuse(interaction, self._front.desk.library.wording.failures.restarting)
            except discord.DiscordException as error:  # discord.py would only say "never retrieved" of it
                await self._front.fail(interaction, error)
        return False

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer every failed command."""
        await self._front.fail(interaction, error)
