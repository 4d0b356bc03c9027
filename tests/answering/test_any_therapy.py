"""Whatever the models allow must become cards that Discord takes."""

from dataclasses import dataclass, replace
from types import MappingProxyType

import pytest
from hypothesis import given

from bot.answering.answer import Kind
from bot.answering.composing import entry as composing
from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.interactions.cards import Renderer
from bot.knowledge.library import Library
from bot.knowledge.models import Evidence, SectionId, Therapy
from tests.answering.strategies import evidence, therapies, thorough
from tests.journeys.cards import assert_card


@dataclass(repr=False)
class Shipped:
    """The shipped library, without the hundred megabytes that Hypothesis would print with a failure."""

    library: Library


@pytest.fixture(scope="module")
def shipped(library: Library) -> Shipped:
    return Shipped(library)


@thorough
@given(therapies(), evidence())
def test_every_page_of_any_therapy_fits_a_message(
    shipped: Shipped, therapy: Therapy, records: dict[str, Evidence]
) -> None:
    library = shipped.library
    desk, renderer = with_only(library, therapy, records), Renderer(library.wording)
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
@given(therapies(), evidence())
def test_no_page_break_parts_a_claim_from_its_correction(
    shipped: Shipped, therapy: Therapy, records: dict[str, Evidence]
) -> None:
    library = shipped.library
    desk = with_only(library, therapy, records)
    if not therapy.articles:
        return
    page, last = 1, False
    while not last:
        answer = desk.answer(Query(View.THERAPY, therapy.id, section=SectionId.ARTICLES, page=page)).answer
        for block in answer.blocks:
            for claim in therapy.articles:
                if f"{library.wording.marks.said.format(text=claim.said)}\n" in block:
                    assert claim.found in block
        last = all(action.label != library.wording.buttons.more for action in answer.actions)
        page += 1


@thorough
@given(therapies(), evidence())
def test_any_two_therapies_can_be_compared(shipped: Shipped, therapy: Therapy, records: dict[str, Evidence]) -> None:
    library = shipped.library
    other = therapy.model_copy(update={"id": "b" * 30, "title": "Other", "short_name": "Another", "parts": ()})
    desk, renderer = with_only(library, therapy, records, other), Renderer(library.wording)
    for section in (SectionId.SUMMARY, SectionId.SOURCES):
        for page in range(1, 99):
            answer = desk.answer(Query(View.COMPARE, therapy.id, other.id, section=section, page=page)).answer
            assert_card(renderer.render(answer, shareable=True).to_components(), library.wording)
            if all(action.label != library.wording.buttons.more for action in answer.actions):
                break


def with_only(library: Library, therapy: Therapy, records: dict[str, Evidence], *others: Therapy) -> Desk:
    """Return a desk that knows these therapies and records and nothing else."""
    entries = {one.id: one for one in (therapy, *others)}
    return Desk(
        replace(
            library,
            entries=MappingProxyType(entries),
            evidence=MappingProxyType(records),
            revisions=MappingProxyType(dict.fromkeys(entries, "0" * 12)),
        )
    )
