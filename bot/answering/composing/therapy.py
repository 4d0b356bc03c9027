"""A therapy's card: its first screen, and one function a section."""

from collections.abc import Callable, Iterator

from bot.answering.composing import shared
from bot.answering.composing.text import Marks, harm, heading, line, measured, title
from bot.knowledge.library import Library
from bot.knowledge.models import CellKind, Part, SectionId, Therapy


def summary(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    """Write the first screen: at most 120 words with its disclaimer (`checks.first_screen`)."""
    words = library.wording.marks
    yield f"{title(therapy.title)}\n{therapy.one_line}"
    status = words.status.format(text=therapy.status.text)
    yield f"{status}\n{words.certainty.format(text=therapy.certainty.text)}"
    yield from shared.key_facts(therapy, library, marks)
    yield shared.review_line(therapy, library)


def parts(therapy: Therapy) -> Iterator[str]:
    """Write the list of a therapy's parts; each has a button of its own."""
    yield heading(str(therapy.parts_title))
    yield from (f"- {part.title}" for part in therapy.parts)


def part(part: Part, library: Library, marks: Marks) -> Iterator[str]:
    """Write one part: its names, its facts, its harms."""
    yield heading(part.title)
    yield library.wording.marks.also_known_as.format(names=", ".join(part.names))
    yield from (line(fact, marks, library.wording) for fact in part.facts)
    if part.risks:
        yield heading(library.wording.headings.risks)
        yield from (harm(item, marks, library.wording) for item in part.risks)


def _how_it_works(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    headings = library.wording.headings
    yield from shared.group(headings.how_it_works, therapy.how_it_works, library, marks)
    yield from shared.group(headings.what_it_is_not, therapy.what_it_is_not, library, marks)
    if therapy.cell_kind is not CellKind.NO_CELLS:
        yield _four_kinds(therapy.cell_kind, library)


def _four_kinds(kind: CellKind, library: Library) -> str:
    """List the four things that "stem cells" can mean and say which this card is about: one block, never parted."""
    words = library.wording
    listed = [
        words.marks.this_card.format(text=text) if one is kind else f"- {text}"
        for one, text in words.cell_kinds.items()
    ]
    return "\n".join((heading(words.headings.four_kinds), *listed))


def _evidence(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    headings = library.wording.headings
    yield from shared.group(headings.studied_in, therapy.studied_in, library, marks)
    yield from shared.group(headings.findings, therapy.findings, library, marks)
    yield from shared.group(headings.quality_of_life, therapy.quality_of_life, library, marks)


def _risks(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    yield from shared.harms(therapy.risks, library, marks)
    yield from shared.unknowns(therapy, library, marks)


def _access(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    yield from shared.group(library.wording.headings.access, therapy.access, library, marks)


def _choices(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    headings = library.wording.headings
    yield from shared.group(headings.without_it, therapy.without_it, library, marks)
    yield from shared.group(headings.other_choices, therapy.other_choices, library, marks)


def _articles(therapy: Therapy, library: Library, marks: Marks) -> Iterator[str]:
    words = library.wording
    yield heading(words.headings.articles)
    for article in therapy.articles:
        found = words.marks.found.format(text=article.found) + marks.after(article.evidence)
        verdict = words.marks.verdict.format(text=words.verdicts[article.verdict])
        said = words.marks.said.format(text=article.said)
        # One block, so that no page break can part a claim from its correction.
        yield f"{said}\n{found}{measured(article.measured, words)}\n{verdict}"


def _parts(therapy: Therapy, _library: Library, _marks: Marks) -> Iterator[str]:
    return parts(therapy)


SECTIONS: dict[SectionId, Callable[[Therapy, Library, Marks], Iterator[str]]] = {
    SectionId.SUMMARY: summary,
    SectionId.RISKS: _risks,
    SectionId.HOW_IT_WORKS: _how_it_works,
    SectionId.EVIDENCE: _evidence,
    SectionId.PARTS: _parts,
    SectionId.UNKNOWNS: shared.unknowns,
    SectionId.ACCESS: _access,
    SectionId.CHOICES: _choices,
    SectionId.QUESTIONS: shared.questions,
    SectionId.ARTICLES: _articles,
    SectionId.SOURCES: shared.all_sources,
}


def has(therapy: Therapy, name: SectionId) -> bool:
    """Tell whether this therapy has the section."""
    if name is SectionId.PARTS:
        return bool(therapy.parts)
    return name in SECTIONS and (name is not SectionId.ARTICLES or bool(therapy.articles))
