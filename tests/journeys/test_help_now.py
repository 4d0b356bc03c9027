"""/support, /crisis and /clinic-check: who helps, help now, and what to ask before paying."""

import pytest

from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.knowledge.library import Library
from tests.journeys import cards
from tests.journeys.community import Community

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def asked(community: Community, command: str, **options: object) -> tuple[str, bool]:
    result = await community.ana.slash(community.channel, command, **options)
    return cards.text(result.response.components), result.ephemeral


async def test_a_crisis_answer_names_the_country_s_number_and_at_most_two_lines(
    community: Community, library: Library
) -> None:
    for country in library.support.countries:
        seen, private = await asked(community, "crisis", country=country.name)
        assert private
        assert country.emergency in seen
        lines = [line for line in library.support.lines if line.kind == "crisis" and f"**{line.name}**" in seen]
        assert len(lines) <= 2
        assert all(country.code in line.countries or not line.countries for line in lines)
        assert "findahelpline.com" in seen


@pytest.mark.parametrize("country", ["", "Narnia", "!!!", "x" * 3000, "\u202e", "<@1>"])
async def test_a_crisis_without_a_known_country_still_gets_a_finder_and_the_emergency_number(
    community: Community, country: str
) -> None:
    seen, private = await asked(community, "crisis", **({"country": country} if country else {}))

    assert private
    assert community.words.crisis.emergency_unknown in seen
    assert "findahelpline.com" in seen
    assert country == "" or country not in seen


async def test_a_crisis_answer_has_no_button_that_could_make_it_public(community: Community) -> None:
    result = await community.ana.slash(community.channel, "crisis", country="United Kingdom")

    assert cards.buttons(result.response.components) == {}


async def test_a_crisis_is_answered_although_the_look_up_breaks(
    community: Community, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(library)

    def broken(*_arguments: object) -> None:
        raise RuntimeError("no index today")

    monkeypatch.setattr(desk._shelves, "of", broken)
    seen = desk.answer(Query(View.CRISIS, "United Kingdom")).answer.text

    assert community.words.crisis.emergency_unknown in seen


async def test_support_lists_organisations_before_lines_for_hard_times(community: Community) -> None:
    seen, private = await asked(community, "support", country="UK")

    assert private
    assert seen.index(community.words.support.organisations) < seen.index(community.words.support.hard_times)
    assert community.words.support.numbers_change in seen


async def test_support_may_be_shared_and_says_when_each_number_was_seen(community: Community, library: Library) -> None:
    result = await community.ana.slash(community.channel, "support", country="US", share=True)
    seen = cards.text(result.response.components)

    assert not result.ephemeral
    own_lines = [line for line in library.support.lines if "US" in line.countries]
    assert own_lines
    assert all(f"**{line.name}**" in seen for line in own_lines)
    assert seen.count(community.words.support.checked.partition("{")[0]) >= len(own_lines)


async def test_support_for_an_unknown_country_offers_close_names_or_the_worldwide_page(community: Community) -> None:
    close = await community.ana.slash(community.channel, "support", country="Untied Kingdom")
    nothing, _private = await asked(community, "support", country="Zzyzx")

    assert "United Kingdom" in cards.buttons(close.response.components)
    assert community.words.support.title_worldwide in nothing


async def test_the_clinic_check_asks_before_it_tells_and_names_no_clinic(
    community: Community, library: Library
) -> None:
    topic = library.entries["choosing-a-clinic"]
    seen, _private = await asked(community, "clinic-check")

    assert seen.index(community.words.clinic_check.questions) < seen.index(community.words.clinic_check.signs)
    assert all(question in seen for question in topic.questions_to_ask)
    assert all(fact.text in seen for fact in topic.facts[:2])


async def test_help_is_given_although_its_row_cannot_be_written(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    front = community.client.front
    before = front.counters.unlogged

    def refused(*_arguments: object) -> None:
        raise ValueError("locale must look like en-GB")

    monkeypatch.setattr(front, "_row", refused)
    seen, private = await asked(community, "crisis", country="United Kingdom")

    assert private
    assert "116 123" in seen
    assert front.counters.unlogged == before + 1
