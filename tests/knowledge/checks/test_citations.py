import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import changed, said

CITING = [
    "key_facts.0",
    "how_it_works.0",
    "what_it_is_not.0",
    "studied_in.0",
    "findings.1",
    "quality_of_life.0",
    "other_choices.0",
    "access.0",
]
NO_RECORD = "cites no evidence record; add one under evidence:, or write it as unknown:"


def test_statements_that_cite_records_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("citations", alpha, small) == said("citations", beta, small) == []


@pytest.mark.parametrize("key_path", CITING)
def test_a_statement_without_a_record_is_found(small: Library, alpha: Therapy, key_path: str) -> None:
    entry = changed(alpha, f"{key_path}.evidence", [])
    assert said("citations", entry, small) == [f"{key_path}.text: {NO_RECORD}"]


def test_a_fact_of_a_part_without_a_record_is_found(small: Library, beta: Therapy) -> None:
    entry = changed(beta, "parts.0.facts.0.evidence", [])
    assert said("citations", entry, small) == [f"parts.0.facts.0.text: {NO_RECORD}"]


@pytest.mark.parametrize("seeds", [["s0-001"], ["s0-001", "s1-010"]])
def test_a_statement_that_rests_on_seeds_only_is_found(small: Library, alpha: Therapy, seeds: list[str]) -> None:
    entry = changed(alpha, "findings.0.evidence", seeds)
    assert said("citations", entry, small) == [
        "findings.0.text: rests on a seed only; a seed is never evidence, cite a record"
    ]


def test_a_seed_beside_a_record_is_left_to_the_library_which_does_not_resolve_it(
    small: Library, alpha: Therapy
) -> None:
    entry = changed(alpha, "findings.0.evidence", ["lamp-trial", "s0-001"])
    assert said("citations", entry, small) == []


def test_a_harm_that_rests_on_a_seed_only_is_found(small: Library, alpha: Therapy) -> None:
    entry = changed(alpha, "risks.0.evidence", ["s0-001"])
    assert said("citations", entry, small) == [
        "risks.0.text: rests on a seed only; a seed is never evidence, cite a record"
    ]


def test_a_record_cited_twice_by_one_statement_is_found(small: Library, alpha: Therapy) -> None:
    entry = changed(alpha, "access.0.evidence", ["lamp-guide", "lamp-trial", "lamp-guide"])
    assert said("citations", entry, small) == ["access.0.text: cites one record twice; keep one"]


@pytest.mark.parametrize("key_path", ["unknowns.0.evidence", "quality_of_life.1.evidence"])
def test_an_unknown_need_not_cite(small: Library, alpha: Therapy, key_path: str) -> None:
    assert said("citations", changed(alpha, key_path, []), small) == []
