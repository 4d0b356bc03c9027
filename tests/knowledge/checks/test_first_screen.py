from dataclasses import replace

import pytest

from bot.knowledge.checks.first_screen import MOST_WORDS, count_words, first_screen_words
from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from bot.knowledge.reader import dump
from tests.knowledge.builders import changed, said


def lengthened_to(count: int, alpha: Therapy, small: Library) -> Therapy:
    """Return alpha with words added to its one line until its first screen has `count`."""
    missing = count - first_screen_words(alpha, small)
    return changed(alpha, "one_line", alpha.one_line + " lamp" * missing)


def test_short_first_screens_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("first-screen", alpha, small) == said("first-screen", beta, small) == []


def test_a_first_screen_of_120_words_passes_and_one_of_121_does_not(small: Library, alpha: Therapy) -> None:
    assert MOST_WORDS == 120
    assert said("first-screen", lengthened_to(120, alpha, small), small) == []
    assert said("first-screen", lengthened_to(121, alpha, small), small) == [
        "one_line: makes a first screen of 121 words; cut it or its key facts to 120"
    ]


@pytest.mark.parametrize(
    ("key_path", "text", "more"),
    [
        ("one_line", "One two three four five.", 5),
        ("title", "Lamp", 1),
        ("status.text", "One two", 2),
        ("certainty.text", "One two", 2),
        ("key_facts.0.label", "One two", 2),
        ("key_facts.0.text", "One two three", 3),
        ("key_facts.0.measured.who", "one two", 2),
        ("key_facts.0.measured.over", "one two", 2),
    ],
)
def test_each_text_of_the_first_screen_counts(
    small: Library, alpha: Therapy, key_path: str, text: str, more: int
) -> None:
    one_word = first_screen_words(changed(alpha, key_path, "x"), small)
    assert first_screen_words(changed(alpha, key_path, text), small) == one_word - 1 + more


@pytest.mark.parametrize("key_path", ["how_it_works.0.text", "unknowns.0.unknown", "risks.0.text", "short_name"])
def test_what_stands_on_other_pages_does_not_count(small: Library, alpha: Therapy, key_path: str) -> None:
    entry = changed(alpha, key_path, "one two three four five six")
    assert first_screen_words(entry, small) == first_screen_words(alpha, small)


def test_four_key_facts_that_are_too_long_together_are_found(small: Library, alpha: Therapy) -> None:
    fact = dump(alpha)["key_facts"][0] | {"text": "word " * 20}
    assert len(said("first-screen", changed(alpha, "key_facts", [fact] * 4), small)) == 1


def test_a_longer_disclaimer_leaves_less_room(small: Library, alpha: Therapy) -> None:
    longer = replace(small, wording=changed(small.wording, "disclaimers.card", small.wording.disclaimers.card + " x"))
    assert first_screen_words(alpha, longer) == first_screen_words(alpha, small) + 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one", 1),
        ("one two", 2),
        ("one - two", 2),
        ("5 \u2013 6", 2),
        ("relapsing-remitting", 1),
        ("\u2026", 0),
    ],
)
def test_a_word_is_a_run_with_a_letter_or_a_digit(text: str, count: int) -> None:
    assert count_words(text) == count
