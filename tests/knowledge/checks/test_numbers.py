import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import changed, said

STATEMENT = "how_it_works.0.text"


def says(small: Library, alpha: Therapy, text: str, key_path: str = STATEMENT) -> list[str]:
    return said("numbers", changed(alpha, key_path, text), small)


def test_numbers_with_their_group_and_time_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("numbers", alpha, small) == said("numbers", beta, small) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("About 30% slept well.", "0%"),
        ("About 2.5 % slept well.", "5 %"),
        ("About 30 percent slept.", "0 percent"),
        ("About 30 per cent slept.", "0 per cent"),
        ("About 30 Per Cent slept.", "0 Per Cent"),
    ],
)
def test_a_percentage_is_found(small: Library, alpha: Therapy, text: str, written: str) -> None:
    assert says(small, alpha, text) == [
        f"{STATEMENT}: writes {written!r}; write '… in 100' and say of whom and over what time"
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It hits one in five.", "one in five"),
        ("It hits One in ten people.", "One in ten"),
        ("It hits one out of every three.", "one out of every three"),
    ],
)
def test_one_in_a_few_in_words_is_found(small: Library, alpha: Therapy, text: str, written: str) -> None:
    assert says(small, alpha, text) == [f"{STATEMENT}: writes {written!r}; write it per 100 or per 1,000"]


@pytest.mark.parametrize("written", ["1 in 5", "1 in 20", "1 in 2,500", "1 out of 300", "1 in every 8"])
def test_one_in_a_few_in_figures_is_found_whole(small: Library, alpha: Therapy, written: str) -> None:
    first = says(small, alpha, f"It hits {written} people.")[0]
    assert first == f"{STATEMENT}: writes {written!r}; write it per 100 or per 1,000"


@pytest.mark.parametrize("text", ["It hits 1 in 100 people.", "It hits 1 in 1,000 people.", "It hits one in 100."])
def test_one_in_a_hundred_or_a_thousand_is_a_form_of_its_own_right(small: Library, alpha: Therapy, text: str) -> None:
    assert not any("write it per 100" in finding for finding in says(small, alpha, text))


@pytest.mark.parametrize("written", ["67 in 100", "4 of 363", "2 out of 1,000", "21 in every 1,000", "5 of the 44"])
def test_a_share_without_group_and_time_is_found(small: Library, alpha: Therapy, written: str) -> None:
    assert says(small, alpha, f"It helped {written} people.") == [
        f"{STATEMENT}: writes {written!r} without measured: who and over; add both"
    ]


def test_the_same_share_with_group_and_time_passes(small: Library, alpha: Therapy) -> None:
    entry = changed(alpha, "how_it_works.0.measured", {"who": "adults", "over": "1 year"})
    assert said("numbers", changed(entry, STATEMENT, "It helped 67 in 100 people."), small) == []


@pytest.mark.parametrize("key_path", ["one_line", "certainty.text", "status.text", "unknowns.0.unknown", "title"])
def test_a_share_where_no_group_can_stand_is_moved(small: Library, alpha: Therapy, key_path: str) -> None:
    assert says(small, alpha, "It helped 25 in 100 people.", key_path) == [
        f"{key_path}: writes '25 in 100' where no group and time can stand; move it to a fact"
    ]


def test_a_harm_that_was_measured_may_hold_a_share_and_one_that_was_not_may_not(small: Library, alpha: Therapy) -> None:
    assert says(small, alpha, "It was 6 in 100 people.", "risks.0.text") == []
    assert says(small, alpha, "It was 6 in 100 people.", "risks.1.text") != []


@pytest.mark.parametrize("key_path", ["risks.0.frequency.counted", "risks.0.frequency.who", "findings.0.measured.who"])
def test_the_small_words_beside_a_number_hold_no_percentage(small: Library, alpha: Therapy, key_path: str) -> None:
    (finding,) = says(small, alpha, "30% of 48 adults", key_path)
    assert finding.startswith(f"{key_path}: writes '0%'")


@pytest.mark.parametrize("key_path", ["questions_to_ask.0", "articles.0.said"])
def test_a_question_or_a_claim_may_quote_any_number(small: Library, alpha: Therapy, key_path: str) -> None:
    assert says(small, alpha, "Is it 1 in 5, or 30%, or 4 of 363?", key_path) == []


@pytest.mark.parametrize("text", ["It took 3 months in 2019.", "It has 2 parts.", "See phase 2 of the trial."])
def test_numbers_that_are_no_shares_pass(small: Library, alpha: Therapy, text: str) -> None:
    assert says(small, alpha, text) == []
