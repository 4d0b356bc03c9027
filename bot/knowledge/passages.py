"""Passage: one shown text of an entry with its place and its role. What the editorial checks read.

The checks never walk models themselves, so a new field that is shown becomes a line here and every rule applies to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.knowledge.fields import RecordId
from bot.knowledge.models import (
    ArticleClaim,
    Claim,
    Entry,
    Evidence,
    Explained,
    Frequency,
    Harm,
    Measured,
    Statement,
    Therapy,
    Topic,
    Unknown,
)
from bot.knowledge.problems import Location


class Role(StrEnum):
    """What a text does on the card, which decides the rules that hold for it."""

    MESSAGE = "message"  # title, one-line answer, status, certainty: rests on the whole entry's evidence
    STATEMENT = "statement"  # a fact: must cite
    UNKNOWN = "unknown"  # says what is not known: may cite
    QUESTION = "question"  # something to ask the clinician
    ACTION = "action"  # something to do: whom to call, and when
    CLAIM = "claim"  # what an article said: the only place where hype may be named
    LABEL = "label"  # a short name, not a sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, where it stands, what it is for, and what it rests on."""

    location: Location
    text: str
    role: Role
    evidence: tuple[RecordId, ...] = ()
    measured: Measured | Frequency | None = None
    must_cite: bool = False


@lru_cache(maxsize=512)
def passages(entry: Entry) -> tuple[Passage, ...]:
    """Return every text of `entry` that a member can see, in the order of the file; a dozen rules ask for it."""
    return tuple(_passages(entry))


def _passages(entry: Entry) -> Iterator[Passage]:
    yield Passage(("title",), entry.title, Role.LABEL)
    yield Passage(("short_name",), entry.short_name, Role.LABEL)
    yield Passage(("one_line",), entry.one_line, Role.MESSAGE, entry.cited())
    if isinstance(entry, Explained):
        yield from _explained(entry)
    if isinstance(entry, Therapy):
        yield from _therapy(entry)
    elif isinstance(entry, Topic):
        yield from _topic(entry)
    elif isinstance(entry, Claim):
        yield from _claim(entry)


def harm_lists(entry: Entry) -> Iterator[tuple[Location, Sequence[Harm]]]:
    """Yield every list of harms of an entry, with its place."""
    if isinstance(entry, Therapy | Topic):
        yield ("risks",), entry.risks
    for index, part in enumerate(entry.parts if isinstance(entry, Therapy) else ()):
        yield ("parts", index, "risks"), part.risks


def record_texts(record: Evidence) -> Iterator[tuple[Location, str]]:
    """Yield every sentence of a record that its card's Sources show, with its place."""
    yield ("statement",), record.statement
    yield ("population",), record.population
    yield ("strength", "reason"), record.strength.reason
    if record.caveat is not None:
        yield ("caveat",), record.caveat


def _explained(entry: Explained) -> Iterator[Passage]:
    yield Passage(("certainty", "text"), entry.certainty.text, Role.MESSAGE, entry.cited())
    yield from _statements("key_facts", entry.key_facts)
    for index, fact in enumerate(entry.key_facts):
        yield Passage(("key_facts", index, "label"), fact.label, Role.LABEL)
    yield from _statements("unknowns", entry.unknowns)
    for index, question in enumerate(entry.questions_to_ask):
        yield Passage(("questions_to_ask", index), question, Role.QUESTION)


def _topic(topic: Topic) -> Iterator[Passage]:
    for index, step in enumerate(topic.steps):
        yield Passage(("steps", index, "when"), step.when, Role.LABEL)
        yield Passage(("steps", index, "text"), step.text, Role.STATEMENT, step.evidence, must_cite=True)
    yield from _statements("facts", topic.facts)
    yield from _harms(("risks",), topic.risks)
    for index, call in enumerate(topic.when_to_call):
        yield Passage(("when_to_call", index, "whom"), call.whom, Role.LABEL)
        yield Passage(("when_to_call", index, "when"), call.when, Role.ACTION, call.evidence, must_cite=True)


def _claim(claim: Claim) -> Iterator[Passage]:
    yield Passage(("said",), claim.said, Role.CLAIM)
    yield from _statements("found", claim.found)
    yield Passage(("why_tempting",), claim.why_tempting, Role.CLAIM)
    for index, text in enumerate(claim.instead):
        yield Passage(("instead", index), text, Role.ACTION)


def _therapy(therapy: Therapy) -> Iterator[Passage]:
    yield Passage(("status", "text"), therapy.status.text, Role.LABEL)
    for name in ("how_it_works", "what_it_is_not", "studied_in", "findings", "quality_of_life"):
        yield from _statements(name, getattr(therapy, name))
    yield from _harms(("risks",), therapy.risks)
    if therapy.parts_title is not None:
        yield Passage(("parts_title",), therapy.parts_title, Role.LABEL)
    for index, part in enumerate(therapy.parts):
        yield Passage(("parts", index, "title"), part.title, Role.LABEL)
        for position, name in enumerate(part.names):
            yield Passage(("parts", index, "names", position), name, Role.LABEL)
        for inner in _statements("facts", part.facts):
            yield _moved(inner, ("parts", index))
        yield from _harms(("parts", index, "risks"), part.risks)
    for name in ("without_it", "other_choices", "access"):
        yield from _statements(name, getattr(therapy, name))
    yield from _articles(therapy.articles)


def _statements(name: str, items: Sequence[Statement | Unknown]) -> Iterator[Passage]:
    for index, item in enumerate(items):
        if isinstance(item, Statement):
            yield Passage(
                (name, index, "text"), item.text, Role.STATEMENT, item.evidence, item.measured, must_cite=True
            )
            yield from _group((name, index, "measured"), item.measured)
        else:
            yield Passage((name, index, "unknown"), item.unknown, Role.UNKNOWN, item.evidence)


def _harms(at: Location, harms: Sequence[Harm]) -> Iterator[Passage]:
    for index, harm in enumerate(harms):
        measured = harm.frequency if isinstance(harm.frequency, Frequency) else None
        yield Passage((*at, index, "harm"), harm.harm, Role.LABEL)
        yield from _group((*at, index, "frequency"), measured)
        yield Passage((*at, index, "text"), harm.text, Role.STATEMENT, harm.evidence, measured, must_cite=True)


def _articles(articles: Sequence[ArticleClaim]) -> Iterator[Passage]:
    for index, article in enumerate(articles):
        yield Passage(("articles", index, "said"), article.said, Role.CLAIM)
        yield Passage(
            ("articles", index, "found"),
            article.found,
            Role.STATEMENT,
            article.evidence,
            article.measured,
            must_cite=True,
        )
        yield from _group(("articles", index, "measured"), article.measured)


def _group(at: Location, measured: Measured | Frequency | None) -> Iterator[Passage]:
    """Yield who was counted and over what time: small words, but shown."""
    for name in ("who", "over", "counted"):
        if text := getattr(measured, name, None):
            yield Passage((*at, name), text, Role.LABEL, measured=measured)


def _moved(passage: Passage, under: Location) -> Passage:
    return Passage(
        (*under, *passage.location),
        passage.text,
        passage.role,
        passage.evidence,
        passage.measured,
        must_cite=passage.must_cite,
    )
