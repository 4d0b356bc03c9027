"""A first screen of 120 words at the most: a tired member on a phone reads it whole.

Counted is all that stands there, the review line and the disclaimer included; buttons and source marks ("[1]") are no
words. A test holds this count against the page that is really composed.
"""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Claim, Entry, Explained, Therapy

MOST_WORDS = 120


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find first screens that are too long."""
    if (count := first_screen_words(entry, library)) > MOST_WORDS:
        yield Finding(("one_line",), f"makes a first screen of {count} words; cut it or its key facts to {MOST_WORDS}")


def first_screen_words(entry: Entry, library: Library) -> int:
    """Count the words of the summary page."""
    words = library.wording
    texts = [entry.title, entry.one_line, words.disclaimers.card, words.marks.checked, words.marks.not_reviewed]
    if isinstance(entry, Explained):
        texts += [words.marks.certainty, entry.certainty.text]
        for fact in entry.key_facts:
            texts += [fact.label, fact.text]
            if fact.measured:
                texts += [words.marks.measured, fact.measured.who, fact.measured.over]
    if isinstance(entry, Therapy):
        texts += [words.marks.status, entry.status.text]
    if isinstance(entry, Claim):
        texts += [words.marks.said, entry.said, words.marks.found, words.marks.verdict, words.verdicts[entry.verdict]]
        texts += [words.marks.instead, entry.instead[0]]
    dates = len(["22", "Nov", "2026"]) + len(["Nov", "2027"])
    placeholders = sum(text.count("{") for text in texts)
    return sum(count_words(text) for text in texts) - placeholders + dates


def count_words(text: str) -> int:
    """Count what a reader counts: runs with a letter or a digit in them."""
    return sum(any(character.isalnum() for character in word) for word in text.split())
