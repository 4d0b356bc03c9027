"""A topic's card: its first screen, and one function a section."""

from collections.abc import Callable, Iterator

from bot.answering.answer import LONGEST_ALT, Timeline
from bot.answering.composing import shared
from bot.answering.composing.text import Marks, heading, title
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId, Step, Topic


def summary(topic: Topic, library: Library, marks: Marks) -> Iterator[str]:
    """Write the first screen."""
    yield f"{title(topic.title)}\n{topic.one_line}"
    yield library.wording.marks.certainty.format(text=topic.certainty.text)
    yield from shared.key_facts(topic, library, marks)
    yield shared.review_line(topic, library)


def _facts(topic: Topic, library: Library, marks: Marks) -> Iterator[str]:
    if topic.steps:
        yield step_list(topic, library, marks)
    yield from shared.group(library.wording.headings.facts, topic.facts, library, marks)


def step_list(topic: Topic, library: Library, marks: Marks) -> str:
    """Write the steps of a procedure in one block, so that no page break parts them."""
    steps = (f"{number}. **{step.when}** {step.text}{marks.after(step.evidence)}" for number, step in _numbered(topic))
    return "\n".join((heading(library.wording.headings.steps), *steps))


def timeline(topic: Topic, library: Library) -> Timeline:
    """Return the picture of a procedure's steps; its alt text tells as many as fit."""
    told = library.wording.marks.timeline.format(title=topic.title)
    for number, step in _numbered(topic):
        longer = f"{told} {number}: {step.when}, {step.text}"
        told = longer if len(longer) <= LONGEST_ALT else told
    return Timeline(topic.short_name, tuple((step.when, step.text) for step in topic.steps), told)


def _numbered(topic: Topic) -> Iterator[tuple[int, Step]]:
    return enumerate(topic.steps, start=1)


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
