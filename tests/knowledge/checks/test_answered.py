from dataclasses import replace

from bot.knowledge.checks.answered import check
from bot.knowledge.library import Library
from bot.knowledge.problems import Severity
from tests.knowledge.builders import TODAY, changed, said_of_all


def with_rows(small: Library, *answered_by: str) -> Library:
    claim = small.seed_claims["S0-001"]
    rows = [
        changed(changed(claim, "answered_by", entry), "id", f"S0-00{number}")
        for number, entry in enumerate(answered_by, start=1)
    ]
    return replace(small, seed_claims={row.id: row for row in rows})


def test_rows_that_an_entry_answers_pass(small: Library) -> None:
    assert said_of_all("answered", with_rows(small, "alpha", "beta", "alpha")) == []


def test_an_entry_that_nobody_has_written_is_named_once_at_its_first_row(small: Library) -> None:
    assert said_of_all("answered", with_rows(small, "alpha", "gamma", "beta", "gamma", "gamma")) == [
        "seed_claim S0-002: gamma is not written yet; 3 row(s) wait for it"
    ]


def test_each_missing_entry_is_named(small: Library) -> None:
    assert said_of_all("answered", with_rows(small, "delta", "gamma", "delta")) == [
        "seed_claim S0-001: delta is not written yet; 2 row(s) wait for it",
        "seed_claim S0-002: gamma is not written yet; 1 row(s) wait for it",
    ]


def test_a_missing_entry_is_a_warning_and_not_an_error(small: Library) -> None:
    ((_kind, _name, finding),) = check(with_rows(small, "gamma"), TODAY)
    assert finding.severity is Severity.WARNING
    assert finding.location == ("answered_by",)
