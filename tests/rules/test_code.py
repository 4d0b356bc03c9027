"""Rules about the code that no linter knows."""

import re
from pathlib import Path

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.rules.reading import BOT, ROOT, imported, modules, spoken, text

MOST_LINES = 400
MAY_IMPORT_DISCORD = ("bot/interactions/", "bot/app.py", "bot/preview.py")
MAY_SHOW_PEOPLE_SOMETHING = ("bot/interactions/", "bot/answering/", "bot/drawing/")

# Words of the content that are also words of its form: section ids, kinds of evidence, commands.
FORM = {"access", "claim", "cohort", "evidence", "placebo", "preclinical", "risks", "sources", "trial"}

ROOMS_OF_THEIR_OWN = {"browser", "evaluation", "journeys", "processes", "rules", "support"}
WHOLE_ROOMS = {
    "answering": {"any_therapy", "pictures", "shipped_cards"},
    "knowledge": {"content_map", "shipped_content", "standards"},
    "knowledge/checks": {"planted_faults"},
}


def test_no_file_is_longer_than_a_room() -> None:
    lines = {path: text(path).count("\n") for path in modules()}
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_only_interactions_app_and_preview_import_discord() -> None:
    importing = [path for path, tree in modules().items() if {"discord", "simcord"} & set(imported(tree))]
    assert [path for path in importing if not path.startswith(MAY_IMPORT_DISCORD)] == []
    assert importing


def test_no_sentence_shown_to_people_stands_in_python() -> None:
    """A sentence is more than four words and an end mark; it belongs into content/wording.yaml."""
    sentences = [
        f"{path}:{line}: {said}"
        for path, tree in modules().items()
        if path.startswith(MAY_SHOW_PEOPLE_SOMETHING)
        for line, said in spoken(tree)
        if len(said.split()) > 4 and said.rstrip().endswith((".", "!", "?"))
    ]
    assert sentences == []


def test_no_medical_word_stands_in_python(library: Library) -> None:
    """No id, name or alias of a therapy and no glossary term is a string of the code; the schema's kinds are form."""
    therapies = [entry for entry in library.entries.values() if isinstance(entry, Therapy)]
    names = {name for entry in therapies for name in (entry.id, entry.title, *entry.aliases)}
    names |= {term.term for term in library.terms.values()}
    medical = {name.casefold() for name in names} - FORM
    found = [
        f"{path}:{line}: {said}"
        for path, tree in modules().items()
        if path != "bot/knowledge/models.py"
        for line, said in spoken(tree)
        if said.casefold() in medical
    ]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    files = [file for folder in (BOT, ROOT / "tests") for file in folder.rglob("*.py")]
    assert [str(file) for file in files if marks.search(file.read_text(encoding="utf-8"))] == []


def test_whatever_is_silenced_names_its_rule() -> None:
    bare = re.compile(r"#\s*(noqa(?!: [A-Z]+[0-9]+)|type: ignore(?!\[[a-z-]+(, ?[a-z-]+)*\]))")
    silenced = [
        f"{path}:{number}"
        for path in modules()
        for number, line in enumerate(text(path).splitlines(), 1)
        if bare.search(line)
    ]
    assert silenced == []


def test_each_test_module_of_a_room_names_what_it_tests() -> None:
    strays = [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "tests").rglob("test_*.py")
        if not _names_its_subject(file.relative_to(ROOT / "tests"))
    ]
    assert strays == []


def _names_its_subject(file: Path) -> bool:
    room, name = file.parent, file.stem.removeprefix("test_")
    if not (BOT / room).is_dir():
        return room.parts[0] in ROOMS_OF_THEIR_OWN
    subjects = {found.stem for found in (BOT / room).rglob("*.py")} | {found.name for found in (BOT / room).iterdir()}
    known = name in WHOLE_ROOMS.get(room.as_posix(), ())
    return known or any(name == subject or name.startswith(f"{subject}_") for subject in subjects)
