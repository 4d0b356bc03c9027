import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import changed, said


def test_entries_that_only_inform_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("advice", alpha, small) == said("advice", beta, small) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You should take it.", "You should"),
        ("You must rest.", "You must"),
        ("Take care! It is hot.", "!"),
        ("The dose is 20 mg a day.", "20 mg"),
        ("The dose is 0.5mg a day.", "0.5mg"),
        ("Stop taking your drug.", "Stop taking"),
        ("Ask first. Switch to the lamp.", ". Switch to the"),
        ("You will recover.", "You will recover"),
        ("Your risk is small.", "Your risk is"),
        ("You need to take it daily.", "You need to take"),
    ],
)
@pytest.mark.parametrize("key_path", ["one_line", "access.0.text", "unknowns.0.unknown", "questions_to_ask.1"])
def test_an_order_a_dose_or_a_promise_is_found(
    small: Library, alpha: Therapy, key_path: str, text: str, found: str
) -> None:
    (finding,) = said("advice", changed(alpha, key_path, text), small)
    assert finding.startswith(f"{key_path}: says {found!r}; ")


@pytest.mark.parametrize(
    "text",
    [
        "Ask your MS team whether a lamp could suit you.",
        "Some people stop the drug in a trial.",
        "People who start early had fewer relapses.",
        "Doses differ. The prescriber gives them.",
        "Your team knows your risk.",
    ],
)
def test_information_without_an_order_passes(small: Library, alpha: Therapy, text: str) -> None:
    assert said("advice", changed(alpha, "one_line", text), small) == []


def test_an_articles_claim_may_shout_and_order(small: Library, alpha: Therapy) -> None:
    assert said("advice", changed(alpha, "articles.0.said", "You should take 20 mg now!"), small) == []
