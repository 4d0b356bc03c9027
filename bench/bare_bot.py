"""The smallest possible discord.py bot: the yardstick of the benchmark. No cache, no content, no log."""

import os

import discord
from discord import app_commands

TEXT = (
    "Own-cell blood stem-cell transplant (AHSCT) is chemotherapy followed by a person's own blood stem cells. "
    "It is a fixed text of about the length of a card, and it says nothing about any therapy. "
) * 4 + "Discuss this with your clinician. " * 4


class BareBot(discord.Client):
    """A client with one command and nothing else."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(therapy)

    async def setup_hook(self) -> None:
        """Register the command."""
        await self.tree.sync()


@app_commands.command(description="A fixed text")
async def therapy(interaction: discord.Interaction[BareBot], name: str) -> None:  # noqa: ARG001 - the option must exist
    """Answer with the fixed text."""
    await interaction.response.send_message(TEXT, ephemeral=True)


def main() -> int:
    """Run the bot until it is stopped."""
    BareBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)
    return 0
