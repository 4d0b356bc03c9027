"""Any entry's card: which sections it has, how their buttons are labelled, and their blocks."""

from bot.answering.answer import Picture
from bot.answering.composing import claim, therapy, topic
from bot.answering.composing.text import Marks, harm, icon_array
from bot.knowledge.library import Library
from bot.knowledge.models import Claim, Entry, Part, SectionId, Therapy, Topic
from bot.knowledge.passages import harm_lists


def sections(entry: Entry) -> list[SectionId]:
    """Return the sections an entry has, in the order of their buttons."""
    return [name for name in SectionId if _has(entry, name)]


def section_label(entry: Entry, name: SectionId, library: Library) -> str:
    """Return what stands on a section's button."""
    if isinstance(entry, Therapy) and name is SectionId.PARTS:
        return str(entry.parts_title)
    if isinstance(entry, Claim) and name is SectionId.QUESTIONS:
        return library.wording.headings.instead
    return library.wording.sections[name]


def section(entry: Entry, name: SectionId, part: Part | None, library: Library) -> list[str]:
    """Write one section's blocks, in order, unpaginated."""
    marks = Marks(entry.cited())
    match entry:
        case Therapy() if part is not None:
            return list(therapy.part(part, library, marks))
        case Therapy():
            return list(therapy.SECTIONS[name](entry, library, marks))
        case Topic():
            return list(topic.SECTIONS[name](entry, library, marks))
        case Claim():
            return list(claim.SECTIONS[name](entry, library, marks))
    raise TypeError(f"no card is written for {type(entry).__name__}")


def pictures(entry: Entry, library: Library) -> dict[str, Picture]:
    """Return the pictures of an entry's harms and steps, by the block of text each belongs to."""
    marks = Marks(entry.cited())
    found: dict[str, Picture] = {}
    if isinstance(entry, Topic) and entry.steps:
        found[topic.step_list(entry, library, marks)] = topic.timeline(entry, library)
    for _place, items in harm_lists(entry):
        for item in items:
            if (picture := icon_array(item, library.wording)) is not None:
                found[harm(item, marks, library.wording)] = picture
    return found


def _has(entry: Entry, name: SectionId) -> bool:
    match entry:
        case Therapy():
            return therapy.has(entry, name)
        case Topic():
            return topic.has(entry, name)
        case Claim():
            return claim.has(entry, name)
    return False
