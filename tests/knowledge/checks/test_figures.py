import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import changed, said, with_record

FINDING = "findings.1.text"  # cites lamp-survey alone


def says(small: Library, alpha: Therapy, record: str, text: str) -> list[str]:
    library = with_record(small, "lamp-survey", "statement", record)
    return said("figures", changed(alpha, FINDING, text), library)


def not_there(number: str, key_path: str = FINDING) -> str:
    return f"{key_path}: {number} is in no record cited here; cite the record it comes from or correct it"


def test_numbers_of_the_cited_records_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("figures", alpha, small) == said("figures", beta, small) == []


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ("It was 2.1% of them.", "It was 21 in 1,000."),
        ("It was 2.1% of them.", "It was 2.1 in 100."),
        ("It was 2.1% of them.", "It was about 2 in 100."),
        ("It was 67 per cent.", "It was 67 in 100."),
        ("It was 67 per cent.", "So 33 in 100 did not."),
        ("Between 8-12% of them.", "It was 80 to 120 in 1,000."),
        ("It was 4 of 363 people.", "It was 4 of 363 people."),
        ("It was 4 of 363 people.", "It was about 11 in 1,000."),
        ("It was 4 of 363 people.", "It was 989 in 1,000 without."),
        ("It was 4/363.", "It was 11 in 1,000."),
        ("It was 12 out of 48.", "It was 25 in 100."),
        ("It was 12 out of 48.", "It was 75 in 100 without."),
        ("There were 1,166 people.", "There were 1,166 people."),
        ("There were 1166 people.", "There were 1,166 people."),
        ("There were 1,166 people.", "There were 1166 people."),
        ("There were three trials.", "There were 3 trials."),
        ("Of trials there were twelve, then more.", "There were 12 trials."),
        ("It rose from 3.31 to 3.98.", "It rose from 3.31 to 3.98."),
        ("It took 18-56 years.", "It took 18 to 56 years."),
        ("It took 18 to 56 years.", "It took 18-56 years."),
        ("No number.", "It was 1,000 or 100 of many."),
        ("No number.", "A study of 2020."),
        ("No number.", "The T2 spots, the CD20 cells, the IL-6 and the omega-3."),
    ],
)
def test_a_records_number_passes_as_it_stands_or_per_100_or_per_1000_or_as_the_rest(
    small: Library, alpha: Therapy, record: str, text: str
) -> None:
    assert says(small, alpha, record, text) == []


@pytest.mark.parametrize(
    ("record", "text", "number"),
    [
        ("It was 67 per cent.", "It was 76 in 100.", "76"),
        ("It was 2.1% of them.", "It was 210 in 1,000.", "210"),
        ("It was 2.1% of them.", "It was 2.4 in 100.", "2.4"),
        ("It was 4 of 363 people.", "It was 4 of 336 people.", "336"),
        ("It was 4 of 363 people.", "It was 5 of 363 people.", "5"),
        ("It was 4 of 363 people.", "It was 1 in 100 or 12 in 1,000.", "12"),
        ("There were 1,166 people.", "There were 1,661 people.", "1,661"),
        ("There were 1,166 people.", "There were 166 people.", "166"),
        ("There were three trials.", "There were 4 trials.", "4"),
        ("It rose from 3.31 to 3.98.", "It rose from 3.31 to 3.89.", "3.89"),
        ("It took 18 to 56 years.", "It took 18-65 years.", "65"),
        ("No number.", "A study of 2021.", "2021"),
    ],
)
def test_a_wrong_number_is_found(small: Library, alpha: Therapy, record: str, text: str, number: str) -> None:
    assert not_there(number) in says(small, alpha, record, text)


def test_a_number_of_a_record_that_this_statement_does_not_cite_is_found(small: Library, alpha: Therapy) -> None:
    entry = changed(alpha, FINDING, "It helped 48 people.")
    assert said("figures", entry, small) == [not_there("48")]


@pytest.mark.parametrize("key_path", ["population", "caveat", "strength.reason", "source.title"])
def test_any_text_of_the_record_may_hold_the_number(small: Library, alpha: Therapy, key_path: str) -> None:
    library = with_record(small, "lamp-survey", key_path, "A group of 977 adults.")
    assert said("figures", changed(alpha, FINDING, "It helped 977 people."), library) == []


@pytest.mark.parametrize("key_path", ["one_line", "certainty.text"])
def test_a_message_may_use_the_numbers_of_every_record_of_the_entry_and_no_others(
    small: Library, alpha: Therapy, key_path: str
) -> None:
    assert said("figures", changed(alpha, key_path, "It took 48 people."), small) == []
    assert said("figures", changed(alpha, key_path, "It took 49 people."), small) == [not_there("49", key_path)]


@pytest.mark.parametrize("field", ["who", "over"])
def test_a_wrong_number_in_the_group_or_the_time_is_found(small: Library, alpha: Therapy, field: str) -> None:
    entry = changed(alpha, f"findings.0.measured.{field}", "77 days")
    assert said("figures", entry, small) == [not_there("77", "findings.0.measured")]


@pytest.mark.parametrize("count", [7, 60, 5])
def test_a_wrong_count_of_a_harm_is_found(small: Library, alpha: Therapy, count: int) -> None:
    entry = changed(alpha, "risks.0.frequency.count", count)
    assert said("figures", entry, small) == [
        f"risks.0.frequency.count: {count} per 100 is in no cited record; check the record"
    ]


@pytest.mark.parametrize(("per", "count"), [(100, 6), (1000, 63), (1000, 62)])
def test_a_harms_count_may_be_rounded_to_whole_people(small: Library, alpha: Therapy, per: int, count: int) -> None:
    entry = changed(changed(alpha, "risks.0.frequency.per", per), "risks.0.frequency.count", count)
    assert said("figures", entry, small) == []


def test_a_wrong_end_of_a_range_in_a_part_is_found(small: Library, beta: Therapy) -> None:
    entry = changed(beta, "parts.0.risks.0.frequency.count_to", 55)
    assert said("figures", entry, small) == [
        "parts.0.risks.0.frequency.count_to: 55 per 1000 is in no cited record; check the record"
    ]


def test_a_wrong_raw_count_is_found(small: Library, alpha: Therapy) -> None:
    entry = changed(alpha, "risks.0.frequency.counted", "3 of 84")
    assert said("figures", entry, small) == [not_there("84", "risks.0.frequency")]


@pytest.mark.parametrize("key_path", ["questions_to_ask.0", "articles.0.said"])
def test_a_question_or_a_claim_may_hold_any_number(small: Library, alpha: Therapy, key_path: str) -> None:
    assert said("figures", changed(alpha, key_path, "Is it 12345 or not?"), small) == []
