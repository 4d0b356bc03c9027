"""Query: what somebody wants to see. A typed command makes one, and every button carries one in its custom id."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from bot.knowledge.models import SectionId

_TOKEN = re.compile(
    r"(?P<view>[a-z]+):(?P<first>[a-z0-9-]*):(?P<second>[a-z0-9-]*)"
    r":(?P<section>[a-z-]*):(?P<part>[a-z0-9-]*):(?P<page>[0-9]{1,2})"
)
QUERY_PATTERN = r"[a-z]+:[a-z0-9-]*:[a-z0-9-]*:[a-z-]*:[a-z0-9-]*:[0-9]{1,2}"
"""What a query looks like inside a custom id."""


class View(StrEnum):
    """The kinds of card."""

    THERAPY = "therapy"
    TOPIC = "topic"
    RISKS = "risks"
    COMPARE = "compare"
    GLOSSARY = "glossary"
    SOURCES = "sources"
    SUPPORT = "support"
    CRISIS = "crisis"
    CLINIC_CHECK = "clinic"
    HELP = "help"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Query:
    """A view and what it is of: `first` and `second` are names as typed, or ids."""

    view: View
    first: str = ""
    second: str = ""
    section: SectionId = SectionId.SUMMARY
    part: str = ""
    page: int = 1

    def token(self) -> str:
        """Write the query for a custom id. Only a query of ids has one: ids keep it under Discord's 100 characters."""
        token = ":".join((self.view, self.first, self.second, self.section, self.part, str(self.page)))
        if not _TOKEN.fullmatch(token):
            raise ValueError("a query of typed text has no token")
        return token

    @classmethod
    def from_token(cls, token: str) -> Self | None:
        """Read a token back; None when it is not one of ours, or not any more."""
        found = _TOKEN.fullmatch(token)
        if found is None:
            return None
        try:
            view, section = View(found["view"]), SectionId(found["section"])
        except ValueError:
            return None
        return cls(view, found["first"], found["second"], section, found["part"], max(1, int(found["page"])))

    def at(self, section: SectionId = SectionId.SUMMARY, *, part: str = "", page: int = 1) -> Self:
        """Return the same card at another section, part or page."""
        return replace(self, section=section, part=part, page=page)
