from dataclasses import replace

import pytest

from bot.knowledge.checks.copying import RUN, fingerprints
from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import changed, said, said_of_all, with_record

SEED = "The wise old lamp shines over every quiet house"  # nine words of an invented seed
COPIED = "the wise old lamp shines over every quiet"


@pytest.fixture(scope="module")
def seeded(small: Library) -> Library:
    """The small library with one invented seed."""
    return replace(small, fingerprints=frozenset(fingerprint for _run, fingerprint in fingerprints(SEED)))


def test_eight_words_in_a_row_count_as_copied() -> None:
    assert RUN == 8
    assert [run for run, _fingerprint in fingerprints(SEED)] == [COPIED, "wise old lamp shines over every quiet house"]
    assert list(fingerprints("only seven words stand in this row")) == []


def test_own_words_pass(seeded: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("copying", alpha, seeded) == said("copying", beta, seeded) == []
    assert said_of_all("copying", seeded) == []


@pytest.mark.parametrize(
    "text",
    [
        SEED,
        f"As we know, {SEED.lower()}.",
        "THE WISE, OLD LAMP: SHINES OVER EVERY QUIET THING",
        "The wise old l\u00e4mp shines \u2014 over every \u201cquiet\u201d one",
        "The wise\nold  lamp shines over every quiet",
    ],
)
def test_eight_words_of_a_seed_are_found_however_they_are_dressed(seeded: Library, alpha: Therapy, text: str) -> None:
    assert said("copying", changed(alpha, "one_line", text), seeded) == [
        f"one_line: copies {COPIED!r} from a seed; say it in your own words"
    ]


@pytest.mark.parametrize(
    "text",
    ["The wise old lamp shines over every house", "The wise old lamp shines over each quiet house", "A lamp."],
)
def test_seven_words_in_a_row_pass(seeded: Library, alpha: Therapy, text: str) -> None:
    assert said("copying", changed(alpha, "one_line", text), seeded) == []


@pytest.mark.parametrize(
    "key_path",
    [
        *("articles.0.said", "articles.0.found", "questions.0", "questions_to_ask.0", "risks.0.text"),
        *("unknowns.0.unknown", "findings.0.measured.who", "title"),
    ],
)
def test_every_text_is_compared_even_a_claim_and_a_members_question(
    seeded: Library, alpha: Therapy, key_path: str
) -> None:
    (finding,) = said("copying", changed(alpha, key_path, SEED), seeded)
    assert finding.startswith(f"{key_path}: copies ")


@pytest.mark.parametrize("key_path", ["statement", "population", "strength.reason", "caveat"])
def test_a_record_is_compared_too(seeded: Library, key_path: str) -> None:
    assert said_of_all("copying", with_record(seeded, "tea-lab", key_path, SEED)) == [
        f"evidence tea-lab: copies {COPIED!r} from a seed; say it in your own words"
    ]


@pytest.mark.parametrize("key_path", ["says", "reason"])
def test_the_ledger_is_compared_too(seeded: Library, key_path: str) -> None:
    claim = changed(seeded.seed_claims["S0-001"], key_path, SEED)
    (finding,) = said_of_all("copying", replace(seeded, seed_claims={"S0-001": claim}))
    assert finding.startswith("seed_claim S0-001: copies ")


def test_the_glossary_is_compared_too(seeded: Library) -> None:
    term = changed(seeded.terms["moon"], "meaning", SEED)
    (finding,) = said_of_all("copying", replace(seeded, terms={"moon": term}))
    assert finding.startswith("term moon: copies ")


def test_the_fingerprints_that_ship_are_of_the_same_kind_as_those_the_check_makes(library: Library) -> None:
    ((_run, made),) = fingerprints("one two three four five six seven eight")
    assert len(library.fingerprints) > 5000
    assert {len(fingerprint) for fingerprint in library.fingerprints} == {len(made)}
    assert all(set(fingerprint) <= set("0123456789abcdef") for fingerprint in library.fingerprints)
