"""Library: one immutable, cross-checked, indexed snapshot of everything Oligo knows.

It is built whole or not at all: `ContentError` lists everything that does not fit. What stands in it has resolved
cross-references and unique names; whether it reads well is the business of `bot.knowledge.checks`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter

from bot.knowledge import reader
from bot.knowledge.editorial import Editorial
from bot.knowledge.fields import EntryId, RecordId
from bot.knowledge.folding import fold_name
from bot.knowledge.ledger import Seed, SeedClaim, Term
from bot.knowledge.models import Claim, Entry, Evidence, Therapy, Topic
from bot.knowledge.parsed import ParsedFiles
from bot.knowledge.problems import ContentError, Location, Problem
from bot.knowledge.reader import Document
from bot.knowledge.support import Support
from bot.knowledge.wording import Wording

Model = TypeVar("Model")

REVISION_DIGITS = 12
"""Hexadecimal digits of a revision: 48 bits, so that two texts never share one by accident."""

ENTRY_KINDS: tuple[type[Entry], ...] = (Therapy, Topic, Claim)
"""Every kind of entry; each names its folder under `content/`."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a model was read: the way from a fact back to its file and line."""

    document: Document
    at: Location = ()

    def problem(self, location: Location, message: str, rule: str) -> Problem:
        """Say what is wrong at `location` inside the model."""
        return self.document.problem(self.at + location, message, rule)


@dataclass(frozen=True, slots=True)
class Library:
    """All content at one moment. Share it freely: nothing in it changes."""

    entries: Mapping[EntryId, Entry]
    evidence: Mapping[RecordId, Evidence]
    terms: Mapping[str, Term]
    seeds: Mapping[str, Seed]
    seed_claims: Mapping[str, SeedClaim]
    fingerprints: frozenset[str]
    support: Support
    wording: Wording
    editorial: Editorial
    revisions: Mapping[EntryId, str]
    version: str
    origins: Mapping[tuple[str, str], Origin] = field(repr=False)

    @property
    def therapies(self) -> Iterator[Therapy]:
        """Yield the therapies in the order of their ids."""
        return (entry for entry in self.entries.values() if isinstance(entry, Therapy))

    def origin(self, kind: str, identifier: str) -> Origin:
        """Return where a model was read; `kind` is "entry", "evidence", "term", "seed", "seed_claim" or "support"."""
        return self.origins[kind, identifier]


def load(content: Path, seeds: Path) -> Library:
    """Read both folders and build the library. Raise `ContentError` with every problem found, not only the first."""
    return _load(_Shelf(content, seeds))


def load_to_serve(content: Path, seeds: Path, cache: Path | None = None) -> Library:
    """Build the library without its origins, from parsed files kept in `cache`: quick and small, for who only answers.

    Raise `ContentError` like `load`, with the same lines.
    """
    parsed = ParsedFiles(cache)
    try:
        library = _load(_Shelf(content, seeds, parsed))
    except ContentError:
        return load(content, seeds)  # once more with the lines, so that the error can name them
    parsed.save()
    return library


def _load(shelf: "_Shelf") -> Library:
    content, seeds = shelf.content, shelf.seeds
    entries = shelf.entries()
    evidence = shelf.lists(Evidence, content / "evidence", "evidence")
    terms = shelf.items(Term, content / "glossary.yaml", "term", lambda term: fold_name(term.term))
    sources = shelf.items(Seed, seeds / "sources.yaml", "seed", lambda seed: seed.id)
    claims = shelf.items(SeedClaim, seeds / "claims.yaml", "seed_claim", lambda claim: claim.id)
    support = shelf.single(Support, content / "support.yaml", "support")
    wording = shelf.single(Wording, content / "wording.yaml")
    editorial = shelf.single(Editorial, content / "editorial.yaml")
    fingerprints = shelf.fingerprints(seeds / "fingerprints.txt")
    shelf.cross_check(entries, evidence, terms, claims, sources)
    if shelf.problems or support is None or wording is None or editorial is None:
        raise ContentError(shelf.problems)
    revisions = {name: revision(entry, evidence) for name, entry in entries.items()}
    return Library(
        entries=MappingProxyType(entries),
        evidence=MappingProxyType(evidence),
        terms=MappingProxyType(terms),
        seeds=MappingProxyType(sources),
        seed_claims=MappingProxyType(claims),
        fingerprints=fingerprints,
        support=support,
        wording=wording,
        editorial=editorial,
        revisions=MappingProxyType(revisions),
        version=_digest(
            [
                sorted(revisions.items()),
                reader.dump(wording),
                reader.dump(support),
                [reader.dump(term) for term in terms.values()],
            ]
        ),
        origins=MappingProxyType(shelf.origins),
    )


def revision(entry: Entry, evidence: Mapping[RecordId, Evidence]) -> str:
    """Hash an entry with the records it cites: the name of exactly what a member saw."""
    return _digest([reader.dump(entry), [reader.dump(evidence[record]) for record in entry.cited()]])


def _digest(data: Any) -> str:
    return hashlib.sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS)).hexdigest()[:REVISION_DIGITS]


_NOWHERE = Origin(Document("content", None, {}))


class _Shelf:
    """Collects models and problems while the folders are read."""

    def __init__(self, content: Path, seeds: Path, parsed: ParsedFiles | None = None) -> None:
        self.content = content
        self.seeds = seeds
        self.problems: list[Problem] = []
        self.origins: dict[tuple[str, str], Origin] = {}
        self._parsed = parsed

    def entries(self) -> dict[EntryId, Entry]:
        """Read every entry of every kind; a file's name is its entry's id."""
        found: dict[EntryId, Entry] = {}
        for kind in ENTRY_KINDS:
            adapter = TypeAdapter(kind)
            for file in sorted((self.content / kind.folder).glob("*.yaml")):
                entry = self._read(adapter, file)
                if entry is None:
                    continue
                model, document = entry
                if model.id != file.stem:
                    self.problems.append(document.problem(("id",), f"id is not the file's name; write id: {file.stem}"))
                self._keep(found, model.id, model, "entry", Origin(document))
        return found

    def lists(self, kind: type[Model], folder: Path, name: str) -> dict[str, Model]:
        """Read every file of a folder as a list of `kind`, by id."""
        found: dict[str, Model] = {}
        for file in sorted(folder.glob("*.yaml")):
            self._items(kind, file, name, found, lambda item: str(item.id))
        return found

    def items(self, kind: type[Model], file: Path, name: str, key: Any) -> dict[str, Model]:
        """Read one file as a list of `kind`."""
        found: dict[str, Model] = {}
        self._items(kind, file, name, found, key)
        return found

    def single(self, kind: type[Model], file: Path, name: str = "") -> Model | None:
        """Read one file as one `kind`; with a `name` its problems can be placed later."""
        read = self._read(TypeAdapter(kind), file)
        if read is None:
            return None
        if name:
            self._keep({}, "", read[0], name, Origin(read[1]))
        return read[0]

    def fingerprints(self, file: Path) -> frozenset[str]:
        """Read the seeds' fingerprints: one hash a line."""
        try:
            return frozenset(file.read_text(encoding="ascii").split())
        except (OSError, UnicodeDecodeError):
            self.problems.append(Problem(self._name(file), 1, "is missing; make it with seeds/fingerprint.py", "form"))
            return frozenset()

    def cross_check(
        self,
        entries: Mapping[EntryId, Entry],
        evidence: Mapping[RecordId, Evidence],
        terms: Mapping[str, Term],
        claims: Mapping[str, SeedClaim],
        seeds: Mapping[str, Seed],
    ) -> None:
        """Resolve every reference and prove that every name means one thing."""
        for entry in entries.values():
            origin = self.origins["entry", entry.id]
            for location, text in references(entry):
                self._resolve(origin, location, text, evidence, claims)
            for index, other in enumerate(entry.see_also):
                if other not in entries and not self._is_planned(other, claims):
                    self._say(origin, ("see_also", index), f"{other} is no entry; write an id that exists")
        self._unique(((entry.id, names(entry)) for entry in entries.values()), "entry")
        self._unique(((name, [((), term.term), *_aliases(term)]) for name, term in terms.items()), "term")
        for claim in claims.values():
            if claim.seed not in seeds:
                self._say(self.origins["seed_claim", claim.id], ("seed",), f"{claim.seed} is no seed")

    @staticmethod
    def _is_planned(other: str, claims: Mapping[str, SeedClaim]) -> bool:
        return any(claim.answered_by == other for claim in claims.values())

    def _resolve(
        self,
        origin: Origin,
        location: Location,
        identifier: str,
        evidence: Mapping[RecordId, Evidence],
        claims: Mapping[str, SeedClaim],
    ) -> None:
        if location[-2] == "seeds":
            if identifier not in claims:
                self._say(origin, location, f"{identifier} is no row of seeds/claims.yaml; correct the number")
        elif identifier not in evidence:
            self._say(origin, location, f"{identifier} is no evidence record; add it to content/evidence or correct it")

    def _unique(self, named: Iterable[tuple[str, Sequence[tuple[Location, str]]]], kind: str) -> None:
        owners: dict[str, str] = {}
        for owner, own_names in named:
            for location, name in own_names:
                first = owners.setdefault(fold_name(name), owner)
                if first != owner:
                    self._say(
                        self.origins[kind, owner], location, f"{name!r} already leads to {first}; keep it in one place"
                    )

    def _items(self, kind: type[Model], file: Path, name: str, found: dict[str, Model], key: Any) -> None:
        try:
            document = reader.read(file, self._name(file), self._parsed)
        except ContentError as error:
            self.problems += error.problems
            return
        if not isinstance(document.data, list):
            self.problems.append(document.problem((), "must be a list; start each item with '- '"))
            return
        adapter = TypeAdapter(kind)
        for index in range(len(document.data)):
            try:
                item = reader.build(adapter, document, (index,))
            except ContentError as error:
                self.problems += error.problems
            else:
                self._keep(found, key(item), item, name, Origin(document, (index,)))

    def _read(self, adapter: TypeAdapter[Model], file: Path) -> tuple[Model, Document] | None:
        try:
            document = reader.read(file, self._name(file), self._parsed)
            return reader.build(adapter, document), document
        except ContentError as error:
            self.problems += error.problems
            return None

    def _keep(self, found: dict[str, Any], key: str, model: object, kind: str, origin: Origin) -> None:
        if key in found:
            first = self.origins[kind, key]
            self._say(origin, (), f"{key} already stands in {first.document.path}:{first.document.line(first.at)}")
            return
        found[key] = model
        self.origins[kind, key] = origin if self._parsed is None else _NOWHERE

    def _say(self, origin: Origin, location: Location, message: str) -> None:
        self.problems.append(origin.problem(location, message, "references"))

    def _name(self, file: Path) -> str:
        for root in (self.content, self.seeds):
            if file.is_relative_to(root):
                return f"{root.name}/{file.relative_to(root)}"
        return file.name


def names(entry: Entry) -> list[tuple[Location, str]]:
    """Return every name that leads to an entry, with its place: id, title, short name, aliases, names of its parts."""
    found: list[tuple[Location, str]] = [
        (("id",), entry.id),
        (("title",), entry.title),
        (("short_name",), entry.short_name),
    ]
    found += _aliases(entry)
    for index, part in enumerate(entry.parts if isinstance(entry, Therapy) else ()):
        found.append((("parts", index, "title"), part.title))
        found += [(("parts", index, "names", position), name) for position, name in enumerate(part.names)]
    return found


def _aliases(named: Entry | Term) -> list[tuple[Location, str]]:
    return [(("aliases", index), alias) for index, alias in enumerate(named.aliases)]


def references(value: object, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every id of an evidence record or a seed claim inside a model, with its place."""
    fields = getattr(type(value), "model_fields", None)
    if fields is not None:
        for name in fields:
            inner = getattr(value, name)
            if name in {"evidence", "seeds"} and isinstance(inner, tuple):
                yield from (((*at, name, index), item) for index, item in enumerate(inner))
            else:
                yield from references(inner, (*at, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from references(item, (*at, index))
