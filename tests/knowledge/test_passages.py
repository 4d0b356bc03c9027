from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from bot.knowledge.library import Library
from bot.knowledge.models import Entry, Frequency, Measured, Therapy
from bot.knowledge.passages import Passage, Role, passages, record_texts
from bot.knowledge.problems import Location

NEVER_SHOWN_AS_TEXT = {
    "id",  # of the entry or of a part: stands in custom ids
    "aliases",  # lead to the entry
    "questions",  # lead to the entry
    "phrases",  # lead to the entry
    "see_also",  # ids of other entries; their titles are shown
    "evidence",  # ids of records; their texts are checked with the records
    "seeds",  # ids of rows of the ledger
    "cell_kind",  # the fields below are single words of a fixed set, shown in words of `wording.yaml`
    "level",
    "group",
    "seriousness",
    "verdict",
    "review",  # who checked it: a name, and dates
}
"""The fields of an entry that hold strings no editorial rule reads, with the reason. Add to it with a reason only."""


def shown_strings(value: object, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Walk a model for strings, leaving out the fields that are never shown."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in NEVER_SHOWN_AS_TEXT:
                yield from shown_strings(getattr(value, name), (*at, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from shown_strings(item, (*at, index))
    elif isinstance(value, str) and value != "not-measured":
        yield at, value


def at(entry: Entry, key_path: str) -> Passage:
    return next(found for found in passages(entry) if ".".join(map(str, found.location)) == key_path)


def assert_all_shown(entry: Entry) -> None:
    walked = dict(shown_strings(entry))
    found = {passage.location: passage.text for passage in passages(entry)}
    assert found == walked


@pytest.mark.parametrize("name", ["alpha", "beta"])
def test_every_string_of_an_entry_that_is_shown_is_a_passage_in_its_place(small: Library, name: str) -> None:
    assert_all_shown(small.entries[name])


def test_the_small_entries_hold_every_field_so_that_the_walk_proves_something(small: Library) -> None:
    places = {".".join(str(step) for step in place if isinstance(step, str)) for entry in small.entries.values()
              for place, _text in shown_strings(entry)}  # fmt: skip
    assert {"risks.frequency.counted", "parts.risks.frequency.who", "parts.facts.text", "parts.names"} <= places
    assert {"articles.said", "articles.found", "articles.measured.over", "key_facts.measured.who"} <= places
    assert {"quality_of_life.unknown", "quality_of_life.text", "parts_title", "status.text"} <= places


def test_every_string_that_ships_and_is_shown_is_a_passage_in_its_place(library: Library) -> None:
    for entry in library.entries.values():
        assert_all_shown(entry)


def test_every_field_that_is_left_out_exists() -> None:
    fields: set[str] = set()
    kinds: list[type[BaseModel]] = [BaseModel]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__ == "bot.knowledge.models":
            fields |= set(kind.model_fields)
    assert fields >= NEVER_SHOWN_AS_TEXT


def test_no_place_is_given_twice(small: Library) -> None:
    for entry in small.entries.values():
        places = [passage.location for passage in passages(entry)]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("key_path", "role"),
    [
        ("title", Role.LABEL),
        ("short_name", Role.LABEL),
        ("one_line", Role.MESSAGE),
        ("status.text", Role.LABEL),
        ("certainty.text", Role.MESSAGE),
        ("key_facts.0.text", Role.STATEMENT),
        ("key_facts.0.label", Role.LABEL),
        ("key_facts.0.measured.who", Role.LABEL),
        ("findings.0.text", Role.STATEMENT),
        ("quality_of_life.0.text", Role.STATEMENT),
        ("quality_of_life.1.unknown", Role.UNKNOWN),
        ("unknowns.0.unknown", Role.UNKNOWN),
        ("risks.0.harm", Role.LABEL),
        ("risks.0.text", Role.STATEMENT),
        ("risks.0.frequency.counted", Role.LABEL),
        ("questions_to_ask.2", Role.QUESTION),
        ("articles.0.said", Role.CLAIM),
        ("articles.0.found", Role.STATEMENT),
    ],
)
def test_each_text_has_the_role_that_decides_its_rules(alpha: Therapy, key_path: str, role: Role) -> None:
    assert at(alpha, key_path).role is role


def test_every_statement_must_cite_and_nothing_else_must(small: Library) -> None:
    for entry in small.entries.values():
        for passage in passages(entry):
            assert passage.must_cite is (passage.role is Role.STATEMENT), passage.location


def test_a_statement_brings_its_own_evidence_and_group(alpha: Therapy) -> None:
    finding = at(alpha, "findings.0.text")
    assert finding.evidence == ("lamp-trial",)
    assert isinstance(finding.measured, Measured)
    assert finding.measured.over == "3 months"


def test_a_message_rests_on_everything_the_entry_cites(alpha: Therapy) -> None:
    assert at(alpha, "one_line").evidence == alpha.cited()
    assert at(alpha, "certainty.text").evidence == alpha.cited()


def test_a_harm_brings_its_frequency_as_its_group(alpha: Therapy, beta: Therapy) -> None:
    assert isinstance(at(alpha, "risks.0.text").measured, Frequency)
    assert at(alpha, "risks.1.text").measured is None
    assert isinstance(at(beta, "parts.0.risks.0.text").measured, Frequency)


def test_a_records_sentences_are_all_read_with_their_places(small: Library) -> None:
    record = small.evidence["lamp-trial"]
    assert dict(record_texts(record)) == {
        ("statement",): record.statement,
        ("population",): record.population,
        ("strength", "reason"): record.strength.reason,
        ("caveat",): record.caveat,
    }
    assert ("caveat",) not in dict(record_texts(record.model_copy(update={"caveat": None})))
