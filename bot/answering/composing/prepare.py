"""`/prepare`: questions from up to five cards, as one list to take to the appointment. Nothing of it is kept."""

from collections.abc import Iterator, Sequence

from bot.answering.composing.text import heading, title
from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Explained, Therapy, Topic, TopicGroup

MOST_PICKED = 5
MOST_IN_A_SELECT = 25  # options Discord allows

SELECTS: tuple[tuple[str, frozenset[TopicGroup]], ...] = (
    ("treatments", frozenset({TopicGroup.TREATMENT})),
    ("transplant", frozenset({TopicGroup.HSCT, TopicGroup.STEM_CELLS, TopicGroup.EXPECTATIONS})),
    ("symptoms", frozenset({TopicGroup.SYMPTOMS, TopicGroup.OTHER})),
    ("living", frozenset({TopicGroup.LIVING})),
    ("about", frozenset({TopicGroup.MS, TopicGroup.RESEARCH})),
)
"""The five lists of the form (a modal holds five at the most), and the topics in each; therapies lead the first."""


def choices(library: Library) -> dict[str, list[Entry]]:
    """Return what can be picked, by list, in the order of their names."""
    found: dict[str, list[Entry]] = {name: [] for name, _groups in SELECTS}
    for entry in library.entries.values():
        for name, groups in SELECTS:
            if (name == "treatments" and isinstance(entry, Therapy)) or (
                isinstance(entry, Topic) and entry.group in groups
            ):
                found[name].append(entry)
    return {name: sorted(entries, key=lambda entry: entry.short_name.casefold()) for name, entries in found.items()}


def blocks(entries: Sequence[Explained], library: Library) -> Iterator[str]:
    """Write the questions of each entry under its name, one block an entry."""
    words = library.wording.prepare
    yield f"{title(words.title)}\n{words.intro}"
    for entry in entries:
        questions = "\n".join(f"- {question}" for question in entry.questions_to_ask)
        yield f"{heading(entry.short_name)}\n{questions}"


def as_text(entries: Sequence[Explained], library: Library) -> str:
    """Write the same list to print, with a box to tick before each question."""
    words = library.wording
    lines = [words.prepare.title, words.prepare.intro]
    for entry in entries:
        lines += ["", entry.short_name, *(f"[ ] {question}" for question in entry.questions_to_ask)]
    return "\n".join([*lines, "", words.disclaimers.card, ""])
