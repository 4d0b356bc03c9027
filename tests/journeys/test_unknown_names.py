"""What somebody types that is no name of ours: the closest names to choose from, or a kind refusal, never an echo."""

import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community

pytestmark = pytest.mark.asyncio(loop_scope="module")

OPTIONS = {"therapy": "name", "topic": "name", "risks": "therapy", "sources": "name", "glossary": "term"}

MARK = "qzxqzx"
"""A run of letters that stands in no text of ours; each hostile text carries it, to be seen if anything is echoed."""

HOSTILE = {
    "everyone": f"@everyone @here {MARK}",
    "a-mention": f"<@123456789012345678> <@&123456789012345678> <#123456789012345678> {MARK}",
    "a-masked-link": f"[click {MARK}](https://evil.example) [x](https://evil.example)",
    "a-bare-link": f"https://evil.example/{MARK}",
    "markdown": f"**{MARK}** ||{MARK}|| ```{MARK}``` # {MARK}\n> {MARK}\n-# {MARK}",
    "a-timestamp": f"<t:1700000000:R> </therapy:1> {MARK}",
    "format-fields": f"{{text}} {{0}} %s %(x)s {MARK}",
    "4000-letters": "a" * 4000,
    "4000-marked": (MARK * 700)[:4000],
    "emoji": "🧠🔥👍🏽👨‍👩‍👧",
    "right-to-left": f"\u202e\u2067{MARK}\u2069\u202c\u200f",
    "zero-width": "\u200b\u200d\ufeff",
    "combining": "e" + "\u0301" * 500,
    "spaces": "   \t ",
    "a-null": f"\x00{MARK}",
    "a-path": f"../../etc/passwd {MARK}",
    "sql": f"'; DROP TABLE query_log; -- {MARK}",
    "a-token": f"o1:open:therapy:hsct::risks::1 {MARK}",
    "arabic": f"تصلب متعدد {MARK}",
    "a-lone-colon": f":{MARK}:",
}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("command", OPTIONS)
async def test_nothing_typed_is_echoed(community: Community, command: str, hostile: str) -> None:
    typed = HOSTILE[hostile]
    result = await community.ana.slash(community.channel, command, **{OPTIONS[command]: typed})
    seen = cards.text(result.response.components)
    assert result.ephemeral
    assert community.words.failures.broken not in seen
    assert MARK not in str(result.response.components)
    assert "evil.example" not in str(result.response.components)
    assert "aaaa" not in seen
    assert "<@" not in seen


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_nothing_typed_into_a_comparison_is_echoed(community: Community, hostile: str) -> None:
    for first, second in ((HOSTILE[hostile], "hsct"), ("hsct", HOSTILE[hostile]), (HOSTILE[hostile],) * 2):
        result = await community.ana.slash(community.channel, "compare", first=first, second=second, share=True)
        assert result.ephemeral, "a refusal is never shared"
        assert community.words.failures.broken not in cards.text(result.response.components)
        assert MARK not in str(result.response.components)


LOOK_ALIKES = [
    "\u041dS\u0421\u0422",  # Cyrillic N, S and T
    "\u041d\u0405\u0421\u0422",
    "\uff28\uff33\uff23\uff34",  # full width
    "h\u200bsct",
    "HSCT\u202e",
    " hsct ",
    "hsct!",
    "\u00abHSCT\u00bb",
]


@pytest.mark.parametrize("typed", LOOK_ALIKES)
async def test_look_alike_letters_read_as_the_letters_they_imitate(
    community: Community, library: Library, typed: str
) -> None:
    result = await community.ana.slash(community.channel, "therapy", name=typed)
    assert library.entries["hsct"].title in cards.text(result.response.components)


async def test_a_slip_of_the_finger_offers_the_right_card_and_never_opens_it(
    community: Community, library: Library
) -> None:
    result = await community.ana.slash(community.channel, "therapy", name="hsctt", share=True)
    assert cards.texts(result.response.components)[0] == library.wording.refusals.unknown_therapy
    assert result.ephemeral, "suggestions are not shared"
    title = library.entries["hsct"].title
    offered = cards.buttons(result.response.components)
    assert 1 <= len(offered) <= 3
    [label] = [one for one in offered if title.startswith(one.rstrip("…"))]
    opened = await community.ana.click(result.response, label=label)
    assert f"## {title}" in cards.text(opened.response.components)


async def test_a_slip_in_risks_leads_to_the_risks(community: Community, library: Library) -> None:
    result = await community.ana.slash(community.channel, "risks", therapy="hsctt")
    custom_id = next(one for one in cards.custom_ids(result.response.components) if ":hsct:" in one)
    opened = await community.ana.click(result.response, custom_id=custom_id)
    assert library.wording.headings.risks in cards.text(opened.response.components)


async def test_a_slip_in_sources_leads_to_the_sources(community: Community, library: Library) -> None:
    result = await community.ana.slash(community.channel, "sources", name="hsctt")
    assert cards.texts(result.response.components)[0] == library.wording.refusals.unknown_source
    custom_id = next(one for one in cards.custom_ids(result.response.components) if ":hsct:" in one)
    opened = await community.ana.click(result.response, custom_id=custom_id)
    assert library.wording.headings.sources in cards.text(opened.response.components)


@pytest.mark.parametrize("slip", ["first", "second"])
async def test_a_slip_in_a_comparison_leads_to_the_comparison(
    community: Community, library: Library, slip: str
) -> None:
    names = {"first": "hsct", "second": "msc"}
    names[slip] += names[slip][-1]
    result = await community.ana.slash(community.channel, "compare", **names)
    custom_id = next(one for one in cards.custom_ids(result.response.components) if ":hsct:msc:" in one)
    opened = await community.ana.click(result.response, custom_id=custom_id)
    assert library.wording.compare.intro in cards.text(opened.response.components)


async def test_misspelt_drugs_of_one_class_are_one_offer_in_a_comparison(
    community: Community, library: Library
) -> None:
    offers = 0
    for entry in library.therapies:
        for name in [part.names[0] for part in entry.parts if len(part.names[0]) > 7]:
            for first, second in ((f"{name[:-1]}qq", "hsct"), ("hsct", f"{name[:-1]}qq")):
                result = await community.ana.slash(community.channel, "compare", first=first, second=second)
                offers += len(cards.buttons(result.response.components))
    assert offers, "some slip is close enough"  # and assert_card has seen that no two ids were equal


async def test_two_unknown_names_are_refused_without_a_question_that_has_no_answer(
    community: Community, library: Library
) -> None:
    result = await community.ana.slash(community.channel, "compare", first="hsctt", second="mscc")
    assert cards.texts(result.response.components)[0] == library.wording.refusals.nothing_close
    assert not cards.buttons(result.response.components)


@pytest.mark.parametrize("typed", ["a good pizza", "qqqqqqqqqq", "12345", "?"])
async def test_a_name_like_nothing_we_know_is_refused_kindly(
    community: Community, library: Library, typed: str
) -> None:
    for command, option in OPTIONS.items():
        result = await community.ana.slash(community.channel, command, **{option: typed})
        assert cards.texts(result.response.components) == [
            library.wording.refusals.nothing_close,
            library.wording.disclaimers.service,
        ]


async def test_an_unknown_word_offers_words_of_the_glossary(community: Community, library: Library) -> None:
    result = await community.ana.slash(community.channel, "glossary", term="myelinn")
    assert cards.texts(result.response.components)[0] == library.wording.refusals.unknown_term
    label = next(one for one in cards.buttons(result.response.components) if one.casefold() == "myelin")
    opened = await community.ana.click(result.response, label=label)
    assert library.terms["myelin"].meaning in cards.text(opened.response.components)


async def test_a_slip_keeps_the_section_that_was_asked_for(community: Community, library: Library) -> None:
    result = await community.ana.slash(community.channel, "therapy", name="hsctt", section=SectionId.ACCESS.value)
    custom_id = next(one for one in cards.custom_ids(result.response.components) if ":hsct:" in one)
    opened = await community.ana.click(result.response, custom_id=custom_id)
    assert library.wording.headings.access in cards.text(opened.response.components)
