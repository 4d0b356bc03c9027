from enum import StrEnum
from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from bot.knowledge.ledger import JamaBenchmarks
from bot.knowledge.library import Library
from bot.knowledge.models import (
    Frequency,
    Level,
    SectionId,
    Seriousness,
    Therapy,
    Unknown,
    Verdict,
)
from bot.knowledge.reader import dump
from tests.knowledge.builders import changed

REQUIRED_OF_A_THERAPY = [
    "title",
    "one_line",
    "key_facts",
    "cell_kind",
    "status",
    "certainty",
    "how_it_works",
    "what_it_is_not",
    "studied_in",
    "findings",
    "quality_of_life",
    "risks",
    "unknowns",
    "without_it",
    "other_choices",
    "access",
    "questions_to_ask",
    "review",
]


def frequency(**values: Any) -> Frequency:
    return Frequency(**{"count": 4, "per": 100, "who": "adults", "over": "1 year"} | values)


@pytest.mark.parametrize("field", REQUIRED_OF_A_THERAPY)
def test_a_therapy_cannot_be_built_without(alpha: Therapy, field: str) -> None:
    data = dump(alpha)
    del data[field]
    with pytest.raises(ValidationError, match=rf"{field}\n\s+Field required"):
        Therapy.model_validate_json(orjson.dumps(data))


@pytest.mark.parametrize(
    ("field", "least"),
    [
        ("key_facts", 1),
        ("risks", 1),
        ("unknowns", 1),
        ("questions_to_ask", 3),
        ("how_it_works", 1),
        ("what_it_is_not", 1),
        ("studied_in", 1),
        ("findings", 1),
        ("quality_of_life", 1),
        ("without_it", 1),
        ("other_choices", 1),
        ("access", 1),
    ],
)
def test_a_list_that_a_member_needs_cannot_be_shorter_than_it_must_be(alpha: Therapy, field: str, least: int) -> None:
    short = dump(alpha)[field][: least - 1]
    with pytest.raises(ValidationError, match=f"at least {least} item"):
        changed(alpha, field, short)


def test_a_first_screen_has_four_key_facts_at_the_most(alpha: Therapy) -> None:
    fact = dump(alpha)["key_facts"][0]
    assert len(changed(alpha, "key_facts", [fact] * 4).key_facts) == 4
    with pytest.raises(ValidationError, match="at most 4 items"):
        changed(alpha, "key_facts", [fact] * 5)


@pytest.mark.parametrize("key_path", ["risks.0.evidence", "articles.0.evidence", "articles.0.seeds"])
def test_a_harm_or_an_articles_correction_cannot_cite_nothing(alpha: Therapy, key_path: str) -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        changed(alpha, key_path, [])


def test_parts_without_the_words_on_their_button_are_refused(beta: Therapy) -> None:
    with pytest.raises(ValidationError, match="parts need a parts_title"):
        changed(beta, "parts_title", None)


def test_two_parts_with_one_id_are_refused_because_only_one_could_be_opened(beta: Therapy) -> None:
    parts = dump(beta)["parts"]
    with pytest.raises(ValidationError, match="parts share an id"):
        changed(beta, "parts", parts * 2)


def test_a_part_is_found_by_its_id_and_nothing_else(beta: Therapy) -> None:
    assert beta.part("leaf") is beta.parts[0]
    assert beta.part("Leaf tea") is None


@pytest.mark.parametrize(
    "values",
    [
        {"count": -1},
        {"count": 101},
        {"count": 1001, "per": 1000},
        {"count": 5, "count_to": 4},
        {"count": 5, "count_to": 101},
        {"per": 20},
        {"count": "4"},
        {"who": ""},
        {"over": " "},
    ],
)
def test_a_frequency_that_is_no_share_of_100_or_1000_named_people_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        frequency(**values)


@pytest.mark.parametrize("values", [{"count": 0}, {"count": 100}, {"count": 2.5}, {"count": 4, "count_to": 5}])
def test_a_frequency_from_none_to_all_is_accepted(values: dict[str, Any]) -> None:
    assert frequency(**values).per == 100


@pytest.mark.parametrize("value", ["none", "Dr A. Person, neurologist"])
def test_a_clinical_review_is_none_or_somebodys_name(alpha: Therapy, value: str) -> None:
    assert changed(alpha, "review.clinical_review", value).review.clinical_review == value


@pytest.mark.parametrize("value", ["", None, True])
def test_a_clinical_review_is_never_left_open(alpha: Therapy, value: object) -> None:
    with pytest.raises(ValidationError):
        changed(alpha, "review.clinical_review", value)


def test_a_review_due_on_the_day_it_was_checked_is_refused(alpha: Therapy) -> None:
    with pytest.raises(ValidationError, match="review_due must be later than checked_on"):
        changed(alpha, "review.review_due", "2026-11-22")


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org",
        "See [here](x)",
        "Hello <@1>",
        "In <#2>",
        "A `word`",
        "A <:smile:1>",
        "A <t:0>",
        "HTTP://X",
    ],
)
def test_a_text_holds_no_link_mention_or_code(alpha: Therapy, text: str) -> None:
    with pytest.raises(ValidationError, match="write plain words"):
        changed(alpha, "one_line", text)


def test_a_text_may_compare_numbers(alpha: Therapy) -> None:
    assert changed(alpha, "one_line", "It was 3 < 4 and 5 > 2.").one_line == "It was 3 < 4 and 5 > 2."


def test_a_text_is_one_line_however_it_was_folded(alpha: Therapy) -> None:
    assert changed(alpha, "one_line", "  two\n lines \t here ").one_line == "two lines here"


@pytest.mark.parametrize(
    "address", ["ftp://doi.org/1", "doi.org/1", "javascript:alert(1)", "https://doi.org/a b", "https://doi.org/<x>"]
)
def test_a_source_is_a_plain_web_address(small: Library, address: str) -> None:
    with pytest.raises(ValidationError, match="url"):
        changed(small.evidence["lamp-trial"], "source.url", address)


def test_an_address_may_hold_brackets_that_close(small: Library) -> None:
    address = "https://doi.org/10.1016/S0000-0000(17)00000-2"
    assert changed(small.evidence["lamp-trial"], "source.url", address).source.url == address


@pytest.mark.parametrize("name", ["Alpha", "al pha", "alpha-", "-alpha", "1alpha", "alpha--b", "a" * 31, "älpha"])
def test_a_therapys_id_is_short_and_plain(alpha: Therapy, name: str) -> None:
    with pytest.raises(ValidationError):
        changed(alpha, "id", name)


def test_an_entry_cites_its_records_once_each_in_the_order_of_its_fields(alpha: Therapy, beta: Therapy) -> None:
    assert set(alpha.cited()) == {"lamp-trial", "lamp-guide", "lamp-survey"}
    assert set(beta.cited()) == {"tea-lab", "lamp-guide", "tea-teeth"}
    assert alpha.cited() == ("lamp-trial", "lamp-survey", "lamp-guide")
    first = changed(alpha, "key_facts.0.evidence", ["lamp-survey", "lamp-guide"])
    assert first.cited().index("lamp-survey") < first.cited().index("lamp-guide")


def test_seed_claims_are_no_citations(alpha: Therapy) -> None:
    assert alpha.articles[0].seeds == ("S0-001",)
    assert not [record for record in alpha.cited() if record.lower().startswith("s0")]


def test_an_item_is_a_fact_or_an_unknown_and_never_both(alpha: Therapy) -> None:
    assert isinstance(alpha.quality_of_life[1], Unknown)
    with pytest.raises(ValidationError):
        changed(alpha, "quality_of_life.1", {"unknown": "We do not know.", "text": "It works."})


def test_nothing_is_coerced(alpha: Therapy) -> None:
    for key_path, value in (("risks.0.frequency.count", "6"), ("title", 7), ("aliases", "lamp"), ("parts", {})):
        with pytest.raises(ValidationError):
            changed(alpha, key_path, value)


def test_the_benchmarks_met_are_counted() -> None:
    assert JamaBenchmarks(authorship=True, attribution=False, disclosure=True, currency=True).met == 3


@pytest.mark.parametrize(
    ("field", "values"),
    [("sections", SectionId), ("certainties", Level), ("seriousness", Seriousness), ("verdicts", Verdict)],
)
def test_the_wording_has_a_word_for_every_value_of(small: Library, field: str, values: type[StrEnum]) -> None:
    assert set(getattr(small.wording, field)) == set(values)
