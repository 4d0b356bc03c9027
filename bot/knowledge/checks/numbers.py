"""Numbers a person can use: per 100 or per 1,000, with who was counted and over what time.

After Fagerlin's list (PMC8758611) and the US Agency for Healthcare Research's advice: one denominator, no "1 in X", no
bare percentage, always the time window and the group.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.passages import Role, passages

_ONE_IN = re.compile(
    r"\b(?:1|one) (?:in|out of) (?:every )?(?!100\b|1,000\b)(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d\s?(?:%|per ?cent)", re.IGNORECASE)
FREQUENCY = re.compile(r"\b(\d[\d,.]*) (?:in|of|out of) (?:every |the )?(\d[\d,]*)\b")
"""A share written as words: "67 in 100", "4 of 363"."""

_SHOWN = {Role.MESSAGE, Role.STATEMENT, Role.UNKNOWN, Role.LABEL}


def check(entry: Entry, _library: Library, _today: date) -> Iterator[Finding]:
    """Find shares without denominator, group or time, and forms that ask the reader to calculate."""
    for passage in passages(entry):
        if passage.role not in _SHOWN:
            continue
        if found := _ONE_IN.search(passage.text):
            yield Finding(passage.location, f"writes {found[0]!r}; write it per 100 or per 1,000")
        if found := _PERCENT.search(passage.text):
            yield Finding(passage.location, f"writes {found[0]!r}; write '… in 100' and say of whom and over what time")
        if passage.measured is None and (found := FREQUENCY.search(passage.text)):
            if passage.role is Role.STATEMENT:
                yield Finding(passage.location, f"writes {found[0]!r} without measured: who and over; add both")
            else:
                yield Finding(
                    passage.location, f"writes {found[0]!r} where no group and time can stand; move it to a fact"
                )
