from pathlib import Path

import orjson
import pytest

from bot.knowledge import reader
from bot.knowledge.library import Library, load_to_serve
from bot.knowledge.parsed import FORMAT, ParsedFiles
from bot.knowledge.problems import ContentError
from tests.knowledge.builders import Folder

ALPHA = "therapies/alpha.yaml"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "data" / "parsed.json"


def serve(folder: Folder, store: Path) -> Library:
    return load_to_serve(folder.content, folder.seeds, store)


def assert_same(one: Library, other: Library) -> None:
    assert (one.version, one.revisions) == (other.version, other.revisions)
    assert dict(one.entries) == dict(other.entries)
    assert dict(one.evidence) == dict(other.evidence)
    assert dict(one.seed_claims) == dict(other.seed_claims)
    assert one.support == other.support


def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    parsed: list[str] = []
    parse = reader.parse

    def counted(text: str, path: str) -> reader.Document:
        parsed.append(path)
        return parse(text, path)

    monkeypatch.setattr(reader, "parse", counted)
    return parsed


def test_a_library_to_serve_is_the_library_first_and_second_time(folder: Folder, store: Path, small: Library) -> None:
    assert_same(serve(folder, store), small)
    assert store.exists()
    assert_same(serve(folder, store), small)


def test_a_library_to_serve_needs_no_store(folder: Folder, small: Library) -> None:
    assert_same(load_to_serve(folder.content, folder.seeds), small)


def test_a_second_start_parses_nothing(folder: Folder, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(folder, store)
    parsed = parses(monkeypatch)
    serve(folder, store)
    assert parsed == []


def test_only_a_changed_file_is_parsed_again(folder: Folder, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = serve(folder, store)
    folder.with_text(ALPHA, "A lamp that shines like the moon.", "A lamp.")
    parsed = parses(monkeypatch)
    after = serve(folder, store)
    assert parsed == [f"content/{ALPHA}"]
    assert after.entries["alpha"].one_line.startswith("A lamp. It may")
    assert after.version != before.version


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        orjson.dumps({"format": FORMAT}),
        orjson.dumps({"format": FORMAT, "files": [1, 2]}),
        orjson.dumps({"format": FORMAT + 1, "files": {f"content/{ALPHA}": ["", None]}}),
        orjson.dumps({"format": FORMAT, "files": {f"content/{ALPHA}": []}}),
        orjson.dumps({"format": FORMAT, "files": {f"content/{ALPHA}": ["0" * 32, {}]}}),
    ],
)
def test_a_broken_or_foreign_store_is_ignored_and_written_anew(
    folder: Folder, store: Path, small: Library, broken: bytes
) -> None:
    store.parent.mkdir(parents=True)
    store.write_bytes(broken)
    assert_same(serve(folder, store), small)
    assert set(orjson.loads(store.read_bytes())["files"]) > {f"content/{ALPHA}"}


def test_a_file_that_is_gone_is_forgotten(folder: Folder, store: Path) -> None:
    serve(folder, store)
    folder.without_file("therapies/beta.yaml").with_change(ALPHA, "see_also", [])
    assert list(serve(folder, store).entries) == ["alpha"]
    assert "content/therapies/beta.yaml" not in orjson.loads(store.read_bytes())["files"]


def test_an_error_found_with_a_full_store_still_has_its_line(folder: Folder, store: Path) -> None:
    serve(folder, store)
    folder.with_change(ALPHA, "findings.0.evidence.0", "nothing").with_change("evidence/lamp.yaml", "4.year", "once")
    with pytest.raises(ContentError) as caught:
        serve(folder, store)
    assert list(caught.value.problems) == folder.load_problems()
    assert f"content/{ALPHA}:{folder.line(ALPHA, 'findings.0.evidence.0')}: nothing is no evidence record" in str(
        caught.value
    )


def test_a_store_that_cannot_be_written_is_no_reason_not_to_start(folder: Folder, small: Library) -> None:
    in_the_way = folder.root / "file"
    in_the_way.write_text("in the way")
    assert_same(serve(folder, in_the_way / "parsed.json"), small)


def test_nothing_half_written_stays_beside_the_store(folder: Folder, store: Path) -> None:
    serve(folder, store)
    assert [file.name for file in store.parent.iterdir()] == [store.name]


def test_without_a_store_nothing_is_remembered() -> None:
    parsed = ParsedFiles()
    parsed.keep("a.yaml", b"a: 1", {"a": 1})
    assert parsed.get("a.yaml", b"a: 1") is None
