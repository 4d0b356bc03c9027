"""Ids are stable: buttons, logs, bundles and other people's notes refer to them, so none may be renamed or lost."""

from pathlib import Path

from bot.knowledge.library import Library
from bot.knowledge.models import Topic

PROMISED = Path(__file__).with_name("content-map.txt").read_text(encoding="ascii").splitlines()


def test_no_id_was_renamed_or_lost(library: Library) -> None:
    shipped = {f"{type(entry).__name__} {name}" for name, entry in library.entries.items()}

    assert len(PROMISED) == 133
    assert [promised for promised in PROMISED if promised not in shipped] == []


def test_every_claim_of_the_seeds_is_answered_by_an_entry_that_exists(library: Library) -> None:
    assert len(library.seed_claims) == 360
    assert {claim.answered_by for claim in library.seed_claims.values()} <= set(library.entries)


def test_every_topic_is_asked_in_at_least_eight_ways_and_no_two_entries_alike(library: Library) -> None:
    asked: dict[str, str] = {}
    for entry in library.entries.values():
        if isinstance(entry, Topic):
            assert len(set(entry.questions)) >= 8, entry.id
        for question in entry.questions:
            assert asked.setdefault(question.casefold(), entry.id) == entry.id, question


def test_the_risks_of_clinics_open_by_name(library: Library) -> None:
    clinics = library.entries["unproven-clinics"]

    assert isinstance(clinics, Topic)
    assert clinics.risks
    assert "clinics" in {name.casefold() for name in clinics.aliases}
