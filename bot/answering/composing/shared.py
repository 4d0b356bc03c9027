"""What the cards of every kind of entry have in common: one function a group of facts."""

from collections.abc import Iterator, Sequence

from bot.answering.composing import sources
from bot.answering.composing.text import Marks, day, harm, heading, line, measured, month
from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Explained, Harm, KnownOrNot


def group(text: str, items: Sequence[KnownOrNot], library: Library, marks: Marks) -> Iterator[str]:
    """Write a heading and its facts."""
    yield heading(text)
    yield from (line(item, marks, library.wording) for item in items)


def key_facts(entry: Explained, library: Library, marks: Marks) -> Iterator[str]:
    """Write the labelled facts of a first screen."""
    for fact in entry.key_facts:
        yield f"**{fact.label}** {fact.text}{marks.after(fact.evidence)}{measured(fact.measured, library.wording)}"


def review_line(entry: Entry, library: Library) -> str:
    """Write when the entry was checked, when it is due, and who reviewed it."""
    words, review = library.wording.marks, entry.review
    checked = words.checked.format(checked=day(review.checked_on), due=month(review.review_due))
    nobody = review.clinical_review == "none"
    reviewed = words.not_reviewed if nobody else words.reviewed.format(reviewer=review.clinical_review)
    return f"-# {checked} {reviewed}"


def harms(items: Sequence[Harm], library: Library, marks: Marks) -> Iterator[str]:
    """Write what can go wrong."""
    yield heading(library.wording.headings.risks)
    yield from (harm(item, marks, library.wording) for item in items)


def unknowns(entry: Explained, library: Library, marks: Marks) -> Iterator[str]:
    """Write what nobody knows."""
    yield from group(library.wording.headings.unknowns, entry.unknowns, library, marks)


def questions(entry: Explained, library: Library, _marks: Marks) -> Iterator[str]:
    """Write what to ask the clinician."""
    yield heading(library.wording.headings.questions)
    yield from (f"- {question}" for question in entry.questions_to_ask)


def all_sources(entry: Entry, library: Library, marks: Marks) -> Iterator[str]:
    """Write every source of the entry, in the order of its marks."""
    yield sources.opening(library)
    yield from sources.records(entry.cited(), marks, library)
