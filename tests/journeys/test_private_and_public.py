"""Who sees what: answers are private unless somebody chooses to share them."""

import pytest

from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMMANDS: dict[str, dict[str, str]] = {
    "therapy": {"name": "hsct"},
    "risks": {"therapy": "hsct"},
    "compare": {"first": "hsct", "second": "msc"},
    "glossary": {"term": "myelin"},
    "sources": {"name": "hsct"},
}


@pytest.mark.parametrize("command", [*COMMANDS, "help", "about"])
async def test_an_answer_is_private_unless_shared(community: Community, command: str) -> None:
    before = len(community.channel.history(viewer=community.bo))
    result = await community.ana.slash(community.channel, command, **COMMANDS.get(command, {}))
    assert result.ephemeral
    assert len(community.channel.history(viewer=community.bo)) == before


@pytest.mark.parametrize("command", [*COMMANDS])
async def test_share_posts_for_everyone_and_the_public_card_has_no_share_button(
    community: Community, command: str
) -> None:
    private = await community.ana.slash(community.channel, command, **COMMANDS[command])
    public = await community.ana.slash(community.channel, command, **COMMANDS[command], share=True)
    share = community.words.buttons.share
    assert share in cards.buttons(private.response.components)
    assert not public.ephemeral
    assert share not in cards.buttons(public.response.components)
    assert community.channel.history(viewer=community.bo)[-1].id == public.response.id
    assert cards.texts(public.response.components) == cards.texts(private.response.components)


@pytest.mark.parametrize("command", [*COMMANDS, "help", "about"])
async def test_the_share_button_posts_the_card_publicly_and_once(community: Community, command: str) -> None:
    private = await community.ana.slash(community.channel, command, **COMMANDS.get(command, {}))
    before = len(community.channel.history(viewer=community.bo))
    shared = await community.ana.click(private.response, label=community.words.buttons.share)
    assert not shared.ephemeral
    assert len(community.channel.history(viewer=community.bo)) == before + 1
    assert cards.texts(shared.response.components) == cards.texts(private.response.components)
    assert community.words.buttons.share not in cards.buttons(shared.response.components)


async def test_a_button_on_a_public_card_answers_its_presser_alone_and_leaves_the_card(community: Community) -> None:
    public = await community.ana.slash(community.channel, "therapy", name="hsct", share=True)
    before = public.response.components
    pressed = await community.bo.click(public.response, label=community.words.sections[SectionId.RISKS])
    assert pressed.ephemeral
    assert pressed.response.id != public.response.id
    assert community.words.headings.risks in cards.text(pressed.response.components)
    assert public.response.components == before
    assert pressed.response.id not in {message.id for message in community.channel.history(viewer=community.ana)}


async def test_a_button_on_a_private_card_changes_the_card_in_place(community: Community) -> None:
    private = await community.ana.slash(community.channel, "therapy", name="hsct")
    pressed = await community.ana.click(private.response, label=community.words.sections[SectionId.RISKS])
    assert pressed.response.id == private.response.id
    assert community.words.headings.risks in cards.text(private.response.components)
    back = await community.ana.click(private.response, label=community.words.sections[SectionId.SUMMARY])
    assert community.words.headings.risks not in cards.text(back.response.components)


async def test_moderators_see_what_members_see(community: Community) -> None:
    asked = await community.ana.slash(community.channel, "therapy", name="hsct")
    for moderator in community.moderators:
        result = await moderator.slash(community.channel, "therapy", name="hsct")
        assert result.response.components == asked.response.components
