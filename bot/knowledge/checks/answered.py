"""Every claim of the seeds is answered by an entry. Until that entry is written, a warning names it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.problems import Severity


def check(library: Library, _today: date) -> Iterator[tuple[str, str, Finding]]:
    """Find entries that the ledger points at and nobody has written; one finding an entry, at its first row."""
    missing = Counter(
        claim.answered_by for claim in library.seed_claims.values() if claim.answered_by not in library.entries
    )
    for claim in library.seed_claims.values():
        if rows := missing.pop(claim.answered_by, 0):
            message = f"{claim.answered_by} is not written yet; {rows} row(s) wait for it"
            yield "seed_claim", claim.id, Finding(("answered_by",), message, Severity.WARNING)
