"""DISCERN and the JAMA benchmarks are fields: a treatment that forgets one cannot be read."""

import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import Folder

DISCERN = {
    "8 areas of uncertainty": "unknowns",
    "9 how each treatment works": "how_it_works",
    "10 benefits": "findings",
    "11 risks": "risks",
    "12 what happens without treatment": "without_it",
    "13 quality of life": "quality_of_life",
    "14 more than one choice": "other_choices",
    "15 shared decisions": "questions_to_ask",
}
JAMA = {
    "authorship": "review.written_by",
    "currency, checked": "review.checked_on",
    "currency, due": "review.review_due",
}


@pytest.mark.parametrize("path", [*DISCERN.values(), *JAMA.values()], ids=[*DISCERN, *JAMA])
def test_a_treatment_without_what_a_standard_asks_for_cannot_be_read(folder: Folder, path: str) -> None:
    changed = folder.without("therapies/alpha.yaml", path)

    assert any(path.rpartition(".")[2] in problem.message for problem in changed.load_problems())


def test_every_treatment_meets_all_four_jama_benchmarks(library: Library) -> None:
    assert "no sponsor" in library.wording.pages.disclosure, "disclosure is said on /about and /sources"
    for therapy in library.therapies:
        assert therapy.review.written_by
        assert therapy.review.checked_on < therapy.review.review_due
        assert all(library.evidence[record].source.url for record in therapy.cited())


def test_every_treatment_fills_every_field_that_discern_asks_for(library: Library) -> None:
    for therapy in library.therapies:
        assert isinstance(therapy, Therapy)
        assert all(getattr(therapy, name) for name in DISCERN.values()), therapy.id
