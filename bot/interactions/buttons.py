"""Dynamic items: all state is in the custom id, so a button works after a restart and on messages months old.

discord.py only logs what goes wrong in a dynamic item, so each callback hands its errors to the one policy itself. The
client carries the front, because discord.py builds these objects from a custom id and nothing else.
"""

import re
from typing import Any, Protocol, Self, cast

import discord

from bot.answering.query import Query
from bot.interactions import custom_ids
from bot.interactions.custom_ids import Vote
from bot.interactions.front import Front

Button = discord.ui.Button[Any]


class _HasFront(Protocol):
    """What the client is to a button."""

    front: Front


class StateButton(discord.ui.DynamicItem[Button], template=r"o0:never"):
    """A button that knows what its custom id says. Each subclass says what a press does, in `press`."""

    def __init__(self, item: Button, found: dict[str, str]) -> None:
        super().__init__(item)
        self.found = found

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Build the button from the message it stands on."""
        return cls(cast("Button", item), match.groupdict())

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says; answer any failure."""
        front = cast("_HasFront", interaction.client).front
        try:
            if front.stopping:
                await front.refuse(interaction, front.desk.library.wording.failures.restarting)
            else:
                await self.press(interaction, front)
        except Exception as error:  # noqa: BLE001 - the policy tells them apart
            await front.fail(interaction, error)

    async def press(self, interaction: discord.Interaction[Any], front: Front) -> None:
        """Answer an id that this version does not write: the kind answer to an old button."""
        await front.refuse(interaction, front.desk.library.wording.refusals.stale_button)

    def query(self) -> Query | None:
        """Read the query in the custom id; None when this version no longer knows it."""
        return Query.from_token(self.found["query"])


class OpenButton(StateButton, template=custom_ids.OPEN):
    """Opens a section, a page or another card."""

    async def press(self, interaction: discord.Interaction[Any], front: Front) -> None:
        """Show what the id names."""
        if query := self.query():
            await front.open(interaction, query)
        else:
            await super().press(interaction, front)


class ShareButton(StateButton, template=custom_ids.SHARE):
    """Posts the card publicly."""

    async def press(self, interaction: discord.Interaction[Any], front: Front) -> None:
        """Post what the id names."""
        if query := self.query():
            await front.share(interaction, query)
        else:
            await super().press(interaction, front)


class VoteButton(StateButton, template=custom_ids.VOTE):
    """Counts a vote."""

    async def press(self, interaction: discord.Interaction[Any], front: Front) -> None:
        """Count it."""
        await front.vote(interaction, self.found["entry"], self.found["revision"], Vote(self.found["vote"]))


class StaleButton(StateButton, template=custom_ids.STALE):
    """Answers ids that an older version wrote."""


ALL = (OpenButton, ShareButton, VoteButton, StaleButton)
"""What the client registers."""
