"""Names to what they mean, in memory: exact, then alias; otherwise the closest names to offer, never a guess.

Also the choices that autocomplete shows while somebody types. Built once a library; a look-up takes well under 1 ms.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.answering.answer import Band
from bot.knowledge.folding import fold_name

MOST_CHOICES = 25  # Discord refuses a longer list of choices as a whole
FEW_CHOICES = 3  # with fewer that hold what was typed, look-alikes are offered too
LONGEST_CHOICE = 100  # characters of a choice's name and of its value
MOST_SUGGESTIONS = 3
MOST_CLOSE = 12  # names looked at, several of which may lead to one target
LEAST_LIKENESS = 62.0
"""Of 100. Names below it are not offered: "pizza" must not become "plasma exchange"."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a name leads to: a key, and the part of it that was named."""

    key: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, what it leads to, and whether it is the thing's own or an alias."""

    text: str
    target: Target
    band: Band = Band.ALIAS


@dataclass(frozen=True, slots=True)
class Match:
    """What was found: one target, or names to offer."""

    target: Target | None
    band: Band
    offers: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of autocomplete: what is read, and what is sent."""

    name: str
    value: str


class NameIndex:
    """All names of one kind of thing."""

    def __init__(self, names: Iterable[Name], titles: dict[Target, str]) -> None:
        """Index `names`; `titles` say how each target is called, in the order to list them when nothing is typed."""
        self._titles = titles
        self._names: dict[str, Name] = {}
        for name in names:
            self._names.setdefault(fold_name(name.text), name)
        self._folded = list(self._names)
        self._choices = {name: self._choice(name) for name in self._names.values()}
        self._listed = [
            self._choice(Name(title, target, Band.EXACT)) for target, title in titles.items() if not target.part
        ]

    def find(self, typed: str) -> Match:
        """Find the one thing called `typed`, or up to three close ones."""
        folded = fold_name(typed)
        if (name := self._names.get(folded)) is not None:
            return Match(name.target, name.band)
        offers = tuple(dict.fromkeys(name.target for name in self._close(folded)))[:MOST_SUGGESTIONS]
        return Match(None, Band.CLOSE if offers else Band.NONE, offers)

    def complete(self, typed: str) -> tuple[Choice, ...]:
        """Return what to offer for `typed` so far: exact, then beginnings, then words, then look-alikes."""
        folded = fold_name(typed)
        if not folded:
            return tuple(self._listed[:MOST_CHOICES])
        ranked: dict[Target, Name] = {}
        for name in self._containing(folded):
            ranked.setdefault(name.target, name)
        for name in () if len(ranked) >= FEW_CHOICES else self._close(folded):
            ranked.setdefault(name.target, name)
        return tuple(self._choices[name] for name in list(ranked.values())[:MOST_CHOICES])

    def title(self, target: Target) -> str:
        """Return how `target` is called."""
        return self._titles[target]

    def _containing(self, folded: str) -> list[Name]:
        found = [key for key in self._folded if folded in key]
        return [self._names[key] for key in sorted(found, key=lambda key: self._rank(folded, key))]

    def _rank(self, folded: str, key: str) -> tuple[int, bool, int]:
        """Rank a name that holds what was typed: how it holds it, own names before aliases, short before long."""
        how = 0 if key == folded else 1 if key.startswith(folded) else 2 if f" {folded}" in key else 3
        return how, self._names[key].band is not Band.EXACT, len(key)

    def _close(self, folded: str) -> list[Name]:
        if not any(character.isalnum() for character in folded):
            return []
        scores: dict[str, float] = {}
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):  # whole names, then the same words in another order
            for key, score, _index in process.extract(
                folded, self._folded, scorer=scorer, processor=None, limit=MOST_CLOSE, score_cutoff=LEAST_LIKENESS
            ):
                scores[key] = max(score, scores.get(key, 0.0))
        return [self._names[key] for key in sorted(scores, key=lambda key: -scores[key])]

    def _choice(self, name: Name) -> Choice:
        title = self._titles[name.target]
        known = name.band is Band.EXACT or fold_name(name.text) in fold_name(title)
        shown = title if known else f"{name.text}: {title}"
        if len(shown) > LONGEST_CHOICE:
            shown = shown[: LONGEST_CHOICE - 1].rstrip() + "…"
        return Choice(shown, name.text[:LONGEST_CHOICE])
