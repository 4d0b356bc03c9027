"""Therapies that nobody would write, but that the models allow: every field at its longest, in any script."""

from datetime import date

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from bot.knowledge.models import (
    ArticleClaim,
    CellKind,
    Certainty,
    Evidence,
    Frequency,
    Harm,
    KeyFact,
    Level,
    Measured,
    Part,
    Review,
    Seriousness,
    Source,
    Statement,
    Status,
    StatusLevel,
    Strength,
    Therapy,
    Unknown,
    Verdict,
)

TEXT, LABEL, BUTTON = 700, 90, 38

quick = settings(max_examples=100, deadline=None, database=None)
thorough = settings(
    max_examples=5,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.generate],  # a smaller example would say little more, and looking for it takes minutes
)

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="<`]/")
"""Everything but what `fields._refuse_markup` refuses."""


@st.composite
def words(draw: st.DrawFn, longest: int) -> str:
    """Draw a text: a few letters of any script, repeated up to a length; mostly to the longest allowed."""
    unit = draw(st.text(CHARACTERS, min_size=1, max_size=6) | st.sampled_from(["word ", "髄", "🧠", "e\u0301 ", "a"]))
    length = draw(st.sampled_from([1, longest // 2, longest, longest]))
    return " ".join((unit * longest)[:length].split()) or "x"


def labels() -> st.SearchStrategy[str]:
    return words(LABEL)


def records() -> st.SearchStrategy[tuple[str, ...]]:
    """Draw the ids of one to eight records out of forty."""
    return st.lists(st.integers(0, 39), min_size=1, max_size=8, unique=True).map(
        lambda numbers: tuple(f"record-{number}" for number in numbers)
    )


def measured() -> st.SearchStrategy[Measured | None]:
    return st.none() | st.builds(Measured, who=labels(), over=labels())


def statements() -> st.SearchStrategy[Statement]:
    return st.builds(Statement, text=words(TEXT), evidence=records(), measured=measured())


def unknowns() -> st.SearchStrategy[Unknown]:
    return st.builds(Unknown, unknown=words(TEXT), evidence=records())


def harms() -> st.SearchStrategy[Harm]:
    frequency = st.builds(
        Frequency,
        count=st.floats(0, 50, allow_nan=False),
        count_to=st.none() | st.integers(50, 100).map(float),
        per=st.sampled_from([100, 1000]),
        counted=st.none() | labels(),
        who=labels(),
        over=labels(),
    )
    return st.builds(
        Harm,
        harm=labels(),
        seriousness=st.sampled_from(Seriousness),
        frequency=st.just("not-measured") | frequency,
        text=words(TEXT),
        evidence=records(),
    )


@st.composite
def few(draw: st.DrawFn, items: st.SearchStrategy[object], least: int, most: int) -> tuple[object, ...]:
    """Draw a tuple of `least` to `most` items out of at most four different ones, which is enough to fill pages."""
    drawn = draw(st.lists(items, min_size=max(1, min(least, 4)), max_size=4))
    count = draw(st.sampled_from([least, most]))
    return tuple((drawn * most)[:count])


@st.composite
def therapies(draw: st.DrawFn) -> Therapy:
    """Draw a therapy; its parts are numbered, because ids are unique."""
    parts = draw(
        few(
            st.builds(
                Part,
                id=st.just("part"),
                title=labels(),
                names=few(labels(), 1, 12),
                facts=few(statements(), 1, 10),
                risks=few(harms(), 0, 6),
            ),
            0,
            14,
        )
    )
    return Therapy(
        id="a" * 30,
        title=draw(labels()),
        short_name=draw(words(BUTTON)),
        aliases=(),
        one_line=draw(words(TEXT)),
        key_facts=draw(few(st.builds(KeyFact, label=labels(), text=words(TEXT), evidence=records()), 1, 4)),
        unknowns=draw(few(unknowns(), 1, 12)),
        questions_to_ask=draw(few(words(TEXT), 3, 12)),
        review=Review(
            written_by=draw(labels()),
            checked_on=date(2026, 1, 1),
            review_due=date(2027, 1, 1),
            clinical_review=draw(st.just("none") | labels()),
        ),
        cell_kind=draw(st.sampled_from(CellKind)),
        status=Status(level=draw(st.sampled_from(StatusLevel)), text=draw(labels())),
        certainty=Certainty(level=draw(st.sampled_from(Level)), text=draw(words(TEXT))),
        how_it_works=draw(few(statements(), 1, 10)),
        what_it_is_not=draw(few(statements(), 1, 10)),
        studied_in=draw(few(statements(), 1, 10)),
        findings=draw(few(statements(), 1, 10)),
        quality_of_life=draw(few(statements() | unknowns(), 1, 10)),
        parts_title=draw(words(BUTTON)),
        parts=tuple(part.model_copy(update={"id": f"{'p' * 21}-{n:02}"}) for n, part in enumerate(parts)),
        risks=draw(few(harms(), 1, 30)),
        without_it=draw(few(statements() | unknowns(), 1, 10)),
        other_choices=draw(few(statements(), 1, 10)),
        access=draw(few(statements(), 1, 10)),
        articles=draw(
            few(
                st.builds(
                    ArticleClaim,
                    said=words(TEXT),
                    seeds=st.just(("S1-001",)),
                    verdict=st.sampled_from(Verdict),
                    found=words(TEXT),
                    measured=measured(),
                    evidence=records(),
                ),
                0,
                8,
            )
        ),
    )


@st.composite
def evidence(draw: st.DrawFn) -> dict[str, Evidence]:
    """Draw forty records, each as long as a record can be."""
    text = draw(words(TEXT))
    return {
        f"record-{number}": Evidence(
            id=f"record-{number}",
            statement=f"{number} {text}"[:TEXT].strip(),
            population=draw(words(TEXT)) if number < 4 else text,
            design="cohort",
            strength=Strength(level=Level.LOW, reason=text),
            year=None if number % 2 else 2020,
            source=Source(title="t" * 300, publisher="p" * 120, url="https://example.org/" + "u" * 380),
            caveat=text if number % 3 else None,
        )
        for number in range(40)
    }


class Case:
    """A drawn therapy and its records; a failure prints only its size, not its megabyte of letters."""

    def __init__(self, therapy: Therapy, records: dict[str, Evidence]) -> None:
        self.therapy = therapy
        self.records = records

    def __repr__(self) -> str:
        counts = {
            name: len(value) for name in Therapy.model_fields if isinstance(value := getattr(self.therapy, name), tuple)
        }
        return f"Case({self.therapy.title[:20]!r}, {counts})"


def cases() -> st.SearchStrategy[Case]:
    return st.tuples(therapies(), evidence()).map(lambda drawn: Case(*drawn))
