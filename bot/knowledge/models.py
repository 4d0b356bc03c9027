"""The shapes of what Oligo knows. Every file under `content/` and `seeds/` is one of these.

A field that members must be told about is required here: a therapy without its risks or its unknowns cannot be built.
`DISCERN` and the `JAMA benchmarks`, named below, are the two quality standards the fields come from.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from bot.knowledge.fields import (
    ButtonLabel,
    Content,
    EntryId,
    Label,
    PartId,
    RecordId,
    SeedClaimId,
    Text,
    Url,
)


class Level(StrEnum):
    """How sure the evidence lets us be, after GRADE: it bounds the verb (does, probably, may, we do not know)."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class StatusLevel(StrEnum):
    """Where a therapy stands today."""

    STANDARD_CARE = "standard-care"
    SELECTED_PEOPLE = "selected-people"
    IN_TRIALS = "in-trials"
    LAB_ONLY = "lab-only"
    SOLD_WITHOUT_EVIDENCE = "sold-without-evidence"


class CellKind(StrEnum):
    """The four things that "stem cells" can mean, kept apart everywhere, and everything else."""

    OWN_BLOOD_STEM_CELLS = "own-blood-stem-cells"
    MESENCHYMAL = "mesenchymal"
    NEURAL_OR_REPROGRAMMED = "neural-or-reprogrammed"
    REMYELINATION_DRUG = "remyelination-drug"
    NO_CELLS = "no-cells"


class Seriousness(StrEnum):
    """How much a harm matters to the person who has it."""

    FATAL = "fatal"
    LIFE_THREATENING = "life-threatening"
    SERIOUS = "serious"
    TROUBLESOME = "troublesome"
    MILD = "mild"


class Verdict(StrEnum):
    """What we found about a claim that circulates."""

    TRUE = "true"
    PARTLY_TRUE = "partly-true"
    NOT_SHOWN = "not-shown"
    WRONG = "wrong"
    MISLEADING = "misleading"


class TopicGroup(StrEnum):
    """The groups of topics in the content map."""

    MS = "ms"
    MYELIN = "myelin"
    STEM_CELLS = "stem-cells"
    HSCT = "hsct"
    EXPECTATIONS = "expectations"
    TREATMENT = "treatment"
    RESEARCH = "research"
    SYMPTOMS = "symptoms"
    LIVING = "living"
    OTHER = "other"


class SectionId(StrEnum):
    """The parts of an entry a member can open, in the order of their buttons."""

    SUMMARY = "summary"
    FACTS = "facts"
    CALL = "call"
    RISKS = "risks"
    HOW_IT_WORKS = "how-it-works"
    EVIDENCE = "evidence"
    PARTS = "parts"
    UNKNOWNS = "unknowns"
    ACCESS = "access"
    CHOICES = "choices"
    QUESTIONS = "questions"
    ARTICLES = "articles"
    SOURCES = "sources"


class Strength(Content):
    """The certainty of one evidence record and why it has that grade."""

    level: Level
    reason: Text


class Source(Content):
    """Where a fact was published (JAMA benchmark: attribution)."""

    title: Annotated[str, Field(min_length=3, max_length=300)]
    publisher: Annotated[str, Field(min_length=2, max_length=120)]
    url: Url
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None


class Evidence(Content):
    """One checked fact. `caveat` is shown wherever the statement is; `strength` bounds the verb of who cites it."""

    id: RecordId
    statement: Text
    population: Text
    design: Literal[
        "guideline", "meta-analysis", "RCT", "cohort", "review", "regulator", "society", "case-report", "preclinical"
    ]
    strength: Strength
    year: Annotated[int, Field(ge=1950, le=2100)] | None
    source: Source
    caveat: Text | None

    def __hash__(self) -> int:
        """Hash by id, as entries do."""
        return hash(self.id)


class Measured(Content):
    """In whom and over what time a number was found. No number is shown without it."""

    who: Label
    over: Label


class Statement(Content):
    """One cited sentence or two. `measured` is required when the text holds a frequency (the `numbers` check)."""

    text: Text
    evidence: tuple[RecordId, ...] = ()
    measured: Measured | None = None


class KeyFact(Statement):
    """A statement on the first screen, behind a bold label."""

    label: Label


class Unknown(Content):
    """Something nobody knows yet, or that we looked for and did not find. May cite who says so."""

    unknown: Text
    evidence: tuple[RecordId, ...] = ()


def _known_or_not(value: object) -> str:
    return "unknown" if (isinstance(value, dict) and "unknown" in value) or isinstance(value, Unknown) else "statement"


KnownOrNot = Annotated[
    Annotated[Statement, Tag("statement")] | Annotated[Unknown, Tag("unknown")], Discriminator(_known_or_not)
]
"""A cited fact (`text:`), or the plain admission that there is none (`unknown:`)."""


class Frequency(Content):
    """How often a harm happens: `count` (to `count_to`) of every `per` people; `counted` is the raw "4 of 363"."""

    count: float
    count_to: float | None = None
    per: Literal[100, 1000]
    counted: Label | None = None
    who: Label
    over: Label

    @model_validator(mode="after")
    def _is_a_share(self) -> "Frequency":
        highest = self.count if self.count_to is None else self.count_to
        if not 0 <= self.count <= highest <= self.per:
            raise ValueError(f"must be between 0 and {self.per}, the smaller number first")
        return self


class Harm(Content):
    """One thing that can go wrong. "not-measured" is a legal frequency and is said aloud."""

    harm: Label
    seriousness: Seriousness
    frequency: Frequency | Literal["not-measured"]
    text: Text
    evidence: Annotated[tuple[RecordId, ...], Field(min_length=1)]


class Part(Content):
    """A class of drugs, or another named kind, inside a therapy; its names lead members to it."""

    id: PartId
    title: Label
    names: Annotated[tuple[Label, ...], Field(min_length=1)]
    facts: Annotated[tuple[Statement, ...], Field(min_length=1)]
    risks: tuple[Harm, ...] = ()


class ArticleClaim(Content):
    """What the seed articles said about this, in our words, and what we found. The only place a claim may stand."""

    said: Text
    seeds: Annotated[tuple[SeedClaimId, ...], Field(min_length=1)]
    verdict: Verdict
    found: Text
    measured: Measured | None = None
    evidence: Annotated[tuple[RecordId, ...], Field(min_length=1)]


class Status(Content):
    """Where the therapy stands, as a level and in words."""

    level: StatusLevel
    text: Label


class Certainty(Content):
    """How sure we are of the main message, and why."""

    level: Level
    text: Text


class Review(Content):
    """Who stands behind the entry and when it was checked (JAMA benchmarks: authorship and currency)."""

    written_by: Label
    checked_on: date
    review_due: date
    clinical_review: Literal["none"] | Label

    @model_validator(mode="after")
    def _due_after_checked(self) -> "Review":
        if self.review_due <= self.checked_on:
            raise ValueError("review_due must be later than checked_on")
        return self


class Entry(Content):
    """Something Oligo can answer about. `questions` are the ways members really ask it; they are never shown."""

    folder: ClassVar[str]

    id: EntryId
    title: Label
    short_name: ButtonLabel
    aliases: tuple[Label, ...]
    questions: tuple[Text, ...] = ()
    one_line: Text
    see_also: tuple[EntryId, ...] = ()
    review: Review

    def __hash__(self) -> int:
        """Hash by id: equal entries share it, and hashing a whole entry again for each look-up would cost more."""
        return hash(self.id)

    def cited(self) -> tuple[RecordId, ...]:
        """Return the ids of every record the entry cites, in order of first use: the numbers of its source marks."""
        return self.citations

    @cached_property
    def citations(self) -> tuple[RecordId, ...]:
        """What `cited` returns, worked out once."""
        found: dict[RecordId, None] = {}
        for node in _walk(self):
            for record in getattr(node, "evidence", ()):
                if isinstance(record, str):
                    found.setdefault(record)
        return tuple(found)


class Explained(Entry):
    """An entry that explains something: what is known, how surely, what is not known, and what to ask about it."""

    certainty: Certainty
    key_facts: Annotated[tuple[KeyFact, ...], Field(min_length=1, max_length=4)]
    unknowns: Annotated[tuple[Unknown, ...], Field(min_length=1)]
    questions_to_ask: Annotated[tuple[Text, ...], Field(min_length=3)]


class Therapy(Explained):
    """A treatment. The fields below `certainty` are DISCERN's items 9 to 15, so that none can be forgotten."""

    folder: ClassVar[str] = "therapies"

    id: Annotated[EntryId, Field(max_length=30)]  # two of them stand in a comparison's custom id
    cell_kind: CellKind
    status: Status
    how_it_works: Annotated[tuple[Statement, ...], Field(min_length=1)]
    what_it_is_not: Annotated[tuple[Statement, ...], Field(min_length=1)]
    studied_in: Annotated[tuple[Statement, ...], Field(min_length=1)]
    findings: Annotated[tuple[Statement, ...], Field(min_length=1)]
    quality_of_life: Annotated[tuple[KnownOrNot, ...], Field(min_length=1)]
    parts_title: ButtonLabel | None = None
    parts: Annotated[tuple[Part, ...], Field(max_length=14)] = ()
    risks: Annotated[tuple[Harm, ...], Field(min_length=1)]
    without_it: Annotated[tuple[KnownOrNot, ...], Field(min_length=1)]
    other_choices: Annotated[tuple[Statement, ...], Field(min_length=1)]
    access: Annotated[tuple[Statement, ...], Field(min_length=1)]
    articles: tuple[ArticleClaim, ...] = ()

    @model_validator(mode="after")
    def _parts_can_be_opened(self) -> "Therapy":
        if self.parts and self.parts_title is None:
            raise ValueError("parts need a parts_title, the words on their button")
        if len({part.id for part in self.parts}) < len(self.parts):
            raise ValueError("parts share an id; give each its own")
        return self

    def part(self, part_id: str) -> Part | None:
        """Return the part with this id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)


class Call(Content):
    """Whom to call, and when: the action a topic leads to."""

    whom: Label
    when: Text
    evidence: Annotated[tuple[RecordId, ...], Field(min_length=1)]


class Step(Content):
    """One step of a procedure: when it comes, and what happens."""

    when: Label
    text: Label
    evidence: Annotated[tuple[RecordId, ...], Field(min_length=1)]


class Topic(Explained):
    """Anything else members ask about: a symptom, a trial, a clinic, a day at work."""

    folder: ClassVar[str] = "topics"

    group: TopicGroup
    questions: Annotated[tuple[Text, ...], Field(min_length=8)]
    steps: Annotated[tuple[Step, ...], Field(max_length=9)] = ()
    facts: Annotated[tuple[Statement, ...], Field(min_length=2)]
    risks: tuple[Harm, ...] = ()
    when_to_call: Annotated[tuple[Call, ...], Field(min_length=1)]


class Claim(Entry):
    """A claim that circulates, never told without its correction. `one_line` is what we found.

    `phrases` are the forms in which it goes round (headlines, forwards, adverts); they find it and are not shown.
    """

    folder: ClassVar[str] = "claims"

    said: Text
    verdict: Verdict
    found: Annotated[tuple[Statement, ...], Field(min_length=1)]
    why_tempting: Text
    instead: Annotated[tuple[Text, ...], Field(min_length=1)]
    phrases: Annotated[tuple[Text, ...], Field(min_length=4)]


def _walk(value: object) -> Iterator[Content]:
    """Yield every content model inside `value`, depth first, in the order of the fields."""
    if isinstance(value, Content):
        yield value
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
