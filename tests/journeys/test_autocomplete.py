"""What autocomplete offers while somebody types."""

import pytest

from bot.answering.answer import Kind
from bot.answering.query import Query, View
from bot.knowledge.folding import fold_name
from bot.knowledge.library import Library
from tests.journeys import cards
from tests.journeys.community import Community
from tests.journeys.test_unknown_names import HOSTILE

pytestmark = pytest.mark.asyncio(loop_scope="module")

FIELDS = [
    ("therapy", "name"),
    ("risks", "therapy"),
    ("compare", "first"),
    ("compare", "second"),
    ("sources", "name"),
    ("topic", "name"),
    ("glossary", "term"),
]
MOST_CHOICES, LONGEST_CHOICE = 25, 100


async def offered(community: Community, command: str, option: str, typed: str) -> list[tuple[str, str]]:
    choices = await community.ana.autocomplete(community.channel, command, option, typed)
    assert len(choices) <= MOST_CHOICES
    for choice in choices:
        assert 1 <= len(choice["name"]) <= LONGEST_CHOICE
        assert 1 <= len(choice["value"]) <= LONGEST_CHOICE
    assert len({choice["value"] for choice in choices}) == len(choices)
    return [(choice["name"], choice["value"]) for choice in choices]


@pytest.mark.parametrize(("command", "option"), FIELDS[:4])
async def test_with_nothing_typed_every_therapy_is_listed(
    community: Community, library: Library, command: str, option: str
) -> None:
    listed = await offered(community, command, option, "")
    titles = [therapy.title for therapy in library.therapies]
    assert [value for _name, value in listed][: len(titles)] == titles[:MOST_CHOICES]


async def test_an_exact_name_comes_first_then_what_begins_so(community: Community, library: Library) -> None:
    for therapy in library.therapies:
        for name in (therapy.title, therapy.short_name, therapy.id):
            assert community.client.front.desk.complete(View.THERAPY, name)[0].name == therapy.title
    first = next(library.therapies)
    assert (await offered(community, "therapy", "name", first.short_name))[0][0] == first.title
    values = [value for _name, value in await offered(community, "therapy", "name", "ms")]
    starting = [fold_name(value).startswith("ms") for value in values]
    assert starting[0]
    containing = ["ms" in fold_name(value) for value in values]
    assert containing == sorted(containing, reverse=True)


async def test_an_alias_leads_to_its_therapy(community: Community, library: Library) -> None:
    desk = community.client.front.desk
    for therapy in library.therapies:
        for alias in therapy.aliases:
            choice = desk.complete(View.THERAPY, alias)[0]
            assert desk.answer(Query(View.THERAPY, choice.value)).answer.entry == therapy.id
        for name, value in (await offered(community, "therapy", "name", therapy.aliases[0]))[:1]:
            assert therapy.title[:40] in name
            result = await community.ana.slash(community.channel, "therapy", name=value)
            assert f"## {therapy.title}" in cards.text(result.response.components)


async def test_what_is_chosen_is_found(community: Community, library: Library) -> None:
    desk = community.client.front.desk
    for view in (View.THERAPY, View.RISKS, View.SOURCES, View.GLOSSARY):
        for letters in ("", *"abcdefghijklmnopqrstuvwxyz", "th", "in", "on", "the"):
            for choice in desk.complete(view, letters):
                assert desk.answer(Query(view, choice.value)).answer.kind is Kind.ANSWER


async def test_a_slip_of_the_finger_still_finds_it(community: Community, library: Library) -> None:
    names = [name for name, _value in await offered(community, "therapy", "name", "hsctt")]
    assert library.entries["hsct"].title in names


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_garbage_gives_no_error(community: Community, hostile: str) -> None:
    failures = community.client.front.counters.failures
    for command, option in (("therapy", "name"), ("glossary", "term")):
        await offered(community, command, option, HOSTILE[hostile])
    for view in (View.RISKS, View.COMPARE, View.TOPIC, View.SOURCES):  # the same code; SimCord takes 50 ms for each
        assert len(community.client.front.desk.complete(view, HOSTILE[hostile])) <= MOST_CHOICES
    assert community.client.front.counters.failures == failures
    assert community.env.errors == []


async def test_an_error_inside_gives_an_empty_list_and_a_line_without_what_was_typed(
    community: Community, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_view: object, typed: str) -> None:
        raise ValueError(typed)

    monkeypatch.setattr(community.client.front.desk, "complete", broken)
    assert await offered(community, "therapy", "name", "canary-4711") == []
    assert "Autocomplete failed: ValueError" in caplog.text
    assert "canary-4711" not in caplog.text
