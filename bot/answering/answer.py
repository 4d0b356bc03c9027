"""Answer: what to say, independent of where it is said. It cannot exist without its disclaimer."""

from dataclasses import dataclass
from enum import StrEnum

from bot.answering.query import Query

MOST_CHARACTERS = 3900
"""Of one message: Discord's limit for Components V2 text is 4,000 over all text displays."""

MOST_BYTES = 9500
"""Of one message in UTF-8: over about 10,170 Discord answers with an error of its own (discord-api-docs#8554)."""

MOST_ACTIONS = 25
"""Buttons of one answer: with their five rows, the votes, the share button and the texts they make 39 of Discord's 40
components."""

MOST_PICTURES = 10
"""Of one media gallery (Discord)."""

LONGEST_ALT = 1024
"""Characters of a picture's description (Discord)."""


class Kind(StrEnum):
    """How a query ended."""

    ANSWER = "answer"
    SUGGESTIONS = "suggestions"
    NONE = "none"
    SAFETY = "safety"
    NOTICE = "notice"
    ERROR = "error"


class Band(StrEnum):
    """How a name was matched."""

    EXACT = "exact"
    ALIAS = "alias"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """The last line of every message."""

    text: str

    def __post_init__(self) -> None:
        """Refuse an empty one."""
        if not self.text.strip():
            raise ValueError("a disclaimer says something")


@dataclass(frozen=True, slots=True)
class Action:
    """A button that opens another card, or another page of this one."""

    label: str
    query: Query


def _check_alt(text: str) -> None:
    if not text.strip() or len(text) > LONGEST_ALT:
        raise ValueError(f"a picture's alt text has 1 to {LONGEST_ALT} characters")


@dataclass(frozen=True, slots=True)
class IconArray:
    """A frequency to draw: `affected` (to `up_to`) of `of` figures. `alt` says the same for who cannot see it."""

    affected: int
    of: int
    caption: str
    alt: str
    up_to: int | None = None

    def __post_init__(self) -> None:
        """Refuse a picture that could not be drawn, or that says nothing to a screen reader."""
        highest = self.affected if self.up_to is None else self.up_to
        if self.of not in {100, 1000} or not 0 <= self.affected <= highest <= self.of:
            raise ValueError(f"an icon array has 100 or 1,000 figures, not {self.affected} of {self.of}")
        _check_alt(self.alt)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of a procedure to draw, each as when and what; `alt` says them in words."""

    title: str
    steps: tuple[tuple[str, str], ...]
    alt: str

    def __post_init__(self) -> None:
        """Refuse a picture that says nothing to a screen reader."""
        _check_alt(self.alt)


Picture = IconArray | Timeline


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text to keep: what the card says, as a file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One page: blocks of Discord markdown, then always the disclaimer, then the buttons."""

    kind: Kind
    blocks: tuple[str, ...]
    disclaimer: Disclaimer
    actions: tuple[Action, ...] = ()
    pictures: tuple[Picture, ...] = ()
    file: TextFile | None = None
    query: Query | None = None  # set when the card can be opened again: it may be shared
    entry: str | None = None
    revision: str | None = None
    votable: bool = False

    def __post_init__(self) -> None:
        """Prove the promises every reader relies on: a disclaimer, something said, and Discord's limits."""
        if not isinstance(self.disclaimer, Disclaimer):
            raise TypeError("an answer needs its disclaimer")
        if not self.blocks or not all(block.strip() for block in self.blocks):
            raise ValueError("an answer says something")
        if len(self.text) > MOST_CHARACTERS or len(self.text.encode()) > MOST_BYTES:
            raise ValueError(f"an answer of {len(self.text)} characters does not fit one message; paginate it")
        if len(self.pictures) > MOST_PICTURES:
            raise ValueError(f"{len(self.pictures)} pictures do not fit one gallery")
        if len(self.actions) > MOST_ACTIONS:
            raise ValueError(f"{len(self.actions)} buttons do not fit one message")
        if self.votable and not (self.entry and self.revision):
            raise ValueError("a vote needs the entry and the revision that were seen")

    @property
    def body(self) -> str:
        """The card without its disclaimer."""
        return "\n\n".join(self.blocks)

    @property
    def text(self) -> str:
        """The whole card as text, as the command line prints it."""
        return f"{self.body}\n\n{self.disclaimer.text}"
