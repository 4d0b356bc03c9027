"""`/clinic-check`: what to ask and what to notice before paying a clinic. It never names or rates one."""

from collections.abc import Iterator

from bot.answering.composing.text import Marks, heading, line, title
from bot.knowledge.library import Library
from bot.knowledge.models import Topic

ENTRY = "choosing-a-clinic"
"""The topic the checklist is made of (`content-map.md`: ids are stable)."""


def blocks(topic: Topic, library: Library) -> Iterator[str]:
    """Write the questions first, then the facts that are warning signs."""
    words = library.wording.clinic_check
    marks = Marks(topic.cited())
    yield f"{title(words.title)}\n{words.intro}"
    yield heading(words.questions)
    yield from (f"- {question}" for question in topic.questions_to_ask)
    yield heading(words.signs)
    yield from (line(fact, marks, library.wording) for fact in topic.facts)
