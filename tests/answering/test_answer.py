from typing import Any

import pytest

from bot.answering.answer import (
    MOST_ACTIONS,
    MOST_BYTES,
    MOST_CHARACTERS,
    Action,
    Answer,
    Disclaimer,
    Kind,
)
from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.interactions.cards import Renderer
from bot.knowledge.library import Library
from tests.journeys.cards import assert_card

DISCLAIMER = Disclaimer("Please discuss this with your clinician.")


def answer(**fields: Any) -> Answer:
    return Answer(**({"kind": Kind.ANSWER, "blocks": ("Something.",), "disclaimer": DISCLAIMER} | fields))


def test_an_answer_without_a_disclaimer_cannot_be_built() -> None:
    with pytest.raises(TypeError):
        Answer(kind=Kind.ANSWER, blocks=("Something.",))  # type: ignore[call-arg]


@pytest.mark.parametrize("wrong", [None, "", "Please discuss this with your clinician.", 0, ("Please",)])
def test_nothing_but_a_disclaimer_serves_as_one(wrong: object) -> None:
    with pytest.raises(TypeError):
        answer(disclaimer=wrong)


@pytest.mark.parametrize("empty", ["", " ", "\n\t"])
def test_a_disclaimer_says_something(empty: str) -> None:
    with pytest.raises(ValueError, match="says something"):
        Disclaimer(empty)


def test_the_disclaimer_is_the_last_thing_said() -> None:
    assert answer(blocks=("One.", "Two.")).text == f"One.\n\nTwo.\n\n{DISCLAIMER.text}"
    assert answer(blocks=("One.", "Two.")).body == "One.\n\nTwo."


@pytest.mark.parametrize("blocks", [(), ("",), ("Something.", " "), ("\n",)])
def test_an_answer_says_something(blocks: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="says something"):
        answer(blocks=blocks)


def test_an_answer_longer_than_a_message_cannot_be_built() -> None:
    room = MOST_CHARACTERS - len(DISCLAIMER.text) - 2
    assert answer(blocks=("a" * room,))
    with pytest.raises(ValueError, match="does not fit"):
        answer(blocks=("a" * (room + 1),))


def test_an_answer_of_too_many_bytes_cannot_be_built() -> None:
    room = (MOST_BYTES - len(DISCLAIMER.text.encode()) - 2) // 3
    assert answer(blocks=("髄" * room,))
    with pytest.raises(ValueError, match="does not fit"):
        answer(blocks=("髄" * (room + 1),))


def test_the_most_buttons_fit_one_message_and_one_more_cannot_be_built(library: Library) -> None:
    actions = tuple(Action("Label", Query(View.THERAPY, "hsct", page=page)) for page in range(1, MOST_ACTIONS + 2))
    full = answer(
        actions=actions[:MOST_ACTIONS],
        query=Query(View.HELP),
        entry="hsct",
        revision="0" * 12,
        votable=True,
        disclaimer=Disclaimer(library.wording.disclaimers.card),
    )
    assert_card(Renderer(library.wording).render(full, shareable=True).to_components(), library.wording)
    with pytest.raises(ValueError, match="buttons do not fit"):
        answer(actions=actions)


@pytest.mark.parametrize("seen", [{}, {"entry": "hsct"}, {"revision": "0" * 12}])
def test_a_vote_needs_what_was_seen(seen: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a vote needs"):
        answer(votable=True, **seen)


def test_every_kind_of_answer_the_desk_gives_carries_a_disclaimer(library: Library) -> None:
    desk = Desk(library)
    known = {library.wording.disclaimers.card, library.wording.disclaimers.service}
    for name in ("hsct", "hsctt", "qqqqqqqqqq", ""):
        for view in View:
            found = desk.answer(Query(view, name, name)).answer
            assert found.disclaimer.text in known
            assert found.text.endswith(found.disclaimer.text)
    assert desk.notice("A sentence.").disclaimer.text == library.wording.disclaimers.service
