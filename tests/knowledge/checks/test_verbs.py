import pytest

from bot.knowledge.checks.verbs import best
from bot.knowledge.library import Library
from bot.knowledge.models import Level, Therapy
from tests.knowledge.builders import changed, said, with_record

VERBS = [
    *("reduces", "lowers", "cuts", "slows", "stops", "prevents", "halts", "improves", "helps", "eases", "relieves"),
    *("restores", "repairs", "rebuilds", "protects", "works", "boosts", "strengthens", "causes", "raises"),
    *("increases", "worsens", "damages", "triggers"),
]

FINDING = "findings.1.text"  # cites lamp-survey alone

BY_STRENGTH = {
    "high": "It reduces relapses.",
    "moderate": "It probably reduces relapses.",
    "low": "It may reduce relapses, and it may be that it reduces fatigue.",
    "very-low": "We do not know if it reduces relapses.",
}


def says(small: Library, alpha: Therapy, level: str, text: str) -> list[str]:
    library = with_record(small, "lamp-survey", "strength.level", level)
    return said("verbs", changed(alpha, FINDING, text), library)


def test_verbs_no_stronger_than_their_records_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("verbs", alpha, small) == said("verbs", beta, small) == []


@pytest.mark.parametrize("level", BY_STRENGTH)
@pytest.mark.parametrize("written", BY_STRENGTH)
def test_a_verb_passes_on_its_own_level_of_evidence_and_on_stronger_ones_only(
    small: Library, alpha: Therapy, level: str, written: str
) -> None:
    weakest_first = ["very-low", "low", "moderate", "high"]
    passes = weakest_first.index(written) <= weakest_first.index(level)
    assert (says(small, alpha, level, BY_STRENGTH[written]) == []) is passes


def test_the_finding_names_the_verb_the_level_and_some_hedges(small: Library, alpha: Therapy) -> None:
    (finding,) = says(small, alpha, "low", "The lamp prevents relapses.")
    assert finding.startswith(f"{FINDING}: says 'prevents' on low evidence; soften it (may, might, perhaps, possibly)")


@pytest.mark.parametrize("verb", VERBS)
def test_a_bare_verb_of_effect_is_too_strong_for_moderate_evidence(small: Library, alpha: Therapy, verb: str) -> None:
    (finding,) = says(small, alpha, "moderate", f"The lamp {verb} sleep.")
    assert f"says {verb!r} on moderate evidence" in finding


@pytest.mark.parametrize(
    "text",
    [
        "In a trial the lamp reduces relapses.",
        "One study found that it helps.",
        "The guideline says that it helps.",
        "In 2019 it helps.",
        "People in Sweden said it helps.",
        "In mice it helps.",
    ],
)
def test_a_report_that_names_who_saw_it_passes(small: Library, alpha: Therapy, text: str) -> None:
    assert says(small, alpha, "very-low", text) == []


def test_a_hedge_in_one_sentence_does_not_cover_the_next(small: Library, alpha: Therapy) -> None:
    (finding,) = says(small, alpha, "low", "It may help. It prevents relapses.")
    assert "says 'prevents'" in finding


def test_a_sentence_without_a_verb_of_effect_passes(small: Library, alpha: Therapy) -> None:
    assert says(small, alpha, "very-low", "The lamp is round and white.") == []


def test_the_best_record_of_several_decides(small: Library, alpha: Therapy) -> None:
    entry = changed(changed(alpha, FINDING, "It helps."), "findings.1.evidence", ["lamp-survey", "lamp-guide"])
    assert said("verbs", entry, small) == []
    assert best(("lamp-survey", "lamp-trial"), small) is Level.MODERATE
    assert best((), small) is Level.VERY_LOW


@pytest.mark.parametrize("key_path", ["risks.1.text", "articles.0.found", "key_facts.0.text", "access.0.text"])
def test_every_kind_of_statement_is_read(small: Library, alpha: Therapy, key_path: str) -> None:
    library = small
    for record in ("lamp-trial", "lamp-guide"):
        library = with_record(library, record, "strength.level", "low")
    (finding,) = said("verbs", changed(alpha, key_path, "The lamp causes burns."), library)
    assert finding.startswith(f"{key_path}: says 'causes' on low evidence")
