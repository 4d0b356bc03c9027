"""/compare, /glossary, /sources, /help, /about, and the same by direct message."""

from itertools import islice, permutations

import pytest
from discord import app_commands

from bot.answering.query import Query, View
from bot.interactions.cards import Renderer
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def whole(community: Community, command: str, **options: str) -> str:
    """Return the text of all pages of a command's answer."""
    result = await community.ana.slash(community.channel, command, **options)
    seen = [cards.text(result.response.components)]
    more = community.words.buttons.more
    while more in cards.buttons(result.response.components):
        result = await community.ana.click(result.response, label=more)
        seen.append(cards.text(result.response.components))
        assert len(seen) < 50
    return "\n".join(seen)


async def test_a_comparison_says_the_same_points_of_both(community: Community, library: Library) -> None:
    words = library.wording.compare
    therapies = list(library.therapies)
    for first, second in islice(permutations(therapies, 2), 0, None, max(1, len(therapies) // 2)):
        seen = await whole(community, "compare", first=first.title, second=second.id)
        for heading in (words.main_message, words.status, words.certainty, words.key_facts, words.main_risks):
            assert f"### {heading}" in seen
        for therapy in (first, second):
            assert therapy.one_line in seen
            assert all(fact.text in seen for fact in therapy.key_facts)
            assert all(unknown.unknown in seen for unknown in therapy.unknowns)


async def test_a_comparison_leads_to_both_cards_and_to_the_sources_of_both(
    community: Community, library: Library
) -> None:
    first, second = islice(library.therapies, 2)
    compared = await community.ana.slash(community.channel, "compare", first=first.id, second=second.id, share=True)
    for therapy in (first, second):
        opened = await community.bo.click(compared.response, label=therapy.short_name)
        assert therapy.title in cards.text(opened.response.components)
    sources = await community.bo.click(compared.response, label=library.wording.sections[SectionId.SOURCES])
    seen = cards.text(sources.response.components)
    assert library.evidence[first.cited()[0]].source.url in seen
    back = await community.bo.click(sources.response, label=library.wording.buttons.back)
    assert cards.texts(back.response.components) == cards.texts(compared.response.components)


async def test_comparing_a_therapy_with_itself_asks_for_two(community: Community, library: Library) -> None:
    for therapy in library.therapies:
        result = await community.ana.slash(
            community.channel, "compare", first=therapy.title, second=therapy.id, share=True
        )
        assert cards.texts(result.response.components)[0] == library.wording.compare.same
        assert result.ephemeral, "only a card is shared"


async def test_every_term_has_a_card_and_every_term_beside_it_opens(library: Library, community: Community) -> None:
    desk, renderer = community.client.front.desk, Renderer(library.wording)
    assert len(library.terms) >= 150
    for term in library.terms.values():
        for name in (term.term, *term.aliases):
            answer = desk.answer(Query(View.GLOSSARY, name)).answer
            assert term.meaning in answer.text
            cards.assert_card(renderer.render(answer, shareable=True).to_components(), library.wording)
        for action in answer.actions:
            assert desk.reopen(action.query).answer.query == action.query


async def test_a_term_is_answered_by_any_of_its_names(community: Community, library: Library) -> None:
    for term in islice(library.terms.values(), 0, None, 15):
        for name in (term.term, term.term.upper(), *term.aliases):
            result = await community.ana.slash(community.channel, "glossary", term=name)
            assert term.meaning in cards.text(result.response.components)


async def test_a_term_leads_to_the_terms_beside_it(community: Community, library: Library) -> None:
    term = next(term for term in library.terms.values() if term.see_also)
    result = await community.ana.slash(community.channel, "glossary", term=term.term, share=True)
    names = [name for name in cards.buttons(result.response.components) if name != library.wording.buttons.share]
    assert names
    for name in names:
        opened = await community.bo.click(result.response, label=name)
        assert cards.text(opened.response.components).startswith(f"## {name.removesuffix('…')}")


async def test_sources_without_a_name_says_who_wrote_the_articles_and_what_they_gain(
    community: Community, library: Library
) -> None:
    seen = await whole(community, "sources")
    for seed in library.seeds.values():
        assert seed.title in seen
        assert seed.conflict_of_interest in seen
    assert library.wording.pages.disclosure in seen


async def test_sources_of_a_therapy_gives_every_record_with_its_caveat_and_link(
    community: Community, library: Library
) -> None:
    for therapy in library.therapies:
        seen = await whole(community, "sources", name=therapy.id)
        for record in map(library.evidence.__getitem__, therapy.cited()):
            assert record.statement in seen
            assert f"<{record.source.url}>" in seen
            assert record.caveat is None or record.caveat in seen


async def test_help_names_every_command_that_exists_and_no_other(community: Community) -> None:
    seen = await whole(community, "help")
    named = {line.split("**")[1] for line in seen.splitlines() if line.startswith("- **/")}
    typed = [one for one in community.client.tree.walk_commands() if not isinstance(one, app_commands.Group)]
    assert named == {f"/{command.qualified_name}" for command in typed}


async def test_about_says_the_versions_and_how_to_report_a_mistake(community: Community, library: Library) -> None:
    seen = await whole(community, "about")
    assert library.version in seen
    assert f"{len(library.evidence)} evidence records" in seen
    assert library.wording.pages.disclosure in seen


async def test_a_direct_message_gets_the_same_card_without_a_share_button(community: Community) -> None:
    name = next(community.client.front.desk.library.therapies).id
    here = await community.ana.slash(community.channel, "therapy", name=name)
    there = await community.kim.slash("therapy", name=name)
    assert cards.texts(there.response.components) == cards.texts(here.response.components)
    assert community.words.buttons.share in cards.buttons(here.response.components)
    assert community.words.buttons.share not in cards.buttons(there.response.components)
    risks = await community.kim.click(there.response, label=community.words.sections[SectionId.RISKS])
    assert community.words.headings.risks in cards.text(risks.response.components)
    choices = await community.kim.autocomplete("therapy", "name", name)
    assert choices
