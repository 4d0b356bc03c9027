from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.folding import LONGEST_NAME, fold, fold_name, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("HSCT", "hsct"),
        ("  Two   Words\n", "two words"),
        ("disease-modifying", "disease modifying"),
        ("snake_case", "snake case"),
        ("Guillain\u2013Barr\u00e9", "guillain barre"),
        ("Cafe\u0301", "cafe"),
        ("stra\u00dfe", "strasse"),
        ("\uff28\uff33\uff23\uff34", "hsct"),
        ("\u210cSCT", "hsct"),
        ("\u0410H\u0421\u0422", "ahct"),
        ("\u041d\u0405\u0421\u0422", "hsct"),
        ("\u0391\u0392\u0395", "abe"),
        ("\u00b5g", "mg"),
        ("H\u200bS\u200dC\u2060T\ufeff", "hsct"),
        ("\u202eHSCT\u202c", "hsct"),
        ("vitamin D\u2083", "vitamin d3"),
        ("\ufb01sh", "fish"),
        ("\u0130stanbul", "istanbul"),
        ("what's MS?", "what s ms"),
        ("MS!!!???", "ms"),
        ("", ""),
        ("?!", ""),
        ("\u591a\u767a\u6027", "\u591a\u767a\u6027"),
    ],
)
def test_a_name_is_folded_to_plain_lower_case_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_names_that_differ_in_letters_stay_different() -> None:
    assert len({fold_name(name) for name in ("hsct", "hscts", "msc", "nsc", "esc", "ipsc")}) == 6


def test_a_name_is_cut_to_the_longest_that_is_compared() -> None:
    assert fold_name("a" * 500) == "a" * LONGEST_NAME
    assert fold("a" * 500) == "a" * 500


def test_a_cut_name_does_not_end_in_a_space() -> None:
    assert fold_name("a" * (LONGEST_NAME - 1) + " b") == "a" * (LONGEST_NAME - 1)


def test_a_name_that_grows_when_folded_is_still_cut() -> None:
    assert len(fold_name("\ufdfa" * 100)) <= LONGEST_NAME


def test_words_are_the_folded_words() -> None:
    assert words("Two, Words\u2014here.") == ["two", "words", "here"]


@given(st.text())
@settings(deadline=1000, database=None)
def test_a_fold_holds_words_and_single_spaces_and_nothing_else(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(character.isalnum() or character == " " or character.isidentifier() for character in folded)
    assert "_" not in folded


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
@settings(deadline=1000, database=None)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_very_long_name_costs_nothing() -> None:
    started = perf_counter()
    fold_name("\u00e9" * 5_000_000)
    assert perf_counter() - started < 0.5
