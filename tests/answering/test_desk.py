from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.answering.answer import Band, Kind
from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId


@pytest.fixture(scope="module")
def desk(library: Library) -> Desk:
    return Desk(library)


def test_two_names_of_one_term_beside_a_term_are_one_button(library: Library) -> None:
    term = library.terms["myelin"]
    other = next(one for one in library.terms.values() if one.aliases and one is not term)
    doubled = term.model_copy(update={"see_also": (other.term, other.aliases[0])})
    desk = Desk(replace(library, terms=MappingProxyType({**library.terms, "myelin": doubled})))
    actions = desk.answer(Query(View.GLOSSARY, "myelin")).answer.actions
    assert len({action.query for action in actions}) == len(actions) == 1


def test_the_weaker_of_two_matches_is_the_comparisons(desk: Desk) -> None:
    bands = {
        ("hsct", "msc"): Band.EXACT,
        ("hsct", "bone marrow MSC"): Band.ALIAS,
        ("bone marrow transplant", "msc"): Band.ALIAS,
    }
    for (first, second), band in bands.items():
        assert desk.answer(Query(View.COMPARE, first, second)).band is band


def test_risks_opens_the_risks_and_a_drug_its_class(desk: Desk, library: Library) -> None:
    found = desk.answer(Query(View.RISKS, "hsct")).answer.query
    assert found == Query(View.THERAPY, "hsct", section=SectionId.RISKS)
    entry = next(therapy for therapy in library.therapies if therapy.parts)
    part = entry.parts[0]
    for view in (View.THERAPY, View.RISKS):
        found = desk.answer(Query(view, part.names[0])).answer.query
        assert found == Query(View.THERAPY, entry.id, section=SectionId.PARTS, part=part.id)


def test_a_button_never_offers_but_says_that_the_card_is_gone(desk: Desk, library: Library) -> None:
    typed, pressed = desk.answer(Query(View.THERAPY, "hsctt")), desk.reopen(Query(View.THERAPY, "hsctt"))
    assert typed.answer.kind is Kind.SUGGESTIONS
    assert pressed.answer.kind is Kind.NONE
    assert pressed.answer.blocks == (library.wording.refusals.retired,)
    assert desk.reopen(Query(View.THERAPY, "hsct")).answer is desk.answer(Query(View.THERAPY, "hsct")).answer


def test_an_answer_names_the_entry_and_the_revision_that_were_seen(desk: Desk, library: Library) -> None:
    for entry in library.therapies:
        answer = desk.answer(Query(View.THERAPY, entry.title)).answer
        assert (answer.entry, answer.revision) == (entry.id, library.revisions[entry.id])
        assert answer.votable


def test_every_button_of_every_first_screen_leads_to_an_answer(desk: Desk, library: Library) -> None:
    for entry in library.entries.values():
        first = desk.answer(Query(View.SOURCES, entry.id)).answer
        for action in first.actions:
            assert action.query.token()
            assert desk.reopen(action.query).answer.kind is Kind.ANSWER
