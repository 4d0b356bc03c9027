"""A claim's card. A claim never stands without its correction: both are in one block, which no page break parts."""

from collections.abc import Callable, Iterator

from bot.answering.composing import shared
from bot.answering.composing.text import Marks, heading, title
from bot.knowledge.library import Library
from bot.knowledge.models import Claim, SectionId


def summary(claim: Claim, library: Library, _marks: Marks) -> Iterator[str]:
    """Write the first screen: what is said, what we found, the verdict, what one can do."""
    words = library.wording
    yield title(claim.title)
    yield "\n".join(
        (
            words.marks.said.format(text=claim.said),
            words.marks.found.format(text=claim.one_line),
            words.marks.verdict.format(text=words.verdicts[claim.verdict]),
        )
    )
    yield words.marks.instead.format(text=claim.instead[0])
    yield shared.review_line(claim, library)


def _evidence(claim: Claim, library: Library, marks: Marks) -> Iterator[str]:
    words = library.wording
    yield from shared.group(words.headings.findings, claim.found, library, marks)
    yield words.marks.tempting.format(text=claim.why_tempting)


def _instead(claim: Claim, library: Library, _marks: Marks) -> Iterator[str]:
    yield heading(library.wording.headings.instead)
    yield from (f"- {text}" for text in claim.instead)


SECTIONS: dict[SectionId, Callable[[Claim, Library, Marks], Iterator[str]]] = {
    SectionId.SUMMARY: summary,
    SectionId.EVIDENCE: _evidence,
    SectionId.QUESTIONS: _instead,
    SectionId.SOURCES: shared.all_sources,
}


def has(_claim: Claim, name: SectionId) -> bool:
    """Tell whether a claim has the section."""
    return name in SECTIONS
