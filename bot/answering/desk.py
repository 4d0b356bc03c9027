"""The front desk: Query → Answer. The only way in.

A desk is a value like the library it stands on: built whole, then shared read-only; a new library means a new desk.
Composed pages are kept, so the second member who asks for a card costs a look-up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import bot
from bot.answering.answer import MOST_ACTIONS, Action, Answer, Band, Disclaimer, Kind
from bot.answering.composing import compare, sources, therapy
from bot.answering.composing.text import pages, title
from bot.answering.lookup import Choice, Match, Name, NameIndex, Target
from bot.answering.query import Query, View
from bot.knowledge.fields import ButtonLabel
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId, Therapy

MOST_PAGES_KEPT = 1024  # composed pages; today's library makes fewer than half of it

_LONGEST_LABEL = 38


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and how its name was matched, for the query log."""

    answer: Answer
    band: Band | None = None


class Desk:
    """Answers every query from one library."""

    def __init__(self, library: Library) -> None:
        """Index the library's names."""
        self.library = library
        self._card = Disclaimer(library.wording.disclaimers.card)
        self._service = Disclaimer(library.wording.disclaimers.service)
        self._therapies = _therapy_names(library)
        self._terms = _term_names(library)
        self._page = lru_cache(maxsize=MOST_PAGES_KEPT)(self._compose)

    def answer(self, query: Query) -> Reply:
        """Answer a query. An unknown name gets the closest ones to choose from, never a guess."""
        if query.view in {View.HELP, View.ABOUT} or (query.view is View.SOURCES and not query.first):
            return Reply(self._page(Query(query.view, page=query.page)), Band.EXACT)
        index, refusal = self._shelf(query.view)
        first = index.find(query.first)
        if first.target is None:
            return self._offer(query, first, "first", refusal)
        if query.view is not View.COMPARE:
            return self._found(query, first)
        second = index.find(query.second)
        if second.target is None:
            return self._offer(replace(query, first=first.target.key), second, "second", refusal)
        if first.target.key == second.target.key:
            return Reply(self.notice(self.library.wording.compare.same, Kind.NONE), first.band)
        resolved = replace(query, first=first.target.key, second=second.target.key, part="")
        band = first.band if second.band is Band.EXACT else second.band
        return Reply(self._page(resolved), band)

    def reopen(self, query: Query) -> Reply:
        """Answer a button. Its names are ids, so a name that leads nowhere is a card that was taken down."""
        index = self._shelf(query.view)[0]
        if any(name and index.find(name).target is None for name in (query.first, query.second)):
            return Reply(self.notice(self.library.wording.refusals.retired, Kind.NONE), Band.NONE)
        return self.answer(query)

    def complete(self, view: View, typed: str) -> tuple[Choice, ...]:
        """Return what autocomplete offers for a name option of `view`."""
        return self._shelf(view)[0].complete(typed)

    def notice(self, text: str, kind: Kind = Kind.NOTICE) -> Answer:
        """Wrap one sentence of Oligo's own; even a refusal carries a disclaimer."""
        return Answer(kind=kind, blocks=(text,), disclaimer=self._service)

    def _found(self, query: Query, match: Match) -> Reply:
        assert match.target is not None  # noqa: S101 - `answer` has just looked
        wanted_part = query.part or match.target.part
        section = query.section
        if wanted_part and not query.part:
            section = SectionId.PARTS  # a drug's name opens its class; so does a drug's name in /risks
        if query.view is View.RISKS and section is SectionId.SUMMARY:
            section = SectionId.RISKS
        if query.view is View.SOURCES:
            section = SectionId.SOURCES
        view = View.GLOSSARY if query.view is View.GLOSSARY else View.THERAPY
        resolved = Query(view, match.target.key, section=section, part=wanted_part, page=query.page)
        return Reply(self._page(resolved), match.band)

    def _shelf(self, view: View) -> tuple[NameIndex, str]:
        refusals = self.library.wording.refusals
        if view is View.GLOSSARY:
            return self._terms, refusals.unknown_term
        return self._therapies, refusals.unknown_source if view is View.SOURCES else refusals.unknown_therapy

    def _offer(self, query: Query, match: Match, which: str, refusal: str) -> Reply:
        index = self._shelf(query.view)[0]
        offers = match.offers
        if query.view is View.COMPARE:  # whole therapies are compared, so two drugs of a class are one offer
            offers = tuple(dict.fromkeys(Target(target.key) for target in offers))
        if not offers:
            return Reply(self.notice(self.library.wording.refusals.nothing_close, Kind.NONE), Band.NONE)
        actions = tuple(self._offered(query, target, which, index) for target in offers)
        if not all(actions):  # the other name is typed text: no button can carry it
            return Reply(self.notice(self.library.wording.refusals.nothing_close, Kind.NONE), Band.NONE)
        answer = Answer(
            kind=Kind.SUGGESTIONS,
            blocks=(refusal,),
            disclaimer=self._service,
            actions=tuple(action for action in actions if action),
        )
        return Reply(answer, Band.CLOSE)

    def _offered(self, query: Query, target: Target, which: str, index: NameIndex) -> Action | None:
        """Build the button for one offered name; None when the rest of the query is text no button can carry."""
        offered = replace(query, first=target.key, part=target.part, page=1)
        if which == "second":
            offered = replace(query, second=target.key, part="", page=1)
        elif query.view is View.COMPARE:
            other = index.find(query.second)
            if other.target is None:
                return None
            offered = replace(offered, second=other.target.key, part="")
        if offered.part:
            offered = replace(offered, section=SectionId.PARTS)
        return Action(label(index.title(target)), offered)

    def _compose(self, query: Query) -> Answer:
        """Compose the page a resolved query names."""
        match query.view:
            case View.HELP:
                return self._help(query)
            case View.ABOUT:
                return self._about(query)
            case View.SOURCES:
                return self._paged(query, sources.seeds(self.library), self._service)
            case View.GLOSSARY:
                return self._term(query)
            case View.COMPARE:
                return self._compare(query)
            case _:
                return self._therapy(query)

    def _therapy(self, query: Query) -> Answer:
        entry = self.library.entries[query.first]
        assert isinstance(entry, Therapy)  # noqa: S101 - the index holds therapies only
        part = entry.part(query.part) if query.part else None
        present = set(therapy.sections(entry))
        if query.section not in present or (query.part and part is None):
            return self._missing_section(query, entry)
        found = therapy.section(entry, query.section, part, self.library)
        opening = [] if query.section is SectionId.SUMMARY else [title(entry.title)]
        names = self.library.wording.sections
        actions = [
            Action(names[name] if name is not SectionId.PARTS else str(entry.parts_title), query.at(name))
            for name in therapy.sections(entry)
            if name is not query.section or part
        ]
        if query.section is SectionId.PARTS and not part:
            actions = [
                Action(label(one.title), query.at(SectionId.PARTS, part=one.id)) for one in entry.parts
            ] + actions
        return self._paged(query, found, self._card, opening=opening, actions=actions, entry=entry)

    def _missing_section(self, query: Query, entry: Therapy) -> Answer:
        names = self.library.wording.sections
        actions = tuple(
            Action(names[name], query.at(name)) for name in therapy.sections(entry) if name is not SectionId.PARTS
        )
        return Answer(
            kind=Kind.NONE,
            blocks=(self.library.wording.refusals.unknown_section,),
            disclaimer=self._service,
            actions=actions,
            entry=entry.id,
        )

    def _compare(self, query: Query) -> Answer:
        first, second = self.library.entries[query.first], self.library.entries[query.second]
        assert isinstance(first, Therapy)  # noqa: S101 - the index holds therapies only
        assert isinstance(second, Therapy)  # noqa: S101
        words = self.library.wording
        if query.section is SectionId.SOURCES:
            found = compare.all_sources(first, second, self.library)
            opening = [title(words.compare.title.format(first=first.short_name, second=second.short_name))]
            actions = [Action(words.buttons.back, query.at())]
        else:
            query = query.at(page=query.page)
            found, opening = compare.blocks(first, second, self.library), []
            actions = [Action(one.short_name, Query(View.THERAPY, one.id)) for one in (first, second)]
            actions.append(Action(words.sections[SectionId.SOURCES], query.at(SectionId.SOURCES)))
        return self._paged(query, found, self._card, opening=opening, actions=actions)

    def _term(self, query: Query) -> Answer:
        term = self.library.terms[query.first.replace("-", " ")]
        blocks = [f"{title(term.term)}\n{term.meaning}"]
        if term.aliases:
            blocks.append(self.library.wording.marks.also_known_as.format(names=", ".join(term.aliases)))
        targets = dict.fromkeys(self._terms.find(name).target for name in term.see_also)  # two names may be one term
        actions = [
            Action(label(self._terms.title(target)), Query(View.GLOSSARY, target.key)) for target in targets if target
        ]
        return self._paged(Query(View.GLOSSARY, query.first), blocks, self._card, actions=actions)

    def _help(self, query: Query) -> Answer:
        words = self.library.wording
        listed = "\n".join(f"- **/{name}** {command.description}" for name, command in words.commands.items())
        blocks = [f"{title(words.pages.help_title)}\n{words.pages.help_intro}", listed, words.pages.help_limits]
        return self._paged(query, blocks, self._service)

    def _about(self, query: Query) -> Answer:
        pages_, library = self.library.wording.pages, self.library
        versions = pages_.about_versions.format(
            version=bot.__version__,
            content=library.version,
            entries=len(library.entries),
            records=len(library.evidence),
            terms=len(library.terms),
        )
        return self._paged(
            query, [f"{title(pages_.about_title)}\n{pages_.about}", pages_.disclosure, versions], self._service
        )

    def _paged(
        self,
        query: Query,
        blocks: Iterable[str],
        disclaimer: Disclaimer,
        *,
        opening: Iterable[str] = (),
        actions: Iterable[Action] = (),
        entry: Therapy | None = None,
    ) -> Answer:
        """Cut blocks into pages and build the one that `query` asks for; an old page number means the last page."""
        words = self.library.wording
        split = pages(blocks)
        page = min(query.page, len(split))
        shown = [*opening, *split[page - 1]]
        turning = []
        if len(split) > 1:
            shown.append(words.marks.page.format(page=page, pages=len(split)))
            if page > 1:
                turning.append(Action(words.buttons.back, query.at(query.section, part=query.part, page=page - 1)))
            if page < len(split):
                turning.append(Action(words.buttons.more, query.at(query.section, part=query.part, page=page + 1)))
        return Answer(
            kind=Kind.ANSWER,
            blocks=tuple(shown),
            disclaimer=disclaimer,
            actions=(*turning, *actions)[:MOST_ACTIONS],  # bites in the middle of a long list of fourteen parts only
            query=query.at(query.section, part=query.part, page=page),
            entry=entry.id if entry else None,
            revision=self.library.revisions[entry.id] if entry else None,
            votable=entry is not None,
        )


def label(text: str) -> ButtonLabel:
    """Shorten a title to what a phone shows on a button."""
    if len(text) <= _LONGEST_LABEL:
        return text
    return text[:_LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(" :,(")[: _LONGEST_LABEL - 1] + "…"


def _therapy_names(library: Library) -> NameIndex:
    names: list[Name] = []
    titles: dict[Target, str] = {}
    for entry in library.therapies:
        target = Target(entry.id)
        titles[target] = entry.title
        names += [Name(text, target, Band.EXACT) for text in (entry.id, entry.title, entry.short_name)]
        names += [Name(alias, target) for alias in entry.aliases]
        for part in entry.parts:
            inner = Target(entry.id, part.id)
            titles[inner] = part.title
            names += [Name(text, inner) for text in (part.title, *part.names)]
    return NameIndex(names, titles)


def _term_names(library: Library) -> NameIndex:
    names: list[Name] = []
    titles: dict[Target, str] = {}
    for folded, term in library.terms.items():
        target = Target(slug(folded))
        titles[target] = term.term
        names += [Name(term.term, target, Band.EXACT), *(Name(alias, target) for alias in term.aliases)]
    return NameIndex(names, titles)


def slug(folded: str) -> str:
    """Write a folded term as an id for custom ids; folding it again gives the term back."""
    return folded.replace(" ", "-")
