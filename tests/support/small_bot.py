"""A small real discord.py bot that uses what Oligo uses, to prove the loopback server on."""

from collections import Counter
from typing import Any, Self

import discord
from discord import app_commands, ui


class MoreButton(ui.DynamicItem[ui.Button[Any]], template=r"more:(?P<entry>[a-z]+)"):
    """A button whose state is in its id, as on Oligo's cards."""

    def __init__(self, entry: str) -> None:
        super().__init__(ui.Button(label="Risks", custom_id=f"more:{entry}"))
        self.entry = entry

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /) -> Self:
        """Rebuild the button from its id."""
        del interaction, item  # discord.py passes all three
        return cls(match["entry"])

    async def callback(self, interaction: discord.Interaction[Any]) -> Any:
        """Replace the card by its second page."""
        await interaction.response.edit_message(view=card(f"risks of {self.entry}", self.entry))


def card(text: str, entry: str) -> ui.LayoutView:
    """Return a Components V2 card with one button."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(text), ui.Separator(), ui.ActionRow(MoreButton(entry))))
    return view


class Suggestion(ui.Modal, title="Suggest"):
    """A modal with one field, prefilled."""

    words: ui.Label[Any] = ui.Label(text="Words", component=ui.TextInput(custom_id="words", default="as it was"))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Say the text back."""
        assert isinstance(self.words.component, ui.TextInput)
        await interaction.response.send_message(f"noted: {self.words.component.value}", ephemeral=True)


@app_commands.command(description="A card")
async def therapy(interaction: discord.Interaction[Any], name: str, share: bool = False) -> None:
    """Answer with a card."""
    assert isinstance(interaction.user, discord.Member)
    await interaction.response.send_message(view=card(f"about {name}", name), ephemeral=not share)


@therapy.autocomplete("name")
async def names(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
    """Offer the names that begin so."""
    return [app_commands.Choice(name=name, value=name) for name in ("hsct", "msc", "nsc") if name.startswith(typed)]


@app_commands.command(description="A slow answer")
async def later(interaction: discord.Interaction[Any]) -> None:
    """Defer, then answer."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.edit_original_response(content="done")
    await interaction.followup.send("and more", ephemeral=True)


@app_commands.command(description="A form")
async def suggest(interaction: discord.Interaction[Any]) -> None:
    """Open the modal."""
    await interaction.response.send_modal(Suggestion())


@app_commands.command(description="A picture")
async def picture(interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
    """Send the attachment back."""
    await interaction.response.send_message(file=await file.to_file())


curate = app_commands.Group(name="curate", description="For moderators")


@curate.command(description="Who may")
async def show(interaction: discord.Interaction[Any], role: discord.Role) -> None:
    """Say the role and whether the asker manages the server."""
    await interaction.response.send_message(f"{role.id} {interaction.permissions.manage_guild}")


@app_commands.context_menu(name="Check this claim")
async def check_claim(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Say the message's text."""
    await interaction.response.send_message(f"checked: {message.content}", ephemeral=True)


class SmallBotMixin:
    """Hooks of both kinds of client; counts events and keeps the errors of commands."""

    tree: app_commands.CommandTree[Any]

    def prepare(self) -> None:
        """Add the commands; the constructor of either client calls it."""
        assert isinstance(self, discord.Client)
        self.seen: Counter[str] = Counter()
        self.errors: list[app_commands.AppCommandError] = []
        self.tree = app_commands.CommandTree(self)
        commands: tuple[Any, ...] = (therapy, later, suggest, picture, curate, check_claim)
        for command in commands:
            self.tree.add_command(command)
        self.tree.error(self.on_command_error)
        self.add_dynamic_items(MoreButton)

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait the 5 s that discord.py leaves between two IDENTIFYs: the loopback has no such limit."""

    async def on_command_error(self, interaction: Any, error: app_commands.AppCommandError) -> None:
        """Keep the error for the test."""
        self.errors.append(error)

    async def on_resumed(self) -> None:
        """Count the resume."""
        self.seen["resumed"] += 1


class SmallBot(SmallBotMixin, discord.Client):
    """The bot on one connection."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.prepare()


class SmallShardedBot(SmallBotMixin, discord.AutoShardedClient):
    """The bot on as many shards as the gateway asks for."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.prepare()
