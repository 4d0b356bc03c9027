import discord
import pytest

from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.interactions.cards import Renderer
from bot.knowledge.library import Library
from tests.journeys import cards


@pytest.fixture(scope="module")
def desk(library: Library) -> Desk:
    return Desk(library)


def test_a_shareable_card_has_the_button_and_a_shared_one_has_not(desk: Desk, library: Library) -> None:
    renderer, answer = Renderer(library.wording), desk.answer(Query(View.THERAPY, "hsct")).answer
    share = library.wording.buttons.share
    assert share in cards.buttons(renderer.render(answer, shareable=True).to_components())
    assert share not in cards.buttons(renderer.render(answer, shareable=False).to_components())


def test_a_refusal_can_be_neither_shared_nor_voted_on(desk: Desk, library: Library) -> None:
    card = Renderer(library.wording).render(desk.notice("A sentence."), shareable=True)
    assert cards.buttons(card.to_components()) == {}


def test_a_card_of_an_entry_can_be_voted_on_and_a_term_cannot(desk: Desk, library: Library) -> None:
    renderer, labels = Renderer(library.wording), library.wording.buttons
    votes = {labels.helpful, labels.not_helpful, labels.wrong_or_old}
    therapy = renderer.render(desk.answer(Query(View.THERAPY, "hsct")).answer, shareable=True)
    term = renderer.render(desk.answer(Query(View.GLOSSARY, "myelin")).answer, shareable=True)
    assert votes <= cards.buttons(therapy.to_components()).keys()
    assert votes.isdisjoint(cards.buttons(term.to_components()))


async def test_a_card_is_a_layout_that_listens_for_nothing(desk: Desk, library: Library) -> None:
    card = Renderer(library.wording).render(desk.notice("A sentence."), shareable=False)
    assert isinstance(card, discord.ui.LayoutView)
    assert card.has_components_v2()
    assert card.is_finished()
    assert not card.is_dispatching()


def test_the_same_answer_is_rendered_once(desk: Desk, library: Library) -> None:
    renderer, answer = Renderer(library.wording), desk.answer(Query(View.THERAPY, "hsct")).answer
    first, second = (renderer.render(answer, shareable=True).to_components() for _ in range(2))
    assert first is second
