"""The verb is never stronger than the evidence.

After GRADE: high *does*, moderate *probably*, low *may*, very low *we do not know*. A sentence that says what a
treatment does needs the hedge of the best record it cites. A sentence that reports what one study saw ("In a trial …",
"… people in Sweden had …") is held to its frame instead: it must name the frame.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bot.knowledge.checks.finding import Finding
from bot.knowledge.fields import RecordId
from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Level
from bot.knowledge.passages import Role, passages

_ORDER = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find sentences whose verb claims more than their records allow."""
    words = library.editorial
    for passage in passages(entry):
        if passage.role is not Role.STATEMENT or not passage.evidence:
            continue
        level = best(passage.evidence, library)
        if level is Level.HIGH:
            continue
        allowed = [hedge for name in _ORDER[: _ORDER.index(level) + 1] for hedge in words.hedges.get(name, ())]
        for sentence in _SENTENCE_END.split(passage.text):
            verb = _any_of(words.effect_verbs).search(sentence)
            if (
                verb is None
                or _any_of(tuple(allowed)).search(sentence)
                or _any_of(words.report_frames).search(sentence)
            ):
                continue
            hedges = ", ".join(words.hedges[level][:4])
            yield Finding(
                passage.location,
                f"says {verb[0]!r} on {level} evidence; soften it ({hedges}) or name the study that saw it",
            )


def best(records: tuple[RecordId, ...], library: Library) -> Level:
    """Return the strongest level among the records."""
    levels = [library.evidence[record].strength.level for record in records if record in library.evidence]
    return max(levels, key=_ORDER.index, default=Level.VERY_LOW)


@lru_cache(maxsize=16)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b", re.IGNORECASE)
