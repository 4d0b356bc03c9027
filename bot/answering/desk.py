"""The front desk: Query → Answer. The only way in.

It turns what was typed into ids, or offers the closest names; `pages` composes the card. A desk is a value like the
library it stands on: built whole, then shared read-only; a new library means a new desk.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Action, Answer, Band, Kind
from bot.answering.lookup import Choice, Match, NameIndex, Target
from bot.answering.pages import Pages, label
from bot.answering.query import Query, View
from bot.answering.shelves import Shelves
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId, Therapy
from bot.knowledge.support import Country

_NAMELESS = frozenset({View.HELP, View.ABOUT, View.CRISIS, View.CLINIC_CHECK})
_NAME_OR_NOT = frozenset({View.SOURCES, View.SUPPORT})
_CARDS = frozenset({View.THERAPY, View.RISKS, View.TOPIC})


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
        self._shelves = Shelves(library)
        self._pages = Pages(library, self._shelves)

    def answer(self, query: Query) -> Reply:
        """Answer a query. An unknown name gets the closest ones to choose from, never a guess."""
        if query.view is View.CRISIS:
            return Reply(self._crisis(query))
        if query.view in _NAMELESS or (query.view in _NAME_OR_NOT and not query.first):
            return Reply(self._pages.page(Query(query.view, page=query.page)), Band.EXACT)
        first = self._find(query)
        if first.target is None:
            return self._offer(query, first, "first")
        if query.view is View.COMPARE:
            return self._compare(query, first.target, first.band)
        return Reply(self._pages.page(self._resolved(query, first.target)), first.band)

    def prepare(self, picked: Sequence[str]) -> Reply:
        """Gather the questions of the picked entries; ids that lead nowhere are left out."""
        return Reply(self._pages.prepare(picked))

    def reopen(self, query: Query) -> Reply:
        """Answer a button. Its names are ids, so a name that leads nowhere is a card that was taken down."""
        if query.view in _NAMELESS:
            return self.answer(query)
        index = self._shelves.of(query.view).names
        if any(name and index.find(name).target is None for name in (query.first, query.second)):
            return Reply(self.notice(self.library.wording.refusals.retired, Kind.NONE), Band.NONE)
        return self.answer(query)

    def complete(self, view: View, typed: str) -> tuple[Choice, ...]:
        """Return what autocomplete offers for a name option of `view`."""
        return self._shelves.of(view).names.complete(typed)

    def notice(self, text: str, kind: Kind = Kind.NOTICE) -> Answer:
        """Wrap one sentence of Oligo's own; even a refusal carries a disclaimer."""
        return self._pages.notice(text, kind)

    def country(self, typed: str) -> Country | None:
        """Return the country called exactly so, or None."""
        target = self._shelves.of(View.SUPPORT).names.find(typed).target
        return self.library.support.country(target.key.upper()) if target else None

    def _crisis(self, query: Query) -> Answer:
        """Answer a crisis, whatever happens: a mistake of ours gets the worldwide page too."""
        with contextlib.suppress(Exception):
            found = self._shelves.of(View.CRISIS).names.find(query.first).target
            return self._pages.crisis(found.key if found else None)
        return self._pages.crisis(None)

    def _find(self, query: Query) -> Match:
        """Find the first name; an exact name of another shelf (/therapy fatigue) is no guess."""
        match = self._shelves.of(query.view).names.find(query.first)
        if match.target is None and query.view in _CARDS:
            elsewhere = self._shelves.everything.find(query.first)
            return match if elsewhere.target is None else elsewhere
        return match

    def _compare(self, query: Query, first: Target, band: Band) -> Reply:
        second = self._shelves.of(query.view).names.find(query.second)
        if second.target is None:
            return self._offer(replace(query, first=first.key), second, "second")
        if first.key == second.target.key:
            return Reply(self.notice(self.library.wording.compare.same, Kind.NONE), band)
        resolved = replace(query, first=first.key, second=second.target.key, part="")
        return Reply(self._pages.page(resolved), band if second.band is Band.EXACT else second.band)

    def _resolved(self, query: Query, target: Target) -> Query:
        """Return the query of ids: whose card, which section, which part."""
        if query.view is View.SUPPORT:
            return Query(View.SUPPORT, target.key, page=query.page)
        part, section = query.part or target.part, query.section
        if part and not query.part:
            section = SectionId.PARTS  # a drug's name opens its class; so does a drug's name in /risks
        if query.view is View.RISKS and section is SectionId.SUMMARY:
            section = SectionId.RISKS
        if query.view is View.SOURCES:
            section = SectionId.SOURCES
        return Query(self._view(query.view, target.key), target.key, section=section, part=part, page=query.page)

    def _view(self, asked: View, key: str) -> View:
        """Return the view under which a card's buttons go on: its own kind's, whichever command found it."""
        if asked is View.GLOSSARY:
            return asked
        return View.THERAPY if isinstance(self.library.entries[key], Therapy) else View.TOPIC

    def _offer(self, query: Query, match: Match, which: str) -> Reply:
        shelf = self._shelves.of(query.view)
        offers = match.offers
        if query.view is View.COMPARE:  # whole therapies are compared, so two drugs of a class are one offer
            offers = tuple(dict.fromkeys(Target(target.key) for target in offers))
        if not offers:
            return self._nothing(query)
        actions = tuple(self._offered(query, target, which, shelf.names) for target in offers)
        if not all(actions):  # the other name is typed text: no button can carry it
            return self._nothing(query)
        buttons = tuple(action for action in actions if action)
        return Reply(self._pages.notice(shelf.refusal, Kind.SUGGESTIONS, buttons), Band.CLOSE)

    def _nothing(self, query: Query) -> Reply:
        if query.view is View.SUPPORT:  # somebody looks for help: the worldwide page beats a refusal
            return Reply(self._pages.page(Query(View.SUPPORT)), Band.NONE)
        return Reply(self.notice(self.library.wording.refusals.nothing_close, Kind.NONE), Band.NONE)

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
