"""/prepare: pick up to five cards in a form, take one list of questions away."""

import pytest

from bot.answering.composing import prepare
from bot.knowledge.library import Library
from tests.journeys import cards
from tests.journeys.community import Community

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def submitted(community: Community, *picked: str) -> tuple[str, str, bool]:
    """Pick entries by id; return the card's text, the file's text, and whether only the asker saw it."""
    shown = await community.ana.slash(community.channel, "prepare")
    selects = [one["component"] for one in shown.modal["components"]]
    values = {
        select["custom_id"]: [option["value"] for option in select["options"] if option["value"] in picked]
        for select in selects
    }
    result = await community.ana.submit_modal(shown, {key: value for key, value in values.items() if value})
    files = result.response.attachments
    content = (await files[0].read()).decode() if files else ""
    return cards.text(result.response.components), content, result.ephemeral


async def test_the_questions_of_the_picked_cards_come_as_a_card_and_as_a_file(
    community: Community, library: Library
) -> None:
    seen, content, private = await submitted(community, "hsct", "fatigue")

    assert private
    for name in ("hsct", "fatigue"):
        for question in library.entries[name].questions_to_ask:
            assert question in seen
            assert f"[ ] {question}" in content
    assert community.words.disclaimers.card in content


async def test_nothing_picked_gets_a_sentence_and_no_file(community: Community) -> None:
    seen, content, _private = await submitted(community)

    assert community.words.prepare.nothing_picked in seen
    assert content == ""


async def test_more_than_five_are_cut_to_five_and_this_is_said(community: Community, library: Library) -> None:
    picked = [*[therapy.id for therapy in library.therapies][:4], "fatigue", "pain", "vision"]
    seen, content, _private = await submitted(community, *picked)

    assert community.words.prepare.too_many in seen
    assert content.count("\n\n") == prepare.MOST_PICKED + 1


async def test_every_list_of_the_form_fits_what_discord_takes(library: Library) -> None:
    for name, entries in prepare.choices(library).items():
        assert len(entries) <= prepare.MOST_IN_A_SELECT, name
        assert all(len(entry.short_name) <= 100 for entry in entries)
