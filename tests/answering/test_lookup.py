import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Band
from bot.answering.lookup import (
    LONGEST_CHOICE,
    MOST_CHOICES,
    MOST_SUGGESTIONS,
    Choice,
    Match,
    Name,
    NameIndex,
    Target,
)
from bot.knowledge.folding import fold_name
from tests.answering.strategies import quick

HSCT, MSC, CLASS, DRUG = Target("hsct"), Target("msc"), Target("dmt"), Target("dmt", "anti-cd20")
TITLES = {
    HSCT: "HSCT: transplant of your own blood stem cells",
    MSC: "MSC: mesenchymal cells",
    CLASS: "Disease-modifying drugs",
    DRUG: "Anti-CD20 antibodies",
}
NAMES = [
    Name("hsct", HSCT, Band.EXACT),
    Name(TITLES[HSCT], HSCT, Band.EXACT),
    Name("bone marrow transplant", HSCT),
    Name("stem cell transplant", HSCT),
    Name("msc", MSC, Band.EXACT),
    Name(TITLES[MSC], MSC, Band.EXACT),
    Name("bone marrow MSC", MSC),
    Name(TITLES[CLASS], CLASS, Band.EXACT),
    Name(TITLES[DRUG], DRUG),
    Name("ocrelizumab", DRUG),
    Name("Ocrevus", DRUG),
]
INDEX = NameIndex(NAMES, TITLES)


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("hsct", Match(HSCT, Band.EXACT)),
        ("  HsCt!  ", Match(HSCT, Band.EXACT)),
        ("\u041dS\u0421\u0422", Match(HSCT, Band.EXACT)),
        ("Bone-Marrow transplant", Match(HSCT, Band.ALIAS)),
        ("OCREVUS", Match(DRUG, Band.ALIAS)),
        ("disease modifying drugs", Match(CLASS, Band.EXACT)),
    ],
)
def test_a_known_name_leads_to_its_thing_and_says_how(typed: str, match: Match) -> None:
    assert INDEX.find(typed) == match


@pytest.mark.parametrize("typed", ["ocrelizumabb", "ocrelizumb", "orcelizumab", "bone marow transplant", "hsctt"])
def test_a_close_name_is_offered_and_never_taken(typed: str) -> None:
    match = INDEX.find(typed)
    assert match.target is None
    assert match.band is Band.CLOSE
    assert match.offers[0] in {DRUG, HSCT}
    assert len(match.offers) <= MOST_SUGGESTIONS
    assert len(set(match.offers)) == len(match.offers)


@pytest.mark.parametrize("typed", ["", " ", "?", "pizza", "🧠", "\u202e", "zzzzzzzzzz", "m", "the", "a" * 4000])
def test_a_far_name_offers_nothing(typed: str) -> None:
    assert INDEX.find(typed) == Match(None, Band.NONE)


def test_a_name_that_two_things_want_stays_with_the_first() -> None:
    index = NameIndex([Name("x", HSCT, Band.EXACT), Name("X", MSC)], TITLES)
    assert index.find("x") == Match(HSCT, Band.EXACT)


def test_nothing_typed_lists_the_things_themselves_and_not_their_parts() -> None:
    assert [choice.name for choice in INDEX.complete(" ")] == [TITLES[HSCT], TITLES[MSC], TITLES[CLASS]]


def test_completion_puts_exact_before_beginnings_before_words_before_insides() -> None:
    exact, begins, word, inside = Target("a"), Target("b"), Target("c"), Target("d")
    titles = {inside: "remyelins", word: "The myelin", begins: "Myelin repair", exact: "Myelin"}
    index = NameIndex([Name(title, target) for target, title in titles.items()], titles)
    assert [choice.value for choice in index.complete("myelin")] == [
        "Myelin",
        "Myelin repair",
        "The myelin",
        "remyelins",
    ]


def test_completion_by_an_alias_shows_the_alias_and_the_thing() -> None:
    [first, *_] = INDEX.complete("ocrev")
    assert first == Choice(f"Ocrevus: {TITLES[DRUG]}", "Ocrevus")


def test_completion_names_each_thing_once() -> None:
    assert len(INDEX.complete("bone marrow")) == 2
    assert len(INDEX.complete("e")) == len({choice.name for choice in INDEX.complete("e")})


def test_completion_is_never_longer_than_discord_takes() -> None:
    titles = {Target(f"t{number}"): f"{'name' * 30} {number}" for number in range(60)}
    index = NameIndex([Name(title, target) for target, title in titles.items()], titles)
    for typed in ("", "name", "namename", "4"):
        choices = index.complete(typed)
        assert len(choices) <= MOST_CHOICES
        assert all(len(choice.name) <= LONGEST_CHOICE and len(choice.value) <= LONGEST_CHOICE for choice in choices)


@quick
@given(st.text(max_size=200) | st.sampled_from(["a" * 4000, "髄" * 4000, "e\u0301" * 2000]))
def test_whatever_is_typed_finds_something_or_nothing_without_an_error(typed: str) -> None:
    match = INDEX.find(typed)
    assert (match.target is None) == (match.band in {Band.CLOSE, Band.NONE})
    assert bool(match.offers) == (match.band is Band.CLOSE)
    for choice in INDEX.complete(typed):
        assert INDEX.find(choice.value).target is not None


@quick
@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.title, str.swapcase, lambda text: f" {text}?? "]))
def test_a_name_is_found_however_it_is_written(name: Name, written: "object") -> None:
    assert callable(written)
    assert INDEX.find(written(name.text)).target == INDEX.find(name.text).target
    assert fold_name(written(name.text)) == fold_name(name.text)


def test_a_look_up_among_five_thousand_names_takes_no_time_to_speak_of() -> None:
    titles = {Target(f"t{number}"): f"therapy {number:04} against myelin loss" for number in range(5000)}
    index = NameIndex([Name(title, target) for target, title in titles.items()], titles)
    began = time.perf_counter()
    for typed in ("therapy 2500 against myelin los", "a" * 4000, "myelin"):
        index.find(typed)
    assert time.perf_counter() - began < 1.0  # the benchmark measures it; this only catches a blow-up
