"""The evidence shelf holds what entries use: a record nobody cites is a warning, a therapy on one source too."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.problems import Severity

FEWEST_SOURCES = 2


def check(library: Library, _today: date) -> Iterator[tuple[str, str, Finding]]:
    """Find unused records, and therapies that stand on a single publication."""
    used = {record for entry in library.entries.values() for record in entry.cited()}
    for record in library.evidence:
        if record not in used:
            message = "is cited by no entry; cite it or remove it"
            yield "evidence", record, Finding((), message, Severity.WARNING)
    for therapy in library.therapies:
        urls = {library.evidence[record].source.url for record in therapy.cited() if record in library.evidence}
        if len(urls) < FEWEST_SOURCES:
            yield (
                "entry",
                therapy.id,
                Finding((), f"rests on {len(urls)} publication(s); cite at least {FEWEST_SOURCES}"),
            )
