from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import StrictInt, TypeAdapter

from bot.knowledge import reader
from bot.knowledge.models import Therapy
from bot.knowledge.problems import ContentError, Problem
from tests.knowledge.builders import Folder

ALPHA = "therapies/alpha.yaml"


def complaints(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        reader.parse(text, "a.yaml")
    return [str(problem) for problem in caught.value.problems]


def build_problems(folder: Folder) -> list[Problem]:
    document = reader.read(folder.path(ALPHA), ALPHA)
    with pytest.raises(ContentError) as caught:
        reader.build(TypeAdapter(Therapy), document)
    return list(caught.value.problems)


def problems_of(work: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        work()
    except ContentError as error:
        return error.problems
    return ()


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


@pytest.mark.parametrize(
    ("key_path", "value", "message"),
    [
        ("colour", "blue", "colour is not a key Oligo knows; remove it or correct its spelling"),
        ("findings.1.txt", "blue", "findings.1.txt is not a key Oligo knows; remove it or correct its spelling"),
        ("quality_of_life.0.txt", "blue", "quality_of_life.0.txt is not a key Oligo knows; remove it"),
        ("title", 7, "title must be text; put it in quotes if it looks like a number or a date"),
        ("title", None, "title must be text"),
        ("one_line", "", "one_line is empty; write a sentence or remove the key"),
        ("one_line", "word " * 200, "one_line is too long; write 700 characters or fewer"),
        ("aliases", "moonlight", "aliases must be a list; start each item with '- '"),
        ("review", "soon", "review must be a mapping of keys to values"),
        ("key_facts", [], "key_facts needs at least 1 item(s)"),
        ("review.checked_on", "yesterday", "review.checked_on must be a date like 2026-11-22"),
        ("review.checked_on", "2026-02-31", "review.checked_on must be a date like 2026-11-22"),
        ("review.checked_on", 20261122, "review.checked_on must be a date like 2026-11-22"),
        ("review.review_due", "2020-01-01", "review.review_due must be later than checked_on"),
        ("status.level", "great", "status.level must be one of 'standard-care', 'selected-people', 'in-trials'"),
        ("risks.0.frequency.count", "six", "risks.0.frequency.count must be a number"),
        ("risks.0.frequency.per", 20, "risks.0.frequency.per must be 100 or 1000"),
        ("see_also.0", "Beta!", "see_also.0 does not look right; it must match ^[a-z]"),
        ("quality_of_life.0.text", 7, "quality_of_life.0.text must be text"),
        ("quality_of_life.1.unknown", 7, "quality_of_life.1.unknown must be text"),
        ("quality_of_life.0.evidence.0", "No Id", "quality_of_life.0.evidence.0 does not look right"),
        ("findings.0.text", "See https://example.org now.", "findings.0.text holds 'https://'; write plain words"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_and_what_to_write(
    folder: Folder, key_path: str, value: Any, message: str
) -> None:
    folder.with_change(ALPHA, key_path, value)
    problem = only(build_problems(folder))
    assert problem.message.startswith(message)
    assert (problem.path, problem.line) == (ALPHA, folder.line(ALPHA, key_path))
    assert str(problem).startswith(f"{ALPHA}:{problem.line}: ")


@pytest.mark.parametrize(
    ("key_path", "around"),
    [("risks", ""), ("unknowns", ""), ("review", ""), ("findings.1.text", "findings.1"), ("risks.1.text", "risks.1")],
)
def test_a_missing_key_is_named_at_the_line_of_what_it_is_missing_from(
    folder: Folder, key_path: str, around: str
) -> None:
    folder.without(ALPHA, key_path)
    problem = only(build_problems(folder))
    assert problem.message == f"{key_path} is missing; add it"
    assert problem.line == folder.line(ALPHA, around)


def test_a_missing_key_inside_a_frequency_is_not_blamed_on_the_whole_frequency(folder: Folder) -> None:
    folder.without(ALPHA, "risks.0.frequency.who")
    assert [problem.message for problem in build_problems(folder)] == ["risks.0.frequency.who is missing; add it"]


def test_a_word_that_is_no_frequency_is_told_both_ways_out(folder: Folder) -> None:
    folder.with_change(ALPHA, "risks.0.frequency", "often")
    assert {problem.message for problem in build_problems(folder)} == {
        "risks.0.frequency must be 'not-measured'",
        "risks.0.frequency must be a mapping of keys to values",
    }


def test_two_wrong_values_are_both_named(folder: Folder) -> None:
    folder.with_change(ALPHA, "title", 1).with_change(ALPHA, "access.0.text", "")
    assert [problem.message.split()[0] for problem in build_problems(folder)] == ["title", "access.0.text"]


def test_no_message_shows_the_insides_of_the_validator(folder: Folder) -> None:
    folder.with_change(ALPHA, "review.clinical_review", 7).with_change(ALPHA, "without_it.0", {"evidence": []})
    folder.with_change(ALPHA, "risks.1.frequency", [1])
    said = " ".join(problem.message for problem in build_problems(folder))
    assert not {"function", "literal[", "statement", "Frequency", "Input"} & set(said.replace(".", " ").split())
    assert "review.clinical_review must be text" in said


def test_a_wrong_item_of_a_list_is_found_at_its_own_line() -> None:
    document = reader.parse("- 1\n- 2\n- three\n- 4\n", "a.yaml")
    with pytest.raises(ContentError) as caught:
        reader.build(TypeAdapter(list[StrictInt]), document)
    assert str(caught.value) == "a.yaml:3: 2 must be a whole number"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: a stands twice; keep one of them"),
        ("x:\n  - b: 1\n    b: 2\n", "a.yaml:3: b stands twice; keep one of them"),
        ("", "a.yaml:1: is empty; write an entry or delete the file"),
        ("# only a note\n", "a.yaml:1: is empty; write an entry or delete the file"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2: is not valid YAML: but found another document; compare the lines around it"),
        ("a: 1\nb: [1, 2\nc: 3\n", "a.yaml:3: is not valid YAML: did not find expected ',' or ']'; compare the lines"),
        ("a: 1\nb:\n\t- c\n", "a.yaml:3: is not valid YAML: found character that cannot start any token; compare"),
        ("a: 1\nb: 'open\n", "a.yaml:3: is not valid YAML: found unexpected end of stream; compare the lines"),
        ("a: b\nc: bell \x07\n", "a.yaml:2: holds the invisible character U+0007; delete it"),
        ("a: b\nc: nul \x00\n", "a.yaml:2: holds the invisible character U+0000; delete it"),
        ("a:\n  - &x b\nc:\n  - d\n  - *x\n", "a.yaml:5: uses a YAML alias (*name); write the text out"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "a.yaml:3: uses a YAML alias (*name); write the text out"),
        ("? [a]\n: b\n", "a.yaml:1: has a key that is not text; write a word before the colon"),
        ("a: b\nc: 2026-13-41\n", "a.yaml:2: '2026-13-41' cannot be read; put it in quotes"),
        ("a: b\nc: 99999999999999999999\n", "a.yaml:2: '99999999999999999999' is no number content can hold; put it"),
        ("a: b\nc: .inf\n", "a.yaml:2: '.inf' is no number content can hold; put it in quotes"),
        ("a: b\nc: .nan\n", "a.yaml:2: '.nan' is no number content can hold; put it in quotes"),
    ],
)
def test_text_that_is_no_plain_yaml_is_refused_at_its_line(text: str, complaint: str) -> None:
    (found,) = complaints(text)
    assert found.startswith(complaint)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: !!python/object/apply:os.system ['true']\n",
        "a: 1\nb: !!python/object:bot.cli.main {a: b}\n",
        "a: 1\nb: !!python/name:os.system ''\n",
        "a: 1\nb: !local x\n",
        "a: 1\nb: !!set {x}\n",
        "a: 1\nb: !!int ''\n",
        "a: 1\nb: !!bool maybe\n",
        "a: 1\nb: !!timestamp soon\n",
        "a: 1\nb: !!binary aGVsbG8=\n",
    ],
)
def test_a_tag_is_refused_whatever_it_names(text: str) -> None:
    (found,) = complaints(text)
    assert found.startswith("a.yaml:2: uses a YAML tag (")
    assert found.endswith("; remove it")


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = perf_counter()
    found = complaints("\n".join(lines))
    assert found[0] == "a.yaml:2: uses a YAML alias (*name); write the text out"
    assert perf_counter() - started < 1


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "- ? "])
def test_nesting_deep_enough_to_end_the_process_is_refused(opening: str) -> None:
    started = perf_counter()
    assert complaints(f"# note\n{opening * 100_000}x") == [
        "a.yaml:2: is nested more than 12 levels deep; write it flatter"
    ]
    assert perf_counter() - started < 1


def test_the_line_of_deep_nesting_is_the_first_that_is_too_deep() -> None:
    text = "\n".join("  " * level + "a:" for level in range(20))
    assert complaints(text) == ["a.yaml:13: is nested more than 12 levels deep; write it flatter"]


def test_twelve_levels_are_not_too_deep() -> None:
    reader.parse("[" * 12 + "]" * 12, "a.yaml")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"a: caf\xe9\n", "is not UTF-8 text; save it again as UTF-8"),
        (b"\xff\xfea\x00", "is not UTF-8 text; save it again as UTF-8"),
        (b"a: " + b"x" * reader.LARGEST_FILE, f"is larger than {reader.LARGEST_FILE} bytes; split it"),
        (b"", "is empty; write an entry or delete the file"),
    ],
)
def test_a_file_that_cannot_be_content_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    with pytest.raises(ContentError) as caught:
        reader.read(file, "content/x.yaml")
    assert str(caught.value) == f"content/x.yaml:1: {complaint}"


def test_a_file_that_is_not_there_is_asked_back(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^content/x\.yaml:1: is missing; restore it$"):
        reader.read(tmp_path / "x.yaml", "content/x.yaml")


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^content/x\.yaml:1: cannot be read: "):
        reader.read(tmp_path, "content/x.yaml")


def test_quotes_folded_text_lists_and_dates_are_read_as_meant() -> None:
    text = (
        "quoted: 'yes: really'\nfolded: >-\n  one\n  two\nkept: |\n  a\n  b\n"
        "flow: {a: [1, 2.5, true, null]}\nday: 2026-11-22\n'12': text\nescaped: \"caf\\u00e9\"\n"
    )
    document = reader.parse(text, "a.yaml")
    assert document.data | {"day": str(document.data["day"])} == {
        "quoted": "yes: really",
        "folded": "one two",
        "kept": "a\nb\n",
        "flow": {"a": [1, 2.5, True, None]},
        "day": "2026-11-22",
        "12": "text",
        "escaped": "café",
    }


def test_every_key_and_every_item_knows_its_line() -> None:
    document = reader.parse("a:\n  b: >-\n    x\n    y\n  c:\n    - 1\n    - d: 2\n", "a.yaml")
    assert document.lines == {
        (): 1,
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "c"): 5,
        ("a", "c", 0): 6,
        ("a", "c", 1): 7,
        ("a", "c", 1, "d"): 7,
    }


def test_a_place_without_a_line_takes_the_line_of_what_is_around_it() -> None:
    document = reader.parse("a: 1\nb:\n  c: 2\n", "a.yaml")
    assert document.line(("b", "c", "nothing", 3)) == 3
    assert document.line(("nowhere",)) == 1


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: two\r\n")
    document = reader.read(file, "x.yaml")
    assert document.data == {"a": 1, "b": "two"}
    assert document.line(("b",)) == 2


_FLAT = TypeAdapter(dict[str, float | str])
_PIECES = st.sampled_from(
    [
        *"[]{}:,-?&*!|>'\"#%@`\n\t \\~",
        *("\n  ", "\n- ", ": ", "- ", "a", "a: ", "&x ", "*x", "!!int ", "<<: ", "---\n", "..."),
        *("1", "-1", "1e999", "0x", "0b2", "1:2:3", "1:" * 300 + "1.5", "9" * 30, ".nan", "null"),
        *("2026-02-31", "2026-11-22T25:61:61Z", "\x00", "\x85", "\u2028", "\ufeff", "\ud800", "\u00e9"),
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join)))
@settings(max_examples=400, deadline=1000, database=None)
def test_no_text_raises_anything_but_a_content_error(text: str) -> None:
    for problem in problems_of(lambda: reader.build(_FLAT, reader.parse(text, "a.yaml"))):
        assert problem.path == "a.yaml"
        assert 1 <= problem.line <= len(text.splitlines()) + 1
        assert "\n" not in str(problem)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=1000, database=None)
def test_no_bytes_in_a_file_raise_anything_but_a_content_error(tmp_path_factory: Any, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "random.yaml"
    file.write_bytes(content)
    assert problems_of(lambda: reader.build(TypeAdapter(Therapy), reader.read(file, "random.yaml")))
