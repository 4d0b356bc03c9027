"""Every card of every entry, reached the way a member reaches it: by pressing buttons."""

from pathlib import Path

import pytest
import simcord

from bot.answering.composing import entry as composing
from bot.answering.composing.text import pages
from bot.answering.query import Query, View
from bot.interactions import custom_ids
from bot.knowledge.library import ENTRY_KINDS, Library
from bot.knowledge.models import Entry, Frequency, SectionId, Therapy
from tests.journeys import cards
from tests.journeys.community import Community

pytestmark = pytest.mark.asyncio(loop_scope="module")

CONTENT = Path(__file__).parents[2] / "content"
ENTRIES = sorted(file.stem for kind in ENTRY_KINDS for file in (CONTENT / kind.folder).glob("*.yaml"))
THERAPIES = sorted(file.stem for file in (CONTENT / Therapy.folder).glob("*.yaml"))


def view_of(entry: Entry) -> View:
    """Return the command that opens an entry."""
    return View.THERAPY if isinstance(entry, Therapy) else View.TOPIC


def expected_ids(entry: Entry, library: Library) -> set[str]:
    """Return the custom id of every section, part and page the entry has."""
    found: set[str] = set()
    for section in composing.sections(entry):
        parts = entry.parts if isinstance(entry, Therapy) and section is SectionId.PARTS else ()
        for part in (None, *parts):
            count = len(pages(composing.section(entry, section, part, library)))
            query = Query(view_of(entry), entry.id, section=section, part=part.id if part else "")
            for page in range(1, count + 1):
                found.add(custom_ids.opening(query.at(section, part=query.part, page=page)))
    return found


async def follow(community: Community, public: simcord.ResponseMessage, path: tuple[str, ...]) -> cards.Components:
    """Press the buttons of `path` one after the other, the first on the public card; return the last card."""
    message = public
    for custom_id in path:
        result = await community.ana.click(message, custom_id=custom_id)
        assert result.acknowledged
        if message is public:
            message = result.response
            assert message.ephemeral
    return message.components


@pytest.mark.parametrize("name", ENTRIES)
async def test_every_section_part_and_page_is_reached_by_its_buttons(
    community: Community, library: Library, name: str
) -> None:
    entry = library.entries[name]
    first = await community.ana.slash(community.channel, view_of(entry).value, name=entry.title, share=True)
    start = first.response.components
    cards.assert_card(start, library.wording)
    mine = f"{custom_ids.VERSION}:open:{view_of(entry)}:{entry.id}:"
    waiting: list[tuple[str, ...]] = [(one,) for one in cards.custom_ids(start) if one.startswith(mine)]
    shown = {path[-1]: "" for path in waiting}
    while waiting:
        path = waiting.pop(0)
        card = await follow(community, first.response, path)
        cards.assert_card(card, library.wording)
        shown[path[-1]] = cards.text(card)
        for one in cards.custom_ids(card):
            if one.startswith(mine) and one not in shown:
                shown[one] = ""
                waiting.append((*path, one))
    assert shown.keys() == expected_ids(entry, library)
    assert len(set(shown.values())) == len(shown), "two buttons lead to the same text"
    broken = {library.wording.failures.broken, library.wording.refusals.unknown_section}
    assert not any(sentence in text for text in shown.values() for sentence in broken)


@pytest.mark.parametrize("name", THERAPIES)
async def test_the_section_option_opens_that_section_first(community: Community, library: Library, name: str) -> None:
    entry = library.entries[name]
    assert isinstance(entry, Therapy)
    for section in composing.sections(entry):
        result = await community.ana.slash(community.channel, "therapy", name=name, section=section.value)
        blocks = pages(composing.section(entry, section, None, library))[0]
        assert "\n\n".join(blocks) in cards.text(result.response.components)


async def test_a_section_the_therapy_has_not_got_is_refused_with_the_ones_it_has(
    community: Community, library: Library
) -> None:
    entry = next(entry for entry in library.therapies if not entry.parts)
    result = await community.ana.slash(community.channel, "therapy", name=entry.id, section="parts")
    components = result.response.components
    assert cards.text(components).startswith(library.wording.refusals.unknown_section)
    opened = await community.ana.click(result.response, label=library.wording.sections[SectionId.RISKS])
    assert library.wording.headings.risks in cards.text(opened.response.components)


@pytest.mark.parametrize("name", THERAPIES)
async def test_risks_shows_every_harm(community: Community, library: Library, name: str) -> None:
    entry = library.entries[name]
    assert isinstance(entry, Therapy)
    result = await community.ana.slash(community.channel, "risks", therapy=name)
    seen = cards.text(result.response.components)
    drawn = cards.pictures(result.response.components)
    more = library.wording.buttons.more
    while more in cards.buttons(result.response.components):
        result = await community.ana.click(result.response, label=more)
        seen += cards.text(result.response.components)
        drawn += cards.pictures(result.response.components)
    assert all(harm.harm in seen and harm.text in seen for harm in entry.risks)
    assert all(unknown.unknown in seen for unknown in entry.unknowns)
    for harm in entry.risks:
        said = [picture for picture in drawn if harm.harm.casefold() in picture["description"].casefold()]
        assert not said or isinstance(harm.frequency, Frequency), "a harm without a measured number has no picture"


async def test_a_name_of_a_part_opens_that_part(community: Community, library: Library) -> None:
    for entry in library.therapies:
        for part in entry.parts:
            result = await community.ana.slash(community.channel, "therapy", name=part.names[0])
            assert f"### {part.title}" in cards.text(result.response.components)
