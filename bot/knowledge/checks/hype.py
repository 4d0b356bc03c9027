"""No hype: the seeds' words of pressure and promise, and *cure*, *reverse*, *breakthrough* outside a corrected claim.

The patterns come from the audit of the seeds, part E; they stand in `content/editorial.yaml`.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.passages import Role, passages, record_texts

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find hype anywhere, and claim words that are neither denied nor being corrected."""
    for passage in passages(entry):
        if passage.role is Role.CLAIM:
            continue
        yield from _find(passage.text, library, passage.location)


def check_rest(library: Library, _today: date) -> Iterator[tuple[str, str, Finding]]:
    """Find hype in the evidence and in the glossary."""
    for record in library.evidence.values():
        for location, text in record_texts(record):
            for finding in _find(text, library, location):
                yield "evidence", record.id, finding
    for name, term in library.terms.items():
        for finding in _find(term.meaning, library, ("meaning",)):
            yield "term", name, finding


def _find(text: str, library: Library, location: tuple[str | int, ...]) -> Iterator[Finding]:
    for rule in library.editorial.hype:
        if found := rule.compiled.search(text):
            yield Finding(location, f"says {found[0]!r}; {rule.instead}")
    for sentence in _SENTENCE_END.split(text):  # a word denied in one sentence is not denied in the next
        for rule in library.editorial.claim_words:
            if found := rule.compiled.search(sentence):
                yield Finding(location, f"says {found[0]!r}; {rule.instead}")
