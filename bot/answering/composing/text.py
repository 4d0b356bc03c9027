"""The small pieces every card is made of: source marks, cited lines, numbers, pages."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.answering.answer import MOST_BYTES, MOST_CHARACTERS, IconArray
from bot.knowledge.fields import RecordId
from bot.knowledge.models import Frequency, Harm, Measured, Seriousness, Statement, Unknown
from bot.knowledge.wording import Wording

ROOM_FOR_FRAME = 500  # characters kept free on each page for its title, page number and disclaimer
_PAGE_CHARACTERS = MOST_CHARACTERS - ROOM_FOR_FRAME
_PAGE_BYTES = MOST_BYTES - 3 * ROOM_FOR_FRAME

LARGEST_ARRAY = 1000

_BY_SERIOUSNESS = list(Seriousness)


class Marks:
    """Source marks: the numbers under which a card's Sources list its records."""

    def __init__(self, records: Iterable[RecordId]) -> None:
        self._numbers = {record: number for number, record in enumerate(dict.fromkeys(records), start=1)}

    def after(self, records: Iterable[RecordId]) -> str:
        """Return the mark for `records`, with the space before it: " [1, 4]"."""
        numbers = sorted(self._numbers[record] for record in records)
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""

    def number(self, record: RecordId) -> int:
        """Return the number of one record."""
        return self._numbers[record]


def title(text: str) -> str:
    """Write a card's title."""
    return f"## {text}"


def heading(text: str) -> str:
    """Write a heading within a card."""
    return f"### {text}"


def line(item: Statement | Unknown, marks: Marks, words: Wording) -> str:
    """Write one cited fact or one unknown as a list item, with the group and time of its number below."""
    if isinstance(item, Unknown):
        return f"- {item.unknown}{marks.after(item.evidence)}"
    return f"- {item.text}{marks.after(item.evidence)}{measured(item.measured, words)}"


def measured(value: Measured | None, words: Wording) -> str:
    """Write in whom and over what time a number was found, on a small line of its own."""
    return f"\n{_group(value, words)}" if value else ""


def _group(value: Measured | Frequency, words: Wording) -> str:
    return words.marks.measured.format(who=value.who[:1].upper() + value.who[1:], over=value.over)


def harm(item: Harm, marks: Marks, words: Wording) -> str:
    """Write one harm: how serious, how often, in whom, and what it means."""
    mark = marks.after(item.evidence)
    head = f"**{item.harm}** ({words.seriousness[item.seriousness]})"
    if isinstance(item.frequency, Frequency):
        return f"{head}\n{how_often(item, words)}{mark}\n{_group(item.frequency, words)}\n{item.text}"
    return f"{head}\n{how_often(item, words)}{mark}\n{item.text}"


def icon_array(item: Harm, words: Wording) -> IconArray | None:
    """Return the picture of a harm's frequency or range; None where it was not measured, or is too rare to draw."""
    frequency = item.frequency
    if not isinstance(frequency, Frequency):
        return None
    highest = frequency.count if frequency.count_to is None else frequency.count_to
    whole = all(value == int(value) for value in (frequency.count, highest)) or frequency.per == LARGEST_ARRAY
    scale, of = (1, frequency.per) if whole else (LARGEST_ARRAY // frequency.per, LARGEST_ARRAY)
    affected, up_to = round(frequency.count * scale), round(highest * scale)
    if frequency.count and not affected:
        return None  # fewer than one figure: a picture in which nobody is hurt would mislead
    sentence = how_many(frequency, words)
    shape = words.marks.picture if up_to == affected else words.marks.picture_of_range
    alt = shape.format(
        harm=item.harm,
        sentence=sentence,
        affected=number(affected),
        up_to=number(up_to),
        of=f"{of:,}",
        who=frequency.who,
        over=frequency.over,
    )
    return IconArray(affected, of, f"{item.harm}: {sentence}", alt, None if up_to == affected else up_to)


def how_many(frequency: Frequency, words: Wording) -> str:
    """Write a share in words: "about 11 in 1,000", "about 36 to 47.7 in 100"."""
    shape = words.marks.about if frequency.count_to is None else words.marks.range
    return shape.format(
        count=number(frequency.count), count_to=number(frequency.count_to or 0), per=f"{frequency.per:,}"
    )


def how_often(item: Harm, words: Wording) -> str:
    """Write a harm's frequency in words; "not measured" is said aloud."""
    frequency = item.frequency
    if not isinstance(frequency, Frequency):
        return words.marks.how_often.format(text=words.marks.not_measured)
    text = how_many(frequency, words)
    if frequency.counted:
        text = f"{text} {words.marks.counted.format(counted=frequency.counted)}"
    return words.marks.how_often.format(text=text)


def worst(harms: Sequence[Harm], most: int) -> list[Harm]:
    """Return the most serious harms first, `most` at most."""
    return sorted(harms, key=lambda item: _BY_SERIOUSNESS.index(item.seriousness))[:most]


def number(value: float) -> str:
    """Write a number as a person would: 11, 2.1, 1,200."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def day(value: date) -> str:
    """Write a date that nobody can misread: 22 Nov 2026."""
    return f"{value.day} {value:%b %Y}"


def month(value: date) -> str:
    """Write a month: Nov 2027."""
    return f"{value:%b %Y}"


def pages(blocks: Iterable[str]) -> list[tuple[str, ...]]:
    """Split blocks into pages of one message each, never inside a block that fits, never after a heading alone."""
    result: list[list[str]] = [[]]
    for block in (piece for whole in blocks for piece in _fitting(whole)):
        page = result[-1]
        if page and not _fits("\n\n".join([*page, block])):
            heads = len(page) > 1 and page[-1].startswith("### ") and _fits(f"{page[-1]}\n\n{block}")
            page = [page.pop()] if heads else []
            result.append(page)
        page.append(block)
    return [tuple(page) for page in result if page]


def _fits(text: str) -> bool:
    return len(text) <= _PAGE_CHARACTERS and len(text.encode()) <= _PAGE_BYTES


def _fitting(block: str) -> Iterator[str]:
    """Cut a block that is too long for any page at its lines, then at its words."""
    while not _fits(block):
        cut = min(len(block) - 1, _PAGE_BYTES // 4)  # a character is four bytes at the most
        at = max(block.rfind("\n", 1, cut), block.rfind(" ", 1, cut))
        at = at if at > 0 else cut
        if piece := block[:at].rstrip():
            yield piece
        block = block[at:].lstrip()
    if block:
        yield block
