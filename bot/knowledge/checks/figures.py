"""Every number on a card stands in a record it cites: nothing is made up, nothing is mistyped.

A number may be the record's own, or the record's own written per 100 or per 1,000 (2.1% as 21 in 1,000; 4 of 363 as 11
in 1,000), or the rest of it (67 in 100 had none, so 33 in 100 had some). Everything else is an error.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from bot.knowledge.checks.finding import Finding
from bot.knowledge.fields import RecordId
from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Evidence, Frequency
from bot.knowledge.passages import Role, harm_lists, passages
from bot.knowledge.problems import Location

_NUMBER = re.compile(
    r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-]|\.\d)"
    r"|(?<=[-\u2013\u2014])(?<![A-Za-z][-\u2013\u2014])\d[\d,]*(?:\.\d+)?(?![\w]|\.\d)"  # "18-56", not "omega-3"
)
_RECORD_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SHARE_OF = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(?:of|in|out of|/)\s*(?:the |every )?(\d[\d,]*)")
_PERCENT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?=(?:\s?[-\u2013]\s?\d[\d.]*)?\s?(?:%|per ?cent))")
_DENOMINATORS = {100.0, 1000.0}
_IN_WORDS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find numbers that no cited record holds."""
    everything = _known(entry.cited(), library)
    for passage in passages(entry):
        if passage.role in {Role.CLAIM, Role.QUESTION, Role.LABEL}:
            continue
        known = _known(passage.evidence, library) if passage.evidence else everything
        yield from _unknown_numbers(passage.text, known, passage.location)
        if passage.measured is not None and not isinstance(passage.measured, Frequency):
            where = (*passage.location[:-1], "measured")
            yield from _unknown_numbers(f"{passage.measured.who}; {passage.measured.over}", known, where)
    yield from _frequencies(entry, library)


def _frequencies(entry: Entry, library: Library) -> Iterator[Finding]:
    for at, harms in harm_lists(entry):
        for index, harm in enumerate(harms):
            frequency = harm.frequency
            if not isinstance(frequency, Frequency):
                continue
            known = _known(harm.evidence, library)
            where: Location = (*at, index, "frequency")
            for name, count in (("count", frequency.count), ("count_to", frequency.count_to)):
                if count is not None and not known.holds(count, frequency.per):
                    yield Finding(
                        (*where, name), f"{count:g} per {frequency.per} is in no cited record; check the record"
                    )
            text = f"{frequency.who}; {frequency.over}; {frequency.counted or ''}"
            yield from _unknown_numbers(text, known, where)


def _unknown_numbers(text: str, known: "_Known", location: Location) -> Iterator[Finding]:
    shares = {match.start(): float(match[2].replace(",", "")) for match in _SHARE_OF.finditer(text)}
    for match in _NUMBER.finditer(text):
        number = float(match[0].replace(",", "").rstrip("."))
        if number not in _DENOMINATORS and not known.holds(number, shares.get(match.start())):
            yield Finding(
                location, f"{match[0]} is in no record cited here; cite the record it comes from or correct it"
            )


class _Known:
    """The numbers of some records, and the shares that can be written from them."""

    def __init__(self, records: list[Evidence]) -> None:
        found = [_numbers_in(record) for record in records]
        self.numbers: frozenset[float] = frozenset().union(*(numbers for numbers, _shares in found))
        self.shares = [share for _numbers, shares in found for share in shares]

    def holds(self, number: float, per: float | None = None) -> bool:
        """Tell whether `number` (of every `per`) is a record's own, or one of its shares in other words."""
        if number in self.numbers:
            return True
        denominators = (per,) if per else (100.0, 1000.0)
        return any(
            abs(value * denominator - number) <= _rounding(number)
            for share in self.shares
            for value in (share, 1 - share)
            for denominator in denominators
        )


@lru_cache(maxsize=4096)
def _numbers_in(record: Evidence) -> tuple[frozenset[float], tuple[float, ...]]:
    """Return a record's numbers, digits and small words alike, and its shares."""
    text = " ".join(
        (record.statement, record.population, record.caveat or "", record.strength.reason, record.source.title)
    )
    numbers = {float(found.replace(",", "")) for found in _RECORD_NUMBER.findall(text)}
    shares = [float(found.replace(",", "")) / 100 for found in _PERCENT.findall(text)]
    for part, whole in _SHARE_OF.findall(text):
        if (total := float(whole.replace(",", ""))) > 0 and (some := float(part.replace(",", ""))) <= total:
            shares.append(some / total)
    spoken = (word.strip(".,;:()") for word in text.lower().split())
    numbers |= {float(_IN_WORDS[word]) for word in spoken if word in _IN_WORDS}
    if record.year:
        numbers.add(float(record.year))
    return frozenset(numbers), tuple(shares)


def _rounding(number: float) -> float:
    return 0.051 if number != int(number) else 0.501


def _known(records: tuple[RecordId, ...], library: Library) -> _Known:
    return _Known([library.evidence[record] for record in records if record in library.evidence])
