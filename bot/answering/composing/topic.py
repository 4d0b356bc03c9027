"""A topic's card: its first screen, and one function a section."""

from collections.abc import Callable, Iterator

from bot.answering.composing import shared
from bot.answering.composing.text import Marks, heading, title
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId, Topic


def summary(topic: Topic, library: Library, marks: Marks) -> Iterator[str]:
    """Write the first screen."""
    yield f"{title(topic.title)}\n{topic.one_line}"
    yield library.wording.marks.certainty.format(text=topic.certainty.text)
    yield from shared.key_facts(topic, library, marks)
    yield shared.review_line(topic, library)


def _facts(topic: Topic, library: Library, marks: Marks) -> Iterator[str]:
    yield from shared.group(library.wording.headings.facts, topic.facts, library, marks)


def _call(topic: Topic, library: Library, marks: Marks) -> Iterator[str]:
    yield heading(library.wording.headings.call)
    yield from (f"- **{call.whom}** {call.when}{marks.after(call.evidence)}" for call in topic.when_to_call)


def _risks(topic: Topic, library: Library, marks: Marks) -> Iterator[str]:
    yield from shared.harms(topic.risks, library, marks)
    yield from shared.unknowns(topic, library, marks)


SECTIONS: dict[SectionId, Callable[[Topic, Library, Marks], Iterator[str]]] = {
    SectionId.SUMMARY: summary,
    SectionId.FACTS: _facts,
    SectionId.CALL: _call,
    SectionId.RISKS: _risks,
    SectionId.UNKNOWNS: shared.unknowns,
    SectionId.QUESTIONS: shared.questions,
    SectionId.SOURCES: shared.all_sources,
}


def has(topic: Topic, name: SectionId) -> bool:
    """Tell whether this topic has the section."""
    return name in SECTIONS and (name is not SectionId.RISKS or bool(topic.risks))
