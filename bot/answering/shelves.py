"""The names of everything, by the command that asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering.answer import Band
from bot.answering.lookup import Name, NameIndex, Target
from bot.answering.query import View
from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Therapy, Topic


@dataclass(frozen=True, slots=True)
class Shelf:
    """An index of names, and the sentence for a name that is not in it."""

    names: NameIndex
    refusal: str


class Shelves:
    """One shelf a view: what `/topic` finds differs from what `/therapy` finds."""

    def __init__(self, library: Library) -> None:
        """Index the library's names."""
        words = library.wording.refusals
        entries = list(library.entries.values())
        therapies = [entry for entry in entries if isinstance(entry, Therapy)]
        others = [entry for entry in entries if not isinstance(entry, Therapy)]
        risky = [*therapies, *(entry for entry in others if isinstance(entry, Topic) and entry.risks)]
        self.everything = _index(entries)
        self._by_view = {
            View.THERAPY: Shelf(_index(therapies), words.unknown_therapy),
            View.COMPARE: Shelf(_index(therapies), words.unknown_therapy),
            View.RISKS: Shelf(_index(risky), words.unknown_therapy),
            View.TOPIC: Shelf(_index(others), words.unknown_topic),
            View.SOURCES: Shelf(self.everything, words.unknown_source),
            View.GLOSSARY: Shelf(_terms(library), words.unknown_term),
            View.SUPPORT: Shelf(_countries(library), words.unknown_country),
            View.CRISIS: Shelf(_countries(library), words.unknown_country),
        }

    def of(self, view: View) -> Shelf:
        """Return the shelf of a view that takes a name."""
        return self._by_view[view]


def slug(folded: str) -> str:
    """Write a folded term as an id for custom ids; folding it again gives the term back."""
    return folded.replace(" ", "-")


def _index(entries: Iterable[Entry]) -> NameIndex:
    names: list[Name] = []
    titles: dict[Target, str] = {}
    for entry in entries:
        target = Target(entry.id)
        titles[target] = entry.title
        names += [Name(text, target, Band.EXACT) for text in (entry.id, entry.title, entry.short_name)]
        names += [Name(alias, target) for alias in entry.aliases]
        for part in entry.parts if isinstance(entry, Therapy) else ():
            inner = Target(entry.id, part.id)
            titles[inner] = part.title
            names += [Name(text, inner) for text in (part.title, *part.names)]
    return NameIndex(names, titles)


def _countries(library: Library) -> NameIndex:
    names: list[Name] = []
    titles: dict[Target, str] = {}
    for country in library.support.countries:
        target = Target(country.code.lower())
        titles[target] = country.name
        names += [Name(text, target, Band.EXACT) for text in (country.code, country.name)]
        names += [Name(alias, target) for alias in country.aliases]
    return NameIndex(names, titles)


def _terms(library: Library) -> NameIndex:
    names: list[Name] = []
    titles: dict[Target, str] = {}
    for folded, term in library.terms.items():
        target = Target(slug(folded))
        titles[target] = term.term
        names += [Name(term.term, target, Band.EXACT), *(Name(alias, target) for alias in term.aliases)]
    return NameIndex(names, titles)
