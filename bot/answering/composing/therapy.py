"""A therapy's card: its first screen, and one function a section."""

from collections.abc import Callable, Iterator, Sequence

from bot.answering.composing import sources
from bot.answering.composing.text import Marks, day, harm, heading, line, measured, month, title
from bot.knowledge.library import Library
from bot.knowledge.models import CellKind, KnownOrNot, Part, SectionId, Therapy


def summary(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    """Write the first screen: at most 120 words with its disclaimer (`checks.first_screen`)."""
    words = library.wording
    yield f"{title(therapy.title)}\n{therapy.one_line}"
    yield "\n".join(
        (
            words.marks.status.format(text=therapy.status.text),
            words.marks.certainty.format(text=therapy.certainty.text),
        )
    )
    for fact in therapy.key_facts:
        yield f"**{fact.label}** {fact.text}{marks.after(fact.evidence)}{measured(fact.measured, words)}"
    yield review_line(therapy, library)


def review_line(therapy: Therapy, library: Library) -> str:
    """Write when the entry was checked, when it is due, and who reviewed it."""
    words, review = library.wording.marks, therapy.review
    checked = words.checked.format(checked=day(review.checked_on), due=month(review.review_due))
    reviewed = (
        words.not_reviewed
        if review.clinical_review == "none"
        else words.reviewed.format(reviewer=review.clinical_review)
    )
    return f"-# {checked} {reviewed}"


def section(therapy: Therapy, name: SectionId, part: Part | None, library: Library) -> list[str]:
    """Write one section's blocks, in order, unpaginated."""
    marks = Marks(therapy.cited())
    if name is SectionId.PARTS:
        return list(_part(part, library, marks) if part else _parts(therapy))
    return list(_SECTIONS[name](therapy, library, marks))


def sections(therapy: Therapy) -> Iterator[SectionId]:
    """Yield the sections this therapy has, in the order of their buttons."""
    for name in SectionId:
        if (name is SectionId.PARTS and not therapy.parts) or (name is SectionId.ARTICLES and not therapy.articles):
            continue
        yield name


def _group(text: str, items: Sequence[KnownOrNot], library: Library, marks: Marks) -> Iterator[str]:
    yield heading(text)
    yield from (line(item, marks, library.wording) for item in items)


def _how_it_works(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    headings = library.wording.headings
    yield from _group(headings.how_it_works, therapy.how_it_works, library, marks)
    yield from _group(headings.what_it_is_not, therapy.what_it_is_not, library, marks)
    if therapy.cell_kind is not CellKind.NO_CELLS:
        yield _four_kinds(therapy.cell_kind, library)


def _four_kinds(kind: CellKind, library: Library) -> str:
    """List the four things that "stem cells" can mean and say which one this card is about: one block, never parted."""
    words = library.wording
    listed = [
        words.marks.this_card.format(text=text) if one is kind else f"- {text}"
        for one, text in words.cell_kinds.items()
    ]
    return "\n".join((heading(words.headings.four_kinds), *listed))


def _evidence(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    headings = library.wording.headings
    yield from _group(headings.studied_in, therapy.studied_in, library, marks)
    yield from _group(headings.findings, therapy.findings, library, marks)
    yield from _group(headings.quality_of_life, therapy.quality_of_life, library, marks)


def _risks(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    yield heading(library.wording.headings.risks)
    yield from (harm(item, marks, library.wording) for item in therapy.risks)
    yield from _unknowns(therapy, library, marks)


def _unknowns(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    yield from _group(library.wording.headings.unknowns, therapy.unknowns, library, marks)


def _access(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    yield from _group(library.wording.headings.access, therapy.access, library, marks)


def _choices(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    headings = library.wording.headings
    yield from _group(headings.without_it, therapy.without_it, library, marks)
    yield from _group(headings.other_choices, therapy.other_choices, library, marks)


def _questions(therapy: Therapy, library: Library, _marks: Marks) -> Iterator[str]:
    yield heading(library.wording.headings.questions)
    yield from (f"- {question}" for question in therapy.questions_to_ask)


def _articles(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    words = library.wording
    yield heading(words.headings.articles)
    for article in therapy.articles:
        found = words.marks.found.format(text=article.found) + marks.after(article.evidence)
        verdict = words.marks.verdict.format(text=words.verdicts[article.verdict])
        said = words.marks.said.format(text=article.said)
        # One block, so that no page break can part a claim from its correction.
        yield f"{said}\n{found}{measured(article.measured, words)}\n{verdict}"


def _sources(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    yield sources.opening(library)
    yield from sources.records(therapy.cited(), marks, library)


def _parts(therapy: Therapy) -> Iterator[str]:
    yield heading(str(therapy.parts_title))
    for part in therapy.parts:
        yield f"- {part.title}"


def _part(part: Part, library: Library, marks: Marks) -> Iterator[str]:
    yield heading(part.title)
    yield library.wording.marks.also_known_as.format(names=", ".join(part.names))
    yield from (line(fact, marks, library.wording) for fact in part.facts)
    if part.risks:
        yield heading(library.wording.headings.risks)
        yield from (harm(item, marks, library.wording) for item in part.risks)


_SECTIONS: dict[SectionId, Callable[[Therapy, Library, Marks], Iterator[str]]] = {
    SectionId.SUMMARY: summary,
    SectionId.RISKS: _risks,
    SectionId.HOW_IT_WORKS: _how_it_works,
    SectionId.EVIDENCE: _evidence,
    SectionId.UNKNOWNS: _unknowns,
    SectionId.ACCESS: _access,
    SectionId.CHOICES: _choices,
    SectionId.QUESTIONS: _questions,
    SectionId.ARTICLES: _articles,
    SectionId.SOURCES: _sources,
}
