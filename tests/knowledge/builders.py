"""A small, valid folder of content about two invented treatments, and ways to spoil one thing in it.

Everything in it is plainly fiction. What speaks of no
treatment (wording, editorial, support) is the project's own, so that the rules are the real ones.
"""

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import orjson
import yaml
from pydantic import BaseModel

from bot.knowledge import reader
from bot.knowledge.checks import ENTRY_RULES, LIBRARY_RULES, check_library
from bot.knowledge.library import Library, load
from bot.knowledge.models import Entry
from bot.knowledge.problems import ContentError, Location, Problem, Severity

PROJECT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)

Model = TypeVar("Model", bound=BaseModel)

_ALPHA = """\
id: alpha
title: Moon lamp for sleep
short_name: Moon lamp
cell_kind: no-cells
aliases: [lunar lamp, night lamp]
questions: [Does the lamp from the moon shop help me sleep?]
one_line: A lamp that shines like the moon. It may help people sleep a little. We do not know for how long.
status: {level: in-trials, text: Tested in two small trials}
certainty: {level: low, text: Unsure. The trials were small.}
key_facts:
  - label: Results
    text: About 25 in 100 people slept well.
    measured: {who: people in the lamp trial, over: 3 months}
    evidence: [lamp-trial]
how_it_works:
  - text: The lamp gives a soft light.
    evidence: [lamp-guide]
what_it_is_not:
  - text: It is not a drug.
    evidence: [lamp-guide]
studied_in:
  - text: The trial took adults who slept badly.
    evidence: [lamp-trial]
findings:
  - text: In the lamp trial 12 of 48 people slept well.
    measured: {who: adults who slept badly, over: 3 months}
    evidence: [lamp-trial]
  - text: The lamp may help people wake up less.
    evidence: [lamp-survey]
quality_of_life:
  - text: People in the survey liked the light.
    evidence: [lamp-survey]
  - unknown: We found no study of daily life.
    evidence: [lamp-survey]
risks:
  - harm: Sore eyes
    seriousness: mild
    frequency: {count: 6, per: 100, counted: 3 of 48, who: adults in the lamp trial, over: 3 months}
    text: The sore eyes went away in the trial.
    evidence: [lamp-trial]
  - harm: Burns from the bulb
    seriousness: serious
    frequency: not-measured
    text: The guideline lists burns.
    evidence: [lamp-guide]
unknowns:
  - unknown: We do not know if it works for a year.
    evidence: [lamp-survey]
without_it:
  - unknown: We found no study of people who wait.
other_choices:
  - text: The guideline names a dark room first.
    evidence: [lamp-guide]
access:
  - text: The lamp is sold in shops.
    evidence: [lamp-guide]
questions_to_ask:
  - Would a dark room do as well for me?
  - Who should not use a lamp?
  - How would we see if it helps?
articles:
  - said: The lamp is a cure for bad sleep!
    seeds: [S0-001]
    verdict: wrong
    found: In the trial 36 of 48 people still slept badly.
    measured: {who: adults who slept badly, over: 3 months}
    evidence: [lamp-trial]
see_also: [beta]
review: {written_by: The Oligo testers, checked_on: 2026-11-22, review_due: 2027-11-22, clinical_review: none}
"""

_BETA = """\
id: beta
title: Purple tea
short_name: Purple tea
cell_kind: no-cells
aliases: [violet tea]
one_line: A tea of a purple leaf. We do not know if it does any good.
status: {level: sold-without-evidence, text: Sold in shops}
certainty: {level: very-low, text: We do not know. We found no trial.}
key_facts:
  - label: Main worry
    text: No trial has been done in people.
    evidence: [tea-lab]
how_it_works:
  - text: It is not known what the tea does in the body.
    evidence: [tea-lab]
what_it_is_not:
  - text: It is not a drug.
    evidence: [lamp-guide]
studied_in:
  - text: It was given to mice in the lab.
    evidence: [tea-lab]
findings:
  - text: In mice the tea changed nothing.
    evidence: [tea-lab]
quality_of_life:
  - unknown: We found no study of daily life.
parts_title: Kinds of tea
parts:
  - id: leaf
    title: Leaf tea
    names: [loose tea, tea leaves]
    facts:
      - text: The leaf is the part that was tested.
        evidence: [tea-lab]
    risks:
      - harm: Stained teeth
        seriousness: mild
        frequency: {count: 4, count_to: 5, per: 1000, who: tea drinkers, over: 1 year}
        text: A survey reported 4 to 5 in 1,000 drinkers.
        evidence: [tea-teeth]
risks:
  - harm: Upset stomach
    seriousness: troublesome
    frequency: not-measured
    text: A survey reported upset stomachs.
    evidence: [tea-teeth]
unknowns:
  - unknown: We do not know if the tea is safe.
without_it:
  - text: People in the survey who drank water slept as well.
    evidence: [tea-teeth]
other_choices:
  - text: The guideline names a dark room first.
    evidence: [lamp-guide]
access:
  - text: The tea is sold in shops.
    evidence: [tea-teeth]
questions_to_ask:
  - What is in the tea?
  - Could it clash with my drugs?
  - What else could I try?
review: {written_by: The Oligo testers, checked_on: 2026-11-22, review_due: 2027-11-22, clinical_review: none}
"""


def _record(name: str, level: str, design: str, statement: str, number: int) -> dict[str, Any]:
    return {
        "id": name,
        "statement": statement,
        "population": "adults in an invented town",
        "design": design,
        "strength": {"level": level, "reason": "invented for a test"},
        "year": 2020,
        "source": {
            "title": "An invented study",
            "publisher": "Invented Press",
            "url": f"https://doi.org/10.0000/{number}",
        },
        "caveat": "Nothing of this is real.",
    }


_EVIDENCE = [
    _record("lamp-trial", "moderate", "RCT", "In a 3-month trial 12 of 48 slept well and 3 of 48 had sore eyes.", 1),
    _record("lamp-guide", "high", "guideline", "A soft lamp is no drug and may burn; a dark room comes first.", 2),
    _record("lamp-survey", "low", "cohort", "People with the lamp said that they woke up less.", 3),
    _record("tea-lab", "very-low", "preclinical", "Mice that drank the tea did not change.", 4),
    _record("tea-teeth", "low", "cohort", "In 1 year 4 to 5 of 1,000 drinkers had stained teeth.", 5),
]

_GLOSSARY = [
    {"term": "Lamp", "aliases": ["light"], "meaning": "A thing that gives light.", "see_also": ["Moon"]},
    {"term": "Moon", "meaning": "A round thing in the sky at night."},
]

_SOURCES = [
    {
        "id": "S0",
        "file": "invented.txt",
        "sha256": "0" * 64,
        "title": "An invented article",
        "publisher": "nobody",
        "kind": "essay",
        "conflict_of_interest": "None, it was never written.",
        "jama_benchmarks_met": {"authorship": False, "attribution": False, "disclosure": False, "currency": True},
        "discern_total": 20,
        "defects": ["It is not real."],
    }
]

_CLAIMS = [
    {
        "id": "S0-001",
        "seed": "S0",
        "line": 1,
        "says": "A lamp ends bad sleep.",
        "verdict": "unsupported",
        "reason": "No study says so.",
        "answered_by": "alpha",
    }
]


@dataclass(frozen=True)
class Folder:
    """A folder with `content/` and `seeds/`. Files are named from `content/`, or from `seeds/` by that first word.

    Each `with_…` changes the file on disk and returns the folder, so that a test reads as one sentence.
    """

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    def path(self, file: str) -> Path:
        return self.root / file if file.startswith("seeds/") else self.content / file

    def data(self, file: str) -> Any:
        return _parsed(self.path(file).read_text(encoding="utf-8"))

    def with_data(self, file: str, data: Any) -> "Folder":
        text = yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
        return self.with_file(file, text)

    def with_file(self, file: str, content: str | bytes) -> "Folder":
        self.path(file).parent.mkdir(parents=True, exist_ok=True)
        self.path(file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def with_change(self, file: str, key_path: str, value: Any) -> "Folder":
        """Set what stands at `key_path` ("findings.0.text"); an index one past the end appends."""
        data = self.data(file)
        inner, last = _walk_to(data, key_path)
        if isinstance(inner, list) and last == len(inner):
            inner.append(value)
        else:
            inner[last] = value
        return self.with_data(file, data)

    def without(self, file: str, key_path: str) -> "Folder":
        data = self.data(file)
        inner, last = _walk_to(data, key_path)
        del inner[last]
        return self.with_data(file, data)

    def with_text(self, file: str, old: str, new: str) -> "Folder":
        """Replace text that stands exactly once in a file, leaving all its lines as they are."""
        text = self.path(file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        return self.with_file(file, text.replace(old, new))

    def without_file(self, file: str) -> "Folder":
        self.path(file).unlink()
        return self

    def line(self, file: str, key_path: str) -> int:
        """Return the line where `key_path` stands."""
        document = reader.read(self.path(file), file)
        return document.lines[steps(key_path)]

    def load(self) -> Library:
        return load(self.content, self.seeds)

    def load_problems(self) -> list[Problem]:
        """Return what `load` complains of; empty when it does not."""
        try:
            self.load()
        except ContentError as error:
            return list(error.problems)
        return []


def small_folder(root: Path) -> Folder:
    """Write the small folder below `root`."""
    folder = Folder(root)
    folder.with_file("therapies/alpha.yaml", _ALPHA).with_file("therapies/beta.yaml", _BETA)
    folder.with_data("evidence/lamp.yaml", _EVIDENCE).with_data("glossary.yaml", _GLOSSARY)
    folder.with_data("seeds/sources.yaml", _SOURCES).with_data("seeds/claims.yaml", _CLAIMS)
    folder.with_file("seeds/fingerprints.txt", "000000000000\n")
    for file in (PROJECT / "content").glob("*.yaml"):
        if file.name != "glossary.yaml":
            shutil.copyfile(file, folder.content / file.name)
    return folder


def copy_of_the_real_content(root: Path) -> Folder:
    """Copy the project's own content and seeds below `root`."""
    for name in ("content", "seeds"):
        shutil.copytree(PROJECT / name, root / name)
    return Folder(root)


def check(folder: Folder, today: date = TODAY) -> list[Problem]:
    """Return all that the command line would say about the folder."""
    try:
        library = folder.load()
    except ContentError as error:
        return list(error.problems)
    return check_library(library, today)


def by_rule(problems: list[Problem], rule: str) -> list[Problem]:
    return [problem for problem in problems if problem.rule == rule]


def errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def said(rule: str, entry: Entry, library: Library, today: date = TODAY) -> list[str]:
    """Return what one rule says of one entry, each with its place: "findings.0.text: writes '5%'; …"."""
    found = ENTRY_RULES[rule](entry, library, today)
    return [f"{'.'.join(map(str, finding.location))}: {finding.message}" for finding in found]


def said_of_all(rule: str, library: Library, today: date = TODAY) -> list[str]:
    """Return what one rule says of the whole library, each with its model: "evidence lamp-trial: …"."""
    found = LIBRARY_RULES[rule](library, today)
    return [f"{kind} {name}: {finding.message}" for kind, name, finding in found]


def with_record(library: Library, name: str, key_path: str, value: Any) -> Library:
    """Return the library with one thing in one evidence record replaced."""
    record = changed(library.evidence[name], key_path, value)
    return replace(library, evidence={**library.evidence, name: record})


def steps(key_path: str) -> Location:
    """Return "findings.0.text" as ("findings", 0, "text")."""
    return tuple(int(step) if step.isdigit() else step for step in key_path.split(".") if step)


def changed(model: Model, key_path: str, value: Any) -> Model:
    """Return a copy of an entry, a record or a term with one thing in it replaced, validated as the reader does."""
    data = reader.dump(model)
    inner, last = _walk_to(data, key_path)
    inner[last] = value
    return type(model).model_validate_json(orjson.dumps(data))


def _walk_to(data: Any, key_path: str) -> tuple[Any, Any]:
    *way, last = steps(key_path)
    for step in way:
        data = data[step]
    return data, last


def _parsed(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Write every value out: content knows no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
