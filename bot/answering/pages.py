"""Pages: a query of ids → one page of a card. Composed pages are kept, so the second asker costs a look-up."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import bot
from bot.answering.answer import MOST_PICTURES, Action, Answer, Disclaimer, Kind, Picture, TextFile
from bot.answering.composing import clinic_check, compare, help_now, prepare, sources
from bot.answering.composing import entry as composing
from bot.answering.composing.text import pages, title
from bot.answering.query import Query, View
from bot.answering.shelves import Shelves
from bot.knowledge.fields import ButtonLabel
from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Explained, SectionId, Therapy, Topic
from bot.knowledge.support import Country

MOST_PAGES_KEPT = 1024  # composed pages; today's library makes fewer than half of it

PREPARE_FILE = "questions-for-my-appointment.txt"

_LONGEST_LABEL = 38


class Pages:
    """Composes the pages of one library."""

    def __init__(self, library: Library, shelves: Shelves) -> None:
        """Prepare to compose; `shelves` resolve the names that cards refer to."""
        self.library = library
        self._shelves = shelves
        self._card = Disclaimer(library.wording.disclaimers.card)
        self._service = Disclaimer(library.wording.disclaimers.service)
        self._composers = {
            View.THERAPY: self._entry,
            View.TOPIC: self._entry,
            View.COMPARE: self._compare,
            View.GLOSSARY: self._term,
            View.SOURCES: self._seeds,
            View.SUPPORT: self._support,
            View.CLINIC_CHECK: self._clinic_check,
            View.HELP: self._help,
            View.ABOUT: self._about,
        }
        self._worldwide_crisis = self._in_crisis(None)  # made now, so that nothing can fail when it is needed
        self.page = lru_cache(maxsize=MOST_PAGES_KEPT)(self._compose)

    def notice(self, text: str, kind: Kind = Kind.NOTICE, actions: tuple[Action, ...] = ()) -> Answer:
        """Wrap one sentence of Oligo's own; even a refusal carries a disclaimer."""
        return Answer(kind=kind, blocks=(text,), disclaimer=self._service, actions=actions)

    def crisis(self, key: str | None) -> Answer:
        """Answer a crisis in a country; an unknown one gets the worldwide page."""
        country = self.library.support.country(key.upper()) if key else None
        return self._in_crisis(country) if country else self._worldwide_crisis

    def prepare(self, picked: Sequence[str]) -> Answer:
        """Compose one list of questions, on one page and whole in a file."""
        words = self.library.wording.prepare
        found = [self.library.entries.get(name) for name in dict.fromkeys(picked)]
        entries = [entry for entry in found if isinstance(entry, Explained)]
        if not entries:
            return self.notice(words.nothing_picked, Kind.NONE)
        shown = entries[: prepare.MOST_PICKED]
        split = pages(prepare.blocks(shown, self.library))
        notes = [words.too_many] if len(entries) > prepare.MOST_PICKED else []
        notes += [words.in_the_file] if len(split) > 1 else []
        file = TextFile(PREPARE_FILE, prepare.as_text(shown, self.library))
        return Answer(kind=Kind.ANSWER, blocks=(*split[0], *notes), disclaimer=self._card, file=file)

    def _compose(self, query: Query) -> Answer:
        return self._composers[query.view](query)

    def _entry(self, query: Query) -> Answer:
        entry = self.library.entries[query.first]
        part = entry.part(query.part) if query.part and isinstance(entry, Therapy) else None
        present = composing.sections(entry)
        if query.section not in present or (query.part and part is None):
            return self._missing_section(query, entry)
        found = composing.section(entry, query.section, part, self.library)
        opening = [] if query.section is SectionId.SUMMARY else [title(entry.title)]
        actions = [self._opens(entry, name, query) for name in present if name is not query.section or part]
        if query.section is SectionId.PARTS and not part and isinstance(entry, Therapy):
            own = [Action(label(one.title), query.at(SectionId.PARTS, part=one.id)) for one in entry.parts]
            actions = own + actions
        pictures = composing.pictures(entry, self.library)
        return self._paged(query, found, self._card, opening=opening, actions=actions, entry=entry, pictures=pictures)

    def _opens(self, entry: Entry, name: SectionId, query: Query) -> Action:
        return Action(composing.section_label(entry, name, self.library), query.at(name))

    def _missing_section(self, query: Query, entry: Entry) -> Answer:
        return Answer(
            kind=Kind.NONE,
            blocks=(self.library.wording.refusals.unknown_section,),
            disclaimer=self._service,
            actions=tuple(self._opens(entry, name, query) for name in composing.sections(entry)),
            entry=entry.id,
        )

    def _compare(self, query: Query) -> Answer:
        first, second = self.library.entries[query.first], self.library.entries[query.second]
        assert isinstance(first, Therapy)  # noqa: S101 - the index holds therapies only
        assert isinstance(second, Therapy)  # noqa: S101 - the same
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

    def _clinic_check(self, query: Query) -> Answer:
        topic = self.library.entries.get(clinic_check.ENTRY)
        if not isinstance(topic, Topic):
            return self.notice(self.library.wording.refusals.nothing_close, Kind.NONE)
        actions = [Action(topic.short_name, Query(View.TOPIC, topic.id))]
        actions += [
            Action(other.short_name, Query(View.TOPIC if isinstance(other, Topic) else View.THERAPY, other.id))
            for other in (self.library.entries.get(name) for name in topic.see_also)
            if other is not None
        ]
        blocks = clinic_check.blocks(topic, self.library)
        return self._paged(query, blocks, self._card, actions=actions, entry=topic)

    def _in_crisis(self, country: Country | None) -> Answer:
        blocks = tuple(help_now.crisis(country, self.library))
        return Answer(kind=Kind.SAFETY, blocks=blocks, disclaimer=self._service)

    def _term(self, query: Query) -> Answer:
        term = self.library.terms[query.first.replace("-", " ")]
        blocks = [f"{title(term.term)}\n{term.meaning}"]
        if term.aliases:
            blocks.append(self.library.wording.marks.also_known_as.format(names=", ".join(term.aliases)))
        names = self._shelves.of(View.GLOSSARY).names
        targets = dict.fromkeys(names.find(name).target for name in term.see_also)  # two names may be one term
        actions = [Action(label(names.title(target)), Query(View.GLOSSARY, target.key)) for target in targets if target]
        return self._paged(Query(View.GLOSSARY, query.first), blocks, self._card, actions=actions)

    def _seeds(self, query: Query) -> Answer:
        return self._paged(query, sources.seeds(self.library), self._service)

    def _support(self, query: Query) -> Answer:
        country = self.library.support.country(query.first.upper())
        return self._paged(query, help_now.support(country, self.library), self._service)

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
        entry: Entry | None = None,
        pictures: Mapping[str, Picture] = MappingProxyType({}),
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
            pictures=tuple(pictures[block] for block in shown if block in pictures)[:MOST_PICTURES],
            actions=(*turning, *actions),
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
