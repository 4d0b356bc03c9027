"""Buttons that older or newer versions wrote: where they cannot work, they say so kindly."""

import pytest

from bot.answering.query import Query, View
from bot.interactions import custom_ids
from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community

pytestmark = pytest.mark.asyncio(loop_scope="module")

STALE = [
    "o0:open:therapy:hsct::summary::1",
    "o2:open:therapy:hsct::summary::1",
    "feedback",
    "o1:open:",
    "o1:open:therapy:hsct",
    "o1:open:therapy:HSCT::summary::1",
    "o1:open:therapy:hsct::summary::100",
    "o1:open:therapy:hsct::no-such-section::1",
    "o1:open:no-such-view:hsct::summary::1",
    "o1:share:therapy:hsct::no-such-section::1",
    "o1:share:something",
    "o1:vote:hsct:short:h",
    "o1:vote:hsct:0123456789ab:x",
    "o1:nothing:we:know",
    "o1:open:therapy:hsct::summary::1\n",
    "line\nbreak",
    "🧠",
    "x" * 100,
]


@pytest.mark.parametrize("custom_id", STALE)
async def test_an_id_this_version_does_not_write_gets_the_kind_answer(community: Community, custom_id: str) -> None:
    message = await community.post(custom_id)
    pressed = await community.ana.click(message, label="A button")
    assert pressed.ephemeral
    assert cards.texts(pressed.response.components)[0] == community.words.refusals.stale_button
    assert len(pressed.followups) == 0


@pytest.mark.parametrize("kind", ["open", "share"])
@pytest.mark.parametrize(
    "token",
    [
        "therapy:gone::summary::1",
        "therapy:gone::parts:some-part:1",
        "therapy:hsctt::summary::1",
        "risks:gone::risks::1",
        "compare:gone:hsct:summary::1",
        "compare:hsct:gone:summary::1",
        "compare:gone:gone:summary::1",
        "glossary:no-such-word::summary::1",
        "sources:gone::sources::1",
    ],
)
async def test_a_button_of_a_retired_card_says_so(community: Community, kind: str, token: str) -> None:
    message = await community.post(f"o1:{kind}:{token}")
    pressed = await community.ana.click(message, label="A button")
    assert pressed.ephemeral
    assert cards.texts(pressed.response.components)[0] == community.words.refusals.retired


@pytest.mark.parametrize("kind", ["open", "share"])
@pytest.mark.parametrize("token", ["therapy:hsct::parts::1", "therapy:hsct::parts:gone:1", "therapy:msc::parts:gone:1"])
async def test_a_button_of_a_part_that_is_gone_shows_the_parts_there_are(
    community: Community, kind: str, token: str
) -> None:
    message = await community.post(f"o1:{kind}:{token}")
    pressed = await community.ana.click(message, label="A button")
    assert pressed.ephemeral
    assert cards.texts(pressed.response.components)[0] == community.words.refusals.unknown_section
    label = community.words.sections[SectionId.RISKS]
    assert label in cards.buttons(pressed.response.components)


@pytest.mark.parametrize(
    "token",
    [
        "therapy:::summary::1",
        "compare:hsct:hsct:summary::1",
        "compare:hsct::summary::1",
        "help:hsct:msc:risks:part:9",
        "about:gone::summary::1",
        "glossary:myelin:hsct:risks:part:7",
        "therapy:hsct:msc:summary:part:0",
        "therapy:-::summary::1",
        "sources:::summary::99",
        "therapy:hsct::risks::0",
        "therapy:hsct::risks::99",
    ],
)
async def test_an_odd_token_of_our_own_shape_never_breaks_anything(community: Community, token: str) -> None:
    message = await community.post(f"o1:open:{token}")
    pressed = await community.ana.click(message, label="A button")
    assert pressed.response is not None
    assert community.words.failures.broken not in cards.text(pressed.response.components)


async def test_a_vote_on_an_impossible_entry_is_answered(community: Community) -> None:
    message = await community.post("o1:vote:--:0123456789ab:h")
    pressed = await community.ana.click(message, label="A button")
    assert cards.texts(pressed.response.components)[0] == community.words.failures.broken
    assert community.env.errors == []


async def test_a_page_that_is_no_longer_there_becomes_the_last_one(community: Community) -> None:
    query = Query(View.THERAPY, "hsct", section=SectionId.RISKS, page=99)
    message = await community.post(custom_ids.opening(query))
    pressed = await community.ana.click(message, label="A button")
    assert community.words.buttons.more not in cards.buttons(pressed.response.components)
    assert "hsct" in pressed.response.components[-1]["components"][-1]["custom_id"]
