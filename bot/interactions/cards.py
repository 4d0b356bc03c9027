"""Answer → Components V2 layout: the only renderer.

Text stands in text displays, never in an embed: people who switched link previews off do not see embeds. A card is
built once for each answer and then sent as it is: discord.py would otherwise build thirty objects a message, and would
keep each view for fifteen minutes, waiting for presses that the dynamic items of `buttons` answer anyway.
"""

import asyncio
import io
from functools import lru_cache
from typing import Any

import discord

from bot.answering.answer import Action, Answer, Picture, Timeline
from bot.interactions import custom_ids
from bot.interactions.custom_ids import Vote
from bot.knowledge.wording import Wording

BUTTONS_IN_A_ROW = 5
ACCENT = discord.Colour(0x2A7F8E)
CARDS_KEPT = 1024


class Card(discord.ui.LayoutView):
    """A finished view: it carries ready-made components and listens for nothing."""

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._components = components
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """Return the components as they were made."""
        return self._components

    def has_components_v2(self) -> bool:
        """Say that this is a layout, although it has no items of its own."""
        return True


class Renderer:
    """Renders answers in one library's words, and keeps what it made."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._components = lru_cache(maxsize=CARDS_KEPT)(self._build)

    def render(self, answer: Answer, *, shareable: bool) -> Card:
        """Render an answer. `shareable` adds the button that posts it publicly; a shared card does without it."""
        return Card(self._components(answer, shareable))

    def _build(self, answer: Answer, shareable: bool) -> list[dict[str, Any]]:  # noqa: FBT001 - a cache's key
        view = discord.ui.LayoutView(timeout=None)
        card = discord.ui.Container[discord.ui.LayoutView](discord.ui.TextDisplay(answer.body), accent_colour=ACCENT)
        if answer.pictures:
            card.add_item(discord.ui.MediaGallery(*map(_gallery_item, range(len(answer.pictures)), answer.pictures)))
        if answer.file is not None:
            card.add_item(discord.ui.File(f"attachment://{answer.file.name}"))
        card.add_item(discord.ui.Separator())
        card.add_item(discord.ui.TextDisplay(answer.disclaimer.text))
        view.add_item(card)
        opening = [_open(action) for action in answer.actions]
        rows = [opening[start : start + BUTTONS_IN_A_ROW] for start in range(0, len(opening), BUTTONS_IN_A_ROW)]
        if last := [*_share(answer, self._words, shareable=shareable), *_votes(answer, self._words)]:
            rows.append(last)
        for row in rows:
            view.add_item(discord.ui.ActionRow(*row))
        components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]  # bare in discord.py
        return components


async def files(answer: Answer) -> list[discord.File]:
    """Return the files an answer shows: its text to keep, and its pictures, drawn off the event loop."""
    texts = [discord.File(io.BytesIO(answer.file.text.encode()), filename=answer.file.name)] if answer.file else []
    if not answer.pictures:
        return texts
    drawn = [await asyncio.to_thread(_draw, picture) for picture in answer.pictures]
    return texts + [
        discord.File(io.BytesIO(data), filename=_file_name(index), description=picture.alt)
        for index, (data, picture) in enumerate(zip(drawn, answer.pictures, strict=True))
    ]


def _draw(picture: Picture) -> bytes:
    from bot.drawing import icon_array, timeline  # noqa: PLC0415 - Pillow's memory only for who shows pictures

    if isinstance(picture, Timeline):
        return timeline.draw(picture.title, picture.steps)
    return icon_array.draw(picture.affected, picture.of, picture.caption, picture.up_to)


def _gallery_item(index: int, picture: Picture) -> discord.MediaGalleryItem:
    return discord.MediaGalleryItem(f"attachment://{_file_name(index)}", description=picture.alt)


def _file_name(index: int) -> str:
    return f"picture-{index + 1}.png"


def _open(action: Action) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=action.label, custom_id=custom_ids.opening(action.query))


def _share(answer: Answer, words: Wording, *, shareable: bool) -> list[discord.ui.Button[Any]]:
    if not shareable or answer.query is None:
        return []
    custom_id = custom_ids.sharing(answer.query)
    return [discord.ui.Button(label=words.buttons.share, style=discord.ButtonStyle.primary, custom_id=custom_id)]


def _votes(answer: Answer, words: Wording) -> list[discord.ui.Button[Any]]:
    if not answer.votable or answer.entry is None or answer.revision is None:
        return []
    labels = {
        Vote.HELPFUL: words.buttons.helpful,
        Vote.NOT_HELPFUL: words.buttons.not_helpful,
        Vote.WRONG_OR_OLD: words.buttons.wrong_or_old,
    }
    return [
        discord.ui.Button(label=label, custom_id=custom_ids.voting(answer.entry, answer.revision, vote))
        for vote, label in labels.items()
    ]
