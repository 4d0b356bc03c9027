import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import changed, said

OTHERWISE = (
    "without the kind; name it (HSCT with your own blood stem cells, MSC, neural, iPSC or embryonic cells),"
    ' or write "clinics that sell cells"'
)


def test_entries_that_name_no_cells_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("cells", alpha, small) == said("cells", beta, small) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is a stem cell therapy.", "stem cell therap"),
        ("Stem-cell treatments are sold.", "Stem-cell treatment"),
        ("People paid for stem cell injections.", "stem cell injection"),
        ("A STEM CELL PRODUCT is sold.", "STEM CELL PRODUCT"),
        ("An unproven stem cell procedure.", "stem cell procedure"),
    ],
)
@pytest.mark.parametrize("key_path", ["one_line", "findings.0.text", "questions_to_ask.0", "risks.0.frequency.who"])
def test_a_treatment_with_cells_of_no_kind_is_found(
    small: Library, alpha: Therapy, key_path: str, text: str, found: str
) -> None:
    assert said("cells", changed(alpha, key_path, text), small) == [f"{key_path}: says {found!r} {OTHERWISE}"]


@pytest.mark.parametrize(
    "text",
    [
        "Mesenchymal stem cell therapy is in trials.",
        "Neural stem cell treatment is in trials.",
        "HSCT uses your own blood stem cells.",
        "Stem cells grow in the marrow.",
        "Clinics that sell cells.",
    ],
)
def test_cells_whose_kind_is_named_pass(small: Library, alpha: Therapy, text: str) -> None:
    assert said("cells", changed(alpha, "one_line", text), small) == []


def test_an_articles_claim_may_leave_the_kind_open_as_the_article_did(small: Library, alpha: Therapy) -> None:
    assert said("cells", changed(alpha, "articles.0.said", "Stem cell therapy heals."), small) == []
