"""Two therapies point by point, under one numbering of sources."""

from collections.abc import Callable, Iterator

from bot.answering.composing import sources
from bot.answering.composing.text import Marks, heading, how_often, line, measured, title, worst
from bot.knowledge.library import Library
from bot.knowledge.models import Therapy

WORST_HARMS = 3

Row = Callable[[Therapy], str]


def blocks(first: Therapy, second: Therapy, library: Library) -> Iterator[str]:
    """Write the comparison, a heading a point, both therapies below it."""
    words = library.wording.compare
    marks = Marks((*first.cited(), *second.cited()))
    yield f"{title(words.title.format(first=first.short_name, second=second.short_name))}\n{words.intro}"
    for text, row in _rows(library, marks):
        yield f"{heading(text)}\n**{first.short_name}** {row(first)}"
        yield f"**{second.short_name}** {row(second)}"


def all_sources(first: Therapy, second: Therapy, library: Library) -> Iterator[str]:
    """Write the sources of both, numbered as in the comparison."""
    cited = tuple(dict.fromkeys((*first.cited(), *second.cited())))
    yield sources.opening(library)
    yield from sources.records(cited, Marks(cited), library)


def _rows(library: Library, marks: Marks) -> Iterator[tuple[str, Row]]:
    words = library.wording.compare

    def key_facts(therapy: Therapy) -> str:
        return "\n" + "\n".join(
            f"- {fact.label}: {fact.text}{marks.after(fact.evidence)}{measured(fact.measured, library.wording)}"
            for fact in therapy.key_facts
        )

    def risks(therapy: Therapy) -> str:
        return "\n" + "\n".join(
            f"- {harm.harm}. {how_often(harm, library.wording)}{marks.after(harm.evidence)}"
            for harm in worst(therapy.risks, WORST_HARMS)
        )

    def unknowns(therapy: Therapy) -> str:
        return "\n" + "\n".join(line(unknown, marks, library.wording) for unknown in therapy.unknowns)

    yield words.main_message, lambda therapy: therapy.one_line
    yield words.status, lambda therapy: therapy.status.text
    yield words.certainty, lambda therapy: therapy.certainty.text
    yield words.key_facts, key_facts
    yield words.main_risks, risks
    yield words.unknown, unknowns
