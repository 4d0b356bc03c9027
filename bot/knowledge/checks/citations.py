"""Every statement rests on an evidence record, and never on a seed alone."""

import re
from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.passages import passages

_SEED_CLAIM = re.compile(r"^s[0-9]-[0-9]{3}$", re.IGNORECASE)


def check(entry: Entry, _library: Library, _today: date) -> Iterator[Finding]:
    """Find statements that cite nothing, or that cite what is not evidence."""
    for passage in passages(entry):
        if not passage.must_cite:
            continue
        if not passage.evidence:
            yield Finding(
                passage.location, "cites no evidence record; add one under evidence:, or write it as unknown:"
            )
        elif all(_SEED_CLAIM.match(record) for record in passage.evidence):
            yield Finding(passage.location, "rests on a seed only; a seed is never evidence, cite a record")
        elif len(set(passage.evidence)) < len(passage.evidence):
            yield Finding(passage.location, "cites one record twice; keep one")
