"""What outlives a process, and what a change of content leaves behind."""

from dataclasses import replace
from types import MappingProxyType

from bot.answering.desk import Desk
from bot.app import assembled
from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community, settings


async def test_buttons_work_after_a_restart(own: Community) -> None:
    private = await own.ana.slash(own.channel, "therapy", name="hsct")
    public = await own.ana.slash(own.channel, "therapy", name="hsct", share=True)
    buttons = own.words.buttons
    async with assembled(settings(own.data), shard_count=1) as after:
        await own.env.restart_bot(after)
        risks = own.words.sections[SectionId.RISKS]
        for message, member in ((private.response, own.ana), (public.response, own.bo)):
            opened = await member.click(message, label=risks)
            assert own.words.headings.risks in cards.text(opened.response.components)
        shared = await own.ana.click(private.response, label=buttons.share)
        assert not shared.ephemeral
        voted = await own.bo.click(public.response, label=buttons.helpful)
        assert cards.texts(voted.response.components)[0] == own.words.notices.vote_kept
        assert len(own.rows("vote", "feedback")) == 1
        await own.env.restart_bot(own.client)


async def test_a_card_taken_down_while_it_stands_in_the_channel_says_so(own: Community) -> None:
    front = own.client.front
    public = await own.ana.slash(own.channel, "therapy", name="hsct", share=True)
    entries = {name: entry for name, entry in front.desk.library.entries.items() if name != "hsct"}
    front.desk = Desk(replace(front.desk.library, entries=MappingProxyType(entries)))
    for label in (own.words.sections[SectionId.RISKS], own.words.sections[SectionId.SOURCES]):
        pressed = await own.bo.click(public.response, label=label)
        assert cards.texts(pressed.response.components)[0] == own.words.refusals.retired
        assert pressed.ephemeral
