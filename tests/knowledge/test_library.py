import dataclasses
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import Folder, check

ALPHA, BETA = "therapies/alpha.yaml", "therapies/beta.yaml"
LAMP, GLOSSARY, CLAIMS, SOURCES = "evidence/lamp.yaml", "glossary.yaml", "seeds/claims.yaml", "seeds/sources.yaml"


def complaints(folder: Folder) -> list[str]:
    return [str(problem) for problem in folder.load_problems()]


def test_the_small_folder_has_nothing_wrong_with_it(folder: Folder) -> None:
    assert check(folder) == []


def test_everything_in_the_folder_stands_in_the_library_under_its_id(small: Library) -> None:
    assert list(small.entries) == ["alpha", "beta"]
    assert set(small.evidence) == {"lamp-trial", "lamp-guide", "lamp-survey", "tea-lab", "tea-teeth"}
    assert set(small.terms) == {"lamp", "moon"}
    assert set(small.seeds) == {"S0"}
    assert set(small.seed_claims) == {"S0-001"}
    assert small.fingerprints == {"0" * 12}
    assert [therapy.id for therapy in small.therapies] == ["alpha", "beta"]


@pytest.mark.parametrize(
    ("key_path", "identifier", "message"),
    [
        ("findings.0.evidence.0", "lamp-tryal", "lamp-tryal is no evidence record; add it to content/evidence or"),
        ("key_facts.0.evidence.0", "nothing", "nothing is no evidence record"),
        ("risks.1.evidence.0", "nothing", "nothing is no evidence record"),
        ("unknowns.0.evidence.0", "nothing", "nothing is no evidence record"),
        ("articles.0.evidence.0", "nothing", "nothing is no evidence record"),
        ("findings.0.evidence.0", "s0-001", "s0-001 is no evidence record"),
        ("articles.0.seeds.0", "S0-999", "S0-999 is no row of seeds/claims.yaml; correct the number"),
        ("see_also.0", "omega", "omega is no entry; write an id that exists"),
    ],
)
def test_an_id_that_does_not_resolve_is_named_at_its_line(
    folder: Folder, key_path: str, identifier: str, message: str
) -> None:
    folder.with_change(ALPHA, key_path, identifier)
    (problem,) = folder.load_problems()
    assert problem.message.startswith(message)
    assert (problem.path, problem.line) == (f"content/{ALPHA}", folder.line(ALPHA, key_path))
    assert problem.rule == "references"


def test_an_id_inside_a_part_is_resolved_too(folder: Folder) -> None:
    folder.with_change(BETA, "parts.0.facts.0.evidence.0", "nothing")
    folder.with_change(BETA, "parts.0.risks.0.evidence.0", "nowhere")
    assert [problem.message.split()[0] for problem in folder.load_problems()] == ["nothing", "nowhere"]


def test_see_also_may_name_an_entry_that_the_ledger_plans(folder: Folder) -> None:
    folder.with_change(CLAIMS, "0.answered_by", "gamma").with_change(ALPHA, "see_also.0", "gamma")
    assert complaints(folder) == []


def test_a_seed_claim_of_a_seed_that_is_not_there_is_found(folder: Folder) -> None:
    folder.with_change(CLAIMS, "0.seed", "S9")
    assert complaints(folder) == ["seeds/claims.yaml:2: S9 is no seed"]


@pytest.mark.parametrize(
    ("file", "name"),
    [(LAMP, "lamp-trial"), (GLOSSARY, "lamp"), (CLAIMS, "S0-001"), (SOURCES, "S0")],
)
def test_a_second_item_with_the_same_id_is_refused_and_the_first_is_named(folder: Folder, file: str, name: str) -> None:
    items = folder.data(file)
    folder.with_data(file, [*items, items[0]])
    (problem,) = folder.load_problems()
    path = file if file.startswith("seeds/") else f"content/{file}"
    assert problem.message == f"{name} already stands in {path}:1"
    assert problem.line == folder.line(file, str(len(items)))


def test_a_record_that_stands_in_two_files_is_refused(folder: Folder) -> None:
    folder.with_data("evidence/more.yaml", [folder.data(LAMP)[0]])
    assert complaints(folder) == [
        "content/evidence/more.yaml:1: lamp-trial already stands in content/evidence/lamp.yaml:1"
    ]


@pytest.mark.parametrize(
    "alias",
    [
        "moon lamp",
        "MOON LAMP",
        "M\u00f3on l\u00e4mp",
        "moon-lamp",
        "m\u043e\u043en lam\u0440",  # Cyrillic o and p
        "mo\u200bon lamp",  # a space of no width
        "\uff4d\uff4f\uff4f\uff4e lamp",  # full-width letters
        "lunar lamp",
        "alpha",
        "Moon lamp for sleep",
    ],
)
def test_a_name_of_one_entry_cannot_lead_to_another_however_it_is_written(folder: Folder, alias: str) -> None:
    folder.with_change(BETA, "aliases.1", alias)
    (problem,) = folder.load_problems()
    assert problem.message == f"{alias!r} already leads to alpha; keep it in one place"
    assert (problem.path, problem.line) == (f"content/{BETA}", folder.line(BETA, "aliases.1"))


@pytest.mark.parametrize("key_path", ["title", "short_name", "parts.0.title", "parts.0.names.0"])
def test_every_kind_of_name_is_compared(folder: Folder, key_path: str) -> None:
    folder.with_change(BETA, key_path, "Night lamp")
    (problem,) = folder.load_problems()
    assert problem.message == "'Night lamp' already leads to alpha; keep it in one place"
    assert problem.line == folder.line(BETA, key_path)


def test_an_entry_may_repeat_its_own_names(folder: Folder) -> None:
    folder.with_change(ALPHA, "aliases.2", "Moon Lamp")
    assert complaints(folder) == []


def test_two_terms_cannot_share_an_alias(folder: Folder) -> None:
    folder.with_change(GLOSSARY, "1.aliases", ["Light"])
    (problem,) = folder.load_problems()
    assert problem.message == "'Light' already leads to lamp; keep it in one place"
    assert problem.line == folder.line(GLOSSARY, "1.aliases.0")


def test_an_id_that_is_not_the_files_name_is_refused(folder: Folder) -> None:
    folder.with_change(ALPHA, "id", "omega").with_change(ALPHA, "see_also", [])
    assert complaints(folder) == ["content/therapies/alpha.yaml:1: id is not the file's name; write id: alpha"]


@pytest.mark.parametrize(
    "file", [GLOSSARY, "wording.yaml", "editorial.yaml", CLAIMS, SOURCES, "seeds/fingerprints.txt"]
)
def test_a_file_that_every_library_needs_is_missed(folder: Folder, file: str) -> None:
    folder.without_file(file)
    path = file if file.startswith("seeds/") else f"content/{file}"
    assert any(text.startswith(f"{path}:1: is missing; ") for text in complaints(folder))


def test_fingerprints_that_are_no_plain_text_are_refused(folder: Folder) -> None:
    folder.with_file("seeds/fingerprints.txt", b"\xff\xfe")
    assert complaints(folder) == ["seeds/fingerprints.txt:1: is missing; make it with seeds/fingerprint.py"]


@pytest.mark.parametrize("file", [LAMP, GLOSSARY, CLAIMS, SOURCES])
def test_a_list_written_as_a_mapping_is_refused(folder: Folder, file: str) -> None:
    folder.with_file(file, "id: x\n")
    assert any("must be a list; start each item with '- '" in text for text in complaints(folder))


def test_a_pattern_that_does_not_compile_is_refused_at_its_line(folder: Folder) -> None:
    folder.with_change("editorial.yaml", "hype.1.pattern", "(unclosed")
    (problem,) = folder.load_problems()
    assert problem.line == folder.line("editorial.yaml", "hype.1.pattern")
    assert problem.message.startswith("hype.1.pattern is no regular expression: missing )")


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_files_and_lines(folder: Folder) -> None:
    folder.with_change(ALPHA, "findings.0.evidence.0", "nothing").with_change(BETA, "aliases.0", "night lamp")
    folder.with_change(GLOSSARY, "0.colour", "blue").with_change(LAMP, "4.year", "long ago")
    folder.with_change(CLAIMS, "0.verdict", "dubious").with_file("therapies/gamma.yaml", "id: [\n")
    found = folder.load_problems()
    places = [(problem.path, problem.message.split()[0]) for problem in found]
    assert [place for place in places if place[1] != "tea-teeth"] == [
        ("content/evidence/lamp.yaml", "year"),
        ("content/glossary.yaml", "colour"),
        ("content/therapies/alpha.yaml", "nothing"),
        ("content/therapies/alpha.yaml", "S0-001"),
        ("content/therapies/beta.yaml", "'night"),
        ("content/therapies/gamma.yaml", "is"),
        ("seeds/claims.yaml", "verdict"),
    ]
    assert found == sorted(found)


@pytest.mark.parametrize("name", ["entries", "evidence", "terms", "seeds", "seed_claims", "revisions", "origins"])
def test_nothing_can_be_added_to_a_library_or_taken_out(small: Library, name: str) -> None:
    mapping: Any = getattr(small, name)
    with pytest.raises(TypeError):
        mapping["new"] = "thing"
    with pytest.raises(TypeError):
        del mapping[next(iter(mapping))]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(small, name, {})


def test_no_model_in_a_library_can_be_changed(small: Library, alpha: Therapy) -> None:
    for model, name in (
        (alpha, "title"),
        (alpha.findings[0], "text"),
        (alpha.review, "clinical_review"),
        (small.evidence["lamp-trial"], "statement"),
        (small.wording, "marks"),
        (small.editorial, "hype"),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(model, name, getattr(model, name))


def test_two_loads_of_the_same_files_have_the_same_version_and_revisions(folder: Folder, small: Library) -> None:
    again = folder.load()
    assert again.version == small.version
    assert again.revisions == small.revisions


def test_a_comment_or_the_order_of_keys_is_no_new_revision(folder: Folder) -> None:
    before = folder.load()
    data = folder.data(ALPHA)
    folder.with_data(ALPHA, dict(reversed(data.items())))
    folder.with_file(ALPHA, "# a note\n" + folder.path(ALPHA).read_text(encoding="utf-8"))
    after = folder.load()
    assert (after.version, after.revisions) == (before.version, before.revisions)


@pytest.mark.parametrize(
    ("file", "change", "new_revisions"),
    [
        (ALPHA, ("findings.1.text", "The lamp may help."), {"alpha"}),
        (ALPHA, ("review.checked_on", "2026-11-21"), {"alpha"}),
        (BETA, ("parts.0.title", "Leaves"), {"beta"}),
        (LAMP, ("0.caveat", "Changed."), {"alpha"}),  # only alpha cites it
        (LAMP, ("1.strength.level", "low"), {"alpha", "beta"}),  # both cite it
        (LAMP, ("3.statement", "Changed."), {"beta"}),
    ],
)
def test_a_revision_changes_with_its_entry_and_with_the_records_it_cites(
    folder: Folder, small: Library, file: str, change: tuple[str, str], new_revisions: set[str]
) -> None:
    after = folder.with_change(file, *change).load()
    assert {name for name in small.revisions if after.revisions[name] != small.revisions[name]} == new_revisions
    assert after.version != small.version


def test_a_record_that_nobody_cites_changes_no_revision(folder: Folder, small: Library) -> None:
    record = folder.data(LAMP)[0] | {"id": "lamp-unused"}
    after = folder.with_change(LAMP, "5", record).load()
    assert "lamp-unused" in after.evidence
    assert after.revisions == small.revisions


@pytest.mark.parametrize(("file", "key_path"), [("wording.yaml", "disclaimers.card"), (GLOSSARY, "0.meaning")])
def test_a_new_word_anywhere_is_a_new_version_but_no_new_revision(
    folder: Folder, small: Library, file: str, key_path: str
) -> None:
    after = folder.with_change(file, key_path, "Something new to read.").load()
    assert after.version != small.version
    assert after.revisions == small.revisions


def test_every_model_leads_back_to_its_file_and_line(small: Library, folder: Folder) -> None:
    for kind, name, path, line in (
        ("entry", "beta", f"content/{BETA}", 1),
        ("evidence", "tea-lab", f"content/{LAMP}", folder.line(LAMP, "3")),
        ("term", "moon", f"content/{GLOSSARY}", folder.line(GLOSSARY, "1")),
        ("seed", "S0", SOURCES, 1),
        ("seed_claim", "S0-001", CLAIMS, 1),
    ):
        problem = small.origin(kind, name).problem((), "x", "form")
        assert (problem.path, problem.line) == (path, line)
