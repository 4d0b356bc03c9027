"""A dead number is worse than none: a line checked more than 180 days ago is a warning."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.problems import Severity

FRESH_FOR = timedelta(days=180)


def check(library: Library, today: date) -> Iterator[tuple[str, str, Finding]]:
    """Find lines whose check is old, or dated in the future."""
    for index, line in enumerate(library.support.lines):
        at = ("lines", index, "checked_on")
        if line.checked_on > today + timedelta(days=1):
            yield "support", "", Finding(at, f"{line.checked_on} is in the future; write the day it was checked")
        elif today - line.checked_on > FRESH_FOR:
            message = f"{line.name} was checked on {line.checked_on}; look at its own page again and set the date"
            yield "support", "", Finding(at, message, Severity.WARNING)
