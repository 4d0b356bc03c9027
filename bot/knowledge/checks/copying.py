"""Facts carry over, sentences do not: no eight words in a row from a seed.

The seeds' text is not ours to keep here, so `seeds/fingerprints.txt` holds a hash of every eight-word run instead.
"""

import hashlib
from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.folding import words
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.passages import passages, record_texts

RUN = 8
"""Words in a row that count as copied (`product.md`, section 4)."""


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find copied runs in an entry, members' questions included."""
    for passage in passages(entry):
        yield from _find(passage.text, library, passage.location)
    for index, question in enumerate(entry.questions):
        yield from _find(question, library, ("questions", index))


def check_rest(library: Library, _today: date) -> Iterator[tuple[str, str, Finding]]:
    """Find copied runs in the ledger, the glossary and the evidence."""
    for claim in library.seed_claims.values():
        for place, text in ((("says",), claim.says), (("reason",), claim.reason)):
            yield from (("seed_claim", claim.id, finding) for finding in _find(text, library, place))
    for name, term in library.terms.items():
        yield from (("term", name, finding) for finding in _find(term.meaning, library, ("meaning",)))
    for record in library.evidence.values():
        for location, text in record_texts(record):
            yield from (("evidence", record.id, finding) for finding in _find(text, library, location))


def fingerprints(text: str) -> Iterator[tuple[str, str]]:
    """Yield every run of eight folded words with its 48-bit hash."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        run = " ".join(found[start : start + RUN])
        yield run, hashlib.blake2b(run.encode(), digest_size=6).hexdigest()


def _find(text: str, library: Library, location: tuple[str | int, ...]) -> Iterator[Finding]:
    for run, fingerprint in fingerprints(text):
        if fingerprint in library.fingerprints:
            yield Finding(location, f"copies {run!r} from a seed; say it in your own words")
            return
