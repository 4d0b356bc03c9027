"""The row of the query log: a type that cannot hold a person's id or a person's words."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from bot.storage.values import (
    GuildId,
    is_slug,
    is_whole_hour,
    require_guild,
    require_revision,
    require_slug,
    whole_hour,
)

MOST_TERMS: Final = 12
MOST_LATENCY_MS: Final = 60_000
COLUMNS: Final = (
    "hour",
    "guild_id",
    "command",
    "entry_id",
    "revision",
    "outcome",
    "terms",
    "match_band",
    "latency_ms",
    "locale",
)

_LOCALE: Final = re.compile(r"[a-z]{2,3}(?:-(?:[A-Z]{2}|[0-9]{3}))?")  # Discord's: en-GB, de, es-419


class Command(StrEnum):
    """What a member used: a command, or a button on a card."""

    THERAPY = "therapy"
    RISKS = "risks"
    COMPARE = "compare"
    TOPIC = "topic"
    ASK = "ask"
    CLAIM = "claim"
    GLOSSARY = "glossary"
    SOURCES = "sources"
    CLINIC_CHECK = "clinic-check"
    PREPARE = "prepare"
    SUPPORT = "support"
    CRISIS = "crisis"
    SUGGEST = "suggest"
    PRIVACY = "privacy"
    HELP = "help"
    ABOUT = "about"
    CURATE = "curate"
    SETUP = "setup"
    BUTTON = "button"


class Outcome(StrEnum):
    """How a query ended."""

    ANSWER = "answer"
    SUGGESTIONS = "suggestions"
    NONE = "none"
    SAFETY = "safety"
    ERROR = "error"


class MatchBand(StrEnum):
    """How a name or a question was matched to an entry."""

    EXACT = "exact"
    ALIAS = "alias"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRow:
    """One query as it may be kept; building one with anything else raises ``ValueError``.

    A dataclass with checks, not a pydantic model: it is built before every answer, and this takes a third of the time.
    """

    hour: datetime
    command: Command
    outcome: Outcome
    guild: GuildId | None = None
    entry: str | None = None
    revision: str | None = None
    terms: tuple[str, ...] = ()
    match_band: MatchBand | None = None
    latency_ms: int = 0
    locale: str = "en-GB"

    def __post_init__(self) -> None:
        """Refuse everything that is not a shape of our own."""
        if not is_whole_hour(self.hour):
            raise ValueError("hour must be a whole hour in UTC; QueryRow.at cuts a time down")
        _require_member("command", self.command, Command)
        _require_member("outcome", self.outcome, Outcome)
        if self.match_band is not None:
            _require_member("match_band", self.match_band, MatchBand)
        require_guild(self.guild)
        if self.guild is not None and _is_safety(self.command, self.outcome):
            raise ValueError("a crisis is not logged per server")
        self._check_words()
        if type(self.latency_ms) is not int or not 0 <= self.latency_ms <= MOST_LATENCY_MS:
            raise ValueError(f"latency_ms must be a whole number from 0 to {MOST_LATENCY_MS}")

    def _check_words(self) -> None:
        if self.entry is not None:
            require_slug("entry", self.entry)
        if self.revision is not None:
            require_revision(self.revision)
        if type(self.terms) is not tuple or len(self.terms) > MOST_TERMS or not all(map(is_slug, self.terms)):
            raise ValueError(f"terms must be a tuple of at most {MOST_TERMS} kebab-case ids")
        if type(self.locale) is not str or _LOCALE.fullmatch(self.locale) is None:
            raise ValueError("locale must look like en-GB")

    @classmethod
    def at(
        cls,
        now: datetime,
        *,
        command: Command,
        outcome: Outcome,
        guild: GuildId | None = None,
        entry: str | None = None,
        revision: str | None = None,
        terms: tuple[str, ...] = (),
        match_band: MatchBand | None = None,
        latency_ms: int = 0,
        locale: str = "en-GB",
    ) -> Self:
        """Build the row of a query answered now, dropping what may not be kept.

        The time is cut to its hour, the server is left out of a crisis or another safety answer, terms beyond the
        twelfth go, and the latency is clamped to a minute. Raises ``ValueError`` for the rest.
        """
        return cls(
            hour=whole_hour(now),
            command=command,
            outcome=outcome,
            guild=None if _is_safety(command, outcome) else guild,
            entry=entry,
            revision=revision,
            terms=terms[:MOST_TERMS],
            match_band=match_band,
            latency_ms=min(max(latency_ms, 0), MOST_LATENCY_MS),
            locale=locale,
        )

    def as_values(self) -> tuple[object, ...]:
        """Give the values in the order of ``COLUMNS``."""
        return (
            self.hour,
            self.guild,
            self.command.value,
            self.entry,
            self.revision,
            self.outcome.value,
            " ".join(self.terms),
            None if self.match_band is None else self.match_band.value,
            self.latency_ms,
            self.locale,
        )


def _is_safety(command: Command, outcome: Outcome) -> bool:
    return command is Command.CRISIS or outcome is Outcome.SAFETY


def _require_member(name: str, value: object, kind: type[StrEnum]) -> None:
    if type(value) is not kind:
        raise ValueError(f"{name} must be one of {kind.__name__}")
