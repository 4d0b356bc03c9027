"""The cards that ship, held against what they promise."""

import re
from collections.abc import Iterator

import pytest

from bot.answering.composing import entry as composing
from bot.answering.composing.text import pages
from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.knowledge.checks.first_screen import MOST_WORDS, count_words, first_screen_words
from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Frequency, Harm, SectionId, Therapy

MARK = re.compile(r" \[([0-9, ]+)\]")
NUMBERED = re.compile(r"^\*\*([0-9]+)\.\*\* (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def desk(library: Library) -> Desk:
    return Desk(library)


def views(entry: Entry) -> View:
    return View.THERAPY if isinstance(entry, Therapy) else View.TOPIC


def whole(entry: Entry, library: Library) -> str:
    """Return all sections of an entry but its sources."""
    found = []
    for section in composing.sections(entry):
        parts = entry.parts if isinstance(entry, Therapy) and section is SectionId.PARTS else ()
        if section is not SectionId.SOURCES:
            for part in (None, *parts):
                found += composing.section(entry, section, part, library)
    return "\n\n".join(found)


def source_list(entry: Entry, library: Library) -> str:
    return "\n\n".join(composing.section(entry, SectionId.SOURCES, None, library))


def numbered(text: str) -> dict[int, str]:
    """Return the statements of a list of sources by their numbers."""
    return {int(number): statement for number, statement in NUMBERED.findall(text)}


def cited(value: object) -> Iterator[object]:
    """Yield everything inside an entry that cites records."""
    if getattr(value, "evidence", ()):
        yield value
    for name in getattr(type(value), "model_fields", ()):
        yield from cited(getattr(value, name))
    if isinstance(value, tuple):
        for item in value:
            yield from cited(item)


def shown_text(item: object) -> str:
    return next(str(getattr(item, name)) for name in ("found", "unknown", "text", "when") if hasattr(item, name))


def after(text: str, item: object) -> list[str]:
    """Return what follows a cited item's words, wherever they stand; a harm's name may stand in two parts."""
    if isinstance(item, Harm):
        blocks = [block for block in text.split("\n\n") if block.startswith(f"**{item.harm}** (")]
        return [block for block in blocks if block.endswith(f"\n{item.text}")]
    return text.split(shown_text(item))[1:]


def harms(entry: Entry) -> Iterator[Harm]:
    yield from (item for item in cited(entry) if isinstance(item, Harm))


def test_every_first_screen_has_at_most_120_words_as_the_check_counts_them(desk: Desk, library: Library) -> None:
    for entry in library.entries.values():
        answer = desk.answer(Query(views(entry), entry.id)).answer
        words = count_words(MARK.sub("", answer.text))
        assert words <= MOST_WORDS, entry.id
        assert words == first_screen_words(entry, library), entry.id


def test_a_first_screen_is_one_page(desk: Desk, library: Library) -> None:
    for entry in library.entries.values():
        answer = desk.answer(Query(views(entry), entry.id)).answer
        assert library.wording.buttons.more not in {action.label for action in answer.actions}, entry.id


def test_the_sources_list_every_cited_record_once_with_its_caveat_and_link(library: Library) -> None:
    for entry in library.entries.values():
        text = source_list(entry, library)
        listed = numbered(text)
        assert list(listed) == list(range(1, len(entry.cited()) + 1)), entry.id
        assert list(listed.values()) == [library.evidence[record].statement for record in entry.cited()], entry.id
        for record in map(library.evidence.__getitem__, entry.cited()):
            [block] = [block for block in text.split("\n\n") if f".** {record.statement}\n" in block]
            assert f"<{record.source.url}>" in block
            assert record.population in block
            assert record.strength.reason in block
            if record.caveat:
                assert library.wording.marks.caveat.format(text=record.caveat) in block


def test_a_record_and_its_caveat_stand_on_one_page(library: Library) -> None:
    for entry in library.entries.values():
        blocks = composing.section(entry, SectionId.SOURCES, None, library)
        kept = {block for page in pages(blocks) for block in page}
        assert set(blocks) <= kept, entry.id


def test_every_mark_leads_to_the_records_that_the_statement_cites(library: Library) -> None:
    for entry in library.entries.values():
        text, listed = whole(entry, library), numbered(source_list(entry, library))
        for item in cited(entry):
            evidence = {library.evidence[record].statement for record in item.evidence}  # type: ignore[attr-defined]
            marks = [found[1].split(", ") for rest in after(text, item) if (found := MARK.search(rest))]
            assert evidence in [{listed[int(number)] for number in numbers} for numbers in marks], (entry.id, item)


def test_a_comparison_numbers_the_sources_of_both_as_it_lists_them(desk: Desk, library: Library) -> None:
    first, second, *_ = library.therapies
    query = Query(View.COMPARE, first.id, second.id)
    text, listed = (everything(desk, library, query.at(section)) for section in (SectionId.SUMMARY, SectionId.SOURCES))
    for therapy in (first, second):
        for fact in therapy.key_facts:
            found = MARK.match(text[text.index(fact.text) + len(fact.text) :])
            assert found is not None
            statements = {numbered(listed)[int(number)] for number in found[1].split(", ")}
            assert statements == {library.evidence[record].statement for record in fact.evidence}


def everything(desk: Desk, library: Library, query: Query) -> str:
    """Return the text of all pages from `query` on."""
    answer = desk.answer(query).answer
    following = [action.query for action in answer.actions if action.label == library.wording.buttons.more]
    return f"{answer.body}\n{everything(desk, library, following[0]) if following else ''}"


def test_a_harm_that_nobody_measured_says_so_and_any_other_says_in_whom_and_when(library: Library) -> None:
    words = library.wording
    measured = 0
    for entry in library.entries.values():
        text = whole(entry, library)
        for harm in harms(entry):
            block = after(text, harm)[0]
            assert f"**{harm.harm}** ({words.seriousness[harm.seriousness]})\n" in block
            if isinstance(harm.frequency, Frequency):
                measured += 1
                assert words.marks.not_measured not in block, (entry.id, harm.harm)
                small = words.marks.measured.format(who=harm.frequency.who, over=harm.frequency.over)
                assert small.casefold() in block.casefold()
                assert f"in {harm.frequency.per:,}" in block
            else:
                assert words.marks.how_often.format(text=words.marks.not_measured) in block, (entry.id, harm.harm)
    assert measured


def test_a_number_never_stands_without_its_people_and_its_time(library: Library) -> None:
    for entry in library.entries.values():
        text = whole(entry, library)
        for item in cited(entry):
            if (measured := getattr(item, "measured", None)) is not None:
                small = library.wording.marks.measured.format(who=measured.who, over=measured.over)
                block = text[text.index(shown_text(item)) :].split("\n\n")[0]
                assert small.casefold() in block.casefold(), (entry.id, shown_text(item))


def test_a_claim_never_stands_without_its_correction_in_the_same_block(library: Library) -> None:
    words = library.wording
    claims = 0
    for entry in library.therapies:
        if not entry.articles:
            continue
        section = composing.section(entry, SectionId.ARTICLES, None, library)
        kept = [block for page in pages(section) for block in page]
        for article in entry.articles:
            claims += 1
            [block] = [block for block in kept if article.said in block]
            assert article.found in block
            assert words.marks.verdict.format(text=words.verdicts[article.verdict]) in block
        everywhere_else = "\n".join(
            block
            for name in composing.sections(entry)
            if name is not SectionId.ARTICLES
            for block in composing.section(entry, name, None, library)
        )
        assert all(article.said not in everywhere_else for article in entry.articles), entry.id
    assert claims


def test_every_therapy_shows_its_unknowns_beside_its_risks(library: Library) -> None:
    for entry in library.therapies:
        text = "\n".join(composing.section(entry, SectionId.RISKS, None, library))
        assert all(unknown.unknown in text for unknown in entry.unknowns), entry.id


def test_every_first_screen_says_when_it_was_checked_and_whether_a_clinician_reviewed_it(
    desk: Desk, library: Library
) -> None:
    for entry in library.entries.values():
        body = desk.answer(Query(views(entry), entry.id)).answer.body
        assert f"Checked {entry.review.checked_on.day} " in body
        if entry.review.clinical_review == "none":
            assert library.wording.marks.not_reviewed in body


def test_the_same_question_is_composed_once(desk: Desk) -> None:
    query = Query(View.THERAPY, "hsct")
    assert desk.answer(query).answer is desk.answer(Query(View.THERAPY, "HSCT")).answer
