import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from bot.knowledge.problems import Problem
from tests.knowledge.builders import errors

THERAPIES = [
    *("hsct", "msc", "nsc", "ipsc", "esc", "remyelination", "dmt", "relapse-treatment", "symptom-management"),
    *("rehabilitation", "lifestyle", "combination-therapy", "btk-inhibitors", "car-t"),
]
"""The therapies of the content map: their ids are fixed."""

NAMED_REVIEWERS: dict[str, str] = {}
"""Who has reviewed which entry, by name. Add a line here when a clinician has, and not before."""


def test_no_rule_refuses_anything_that_ships(shipped_problems: list[Problem]) -> None:
    assert [str(problem) for problem in errors(shipped_problems)] == []


@pytest.mark.parametrize("name", THERAPIES)
def test_the_therapy_is_there(library: Library, name: str) -> None:
    assert isinstance(library.entries.get(name), Therapy)


def test_there_is_no_therapy_that_the_content_map_does_not_know(library: Library) -> None:
    assert {therapy.id for therapy in library.therapies} <= set(THERAPIES)


def test_the_glossary_has_150_terms(library: Library) -> None:
    assert len(library.terms) == 150


def test_every_term_that_a_term_points_at_is_in_the_glossary(library: Library) -> None:
    names = {name for term in library.terms.values() for name in (term.term, *term.aliases)}
    assert [
        (term.term, other) for term in library.terms.values() for other in term.see_also if other not in names
    ] == []


def test_the_five_seeds_and_their_360_claims_are_there(library: Library) -> None:
    assert set(library.seeds) == {"S0", "S1", "S2", "S3", "S4"}
    assert len(library.seed_claims) == 360
    assert {claim.seed for claim in library.seed_claims.values()} == set(library.seeds)


def test_every_claim_of_a_seed_is_numbered_within_its_seed_in_reading_order(library: Library) -> None:
    for seed in library.seeds:
        claims = [claim for claim in library.seed_claims.values() if claim.seed == seed]
        assert [claim.id for claim in claims] == [f"{seed}-{number:03}" for number in range(1, len(claims) + 1)]
        assert [claim.line for claim in claims] == sorted(claim.line for claim in claims)


def test_no_entry_says_that_a_clinician_reviewed_it_unless_that_clinician_is_named_here(library: Library) -> None:
    reviewed = {
        entry.id: entry.review.clinical_review
        for entry in library.entries.values()
        if entry.review.clinical_review != "none"
    }
    assert reviewed == NAMED_REVIEWERS


def test_every_therapy_with_cells_says_what_it_is_not_and_names_another_kind(library: Library) -> None:
    for name in ("hsct", "msc", "nsc", "ipsc", "esc"):
        said = " ".join(statement.text for statement in library.entries[name].what_it_is_not)  # type: ignore[attr-defined]
        others = {"hsct": ("MSC",), "msc": ("HSCT",)}.get(name, ("HSCT", "MSC"))
        assert any(other in said for other in others), name


def test_no_entry_rests_on_a_seed(library: Library) -> None:
    for entry in library.entries.values():
        assert not set(entry.cited()) & {claim.lower() for claim in library.seed_claims}
