"""Whatever the models allow must become cards that Discord takes."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given

from bot.answering.answer import Kind
from bot.answering.composing import entry as composing
from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.interactions.cards import Renderer
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId, Therapy
from tests.answering.strategies import Case, cases, thorough
from tests.journeys.cards import assert_card


class Shipped:
    """The shipped library, without the hundred megabytes that Hypothesis would print with a failure."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __repr__(self) -> str:
        return "the shipped library"


@pytest.fixture(scope="module")
def shipped(library: Library) -> Shipped:
    return Shipped(library)


@thorough
@given(cases())
def test_every_page_of_any_therapy_fits_a_message(shipped: Shipped, case: Case) -> None:
    library, therapy = shipped.library, case.therapy
    desk, renderer = with_only(library, case), Renderer(library.wording)
    for section in composing.sections(therapy):
        parts = therapy.parts if section is SectionId.PARTS else ()
        for part in ("", *(part.id for part in parts)):
            query: Query | None = Query(View.THERAPY, therapy.id, section=section, part=part)
            seen = ""
            while query is not None:
                answer = desk.answer(query).answer
                assert answer.kind is Kind.ANSWER
                assert_card(renderer.render(answer, shareable=True).to_components(), library.wording)
                seen += answer.body
                following = [action for action in answer.actions if action.label == library.wording.buttons.more]
                query = following[0].query if following else None
            if section is SectionId.ARTICLES:
                assert seen.count(library.wording.marks.said.format(text="")) >= len(therapy.articles)


@thorough
@given(cases())
def test_no_page_break_parts_a_claim_from_its_correction(shipped: Shipped, case: Case) -> None:
    library, therapy = shipped.library, case.therapy
    desk = with_only(library, case)
    if not therapy.articles:
        return
    page, last, said = 1, False, library.wording.marks.said
    while not last:
        answer = desk.answer(Query(View.THERAPY, therapy.id, section=SectionId.ARTICLES, page=page)).answer
        for block in answer.blocks:
            begun = [claim for claim in therapy.articles if f"{said.format(text=claim.said)}\n" in block]
            assert not begun or any(claim.found in block for claim in begun)  # two drawn claims may say the same
            assert begun or library.wording.marks.verdict.format(text="") not in block
        last = all(action.label != library.wording.buttons.more for action in answer.actions)
        page += 1


@thorough
@given(cases())
def test_any_two_therapies_can_be_compared(shipped: Shipped, case: Case) -> None:
    library, therapy = shipped.library, case.therapy
    other = therapy.model_copy(update={"id": "b" * 30, "title": "Other", "short_name": "Another", "parts": ()})
    desk, renderer = with_only(library, case, other), Renderer(library.wording)
    for section in (SectionId.SUMMARY, SectionId.SOURCES):
        for page in range(1, 99):
            answer = desk.answer(Query(View.COMPARE, therapy.id, other.id, section=section, page=page)).answer
            assert_card(renderer.render(answer, shareable=True).to_components(), library.wording)
            if all(action.label != library.wording.buttons.more for action in answer.actions):
                break


def with_only(library: Library, case: Case, *others: Therapy) -> Desk:
    """Return a desk that knows these therapies and records and nothing else."""
    entries = {one.id: one for one in (case.therapy, *others)}
    return Desk(
        replace(
            library,
            entries=MappingProxyType(entries),
            evidence=MappingProxyType(case.records),
            revisions=MappingProxyType(dict.fromkeys(entries, "0" * 12)),
        )
    )


def test_the_longest_list_of_parts_leads_to_every_part_and_every_section(library: Library) -> None:
    shipped = next(therapy for therapy in library.therapies if therapy.parts and therapy.articles)
    part = shipped.parts[0].model_copy(update={"names": tuple(f"{number:02} {'n' * 87}" for number in range(12))})
    titles = [f"{number:02} {'t' * 87}" for number in range(14)]
    parts = tuple(
        part.model_copy(update={"id": f"part-{number}", "title": title}) for number, title in enumerate(titles)
    )
    desk = with_only(library, Case(shipped.model_copy(update={"parts": parts}), dict(library.evidence)))
    listed = desk.answer(Query(View.THERAPY, shipped.id, section=SectionId.PARTS)).answer
    opened = {(action.query.section, action.query.part) for action in listed.actions}
    others = {(section, "") for section in composing.sections(shipped) if section is not SectionId.PARTS}
    assert opened == others | {(SectionId.PARTS, one.id) for one in parts}
