"""Faults of form and of reference to plant in a copy of the content that ships: each is one change, and what must be
said of it. They stand in different statements, so that many can be planted in one copy and read one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge import reader
from bot.knowledge.problems import Problem
from tests.knowledge.builders import Folder, steps


@dataclass(frozen=True)
class Fault:
    """What is planted, and what must be found: a message with `says` in it, under `rule`, in that file, in that place.

    `also` are further changes that the fault needs. A `snippet` is added at the end of the file as it stands.
    """

    sentence: str
    file: str
    key_path: str
    value: Any = None
    rule: str = "form"
    says: str = ""
    also: Mapping[str, Any] = field(default_factory=dict)
    missing: bool = False
    snippet: str = ""

    def plant(self, folder: Folder) -> None:
        if self.snippet:
            text = folder.path(self.file).read_text(encoding="utf-8")
            folder.with_file(self.file, f"{text.rstrip()}\n{self.snippet}\n")
        elif self.missing:
            folder.without(self.file, self.key_path)
        else:
            folder.with_change(self.file, self.key_path, self.value)
        for key_path, value in self.also.items():
            folder.with_change(self.file, key_path, value)

    def lines(self, folder: Folder) -> range:
        """Return the lines of the statement that was changed."""
        if self.snippet:
            last = len(folder.path(self.file).read_text(encoding="utf-8").splitlines())
            return range(last, last + 1)
        document = reader.read(folder.path(self.file), self.file)
        place = steps(self.key_path)
        whole = isinstance(self.value, dict) or isinstance(place[-1], int) or len(place) == 1
        statement = place if whole and not self.missing else place[:-1]
        inside = [line for at, line in document.lines.items() if at[: len(statement)] == statement]
        first = document.lines[statement]
        return range(first, first + 1) if self.missing else range(first, max(inside) + 1)

    def is_meant_by(self, problem: Problem) -> bool:
        path = self.file if self.file.startswith("seeds/") else f"content/{self.file}"
        return problem.path == path and problem.rule == self.rule and self.says in problem.message


def therapy(name: str) -> str:
    return f"therapies/{name}.yaml"


FORM = [
    Fault("a key nobody knows", therapy("hsct"), "colour", "red", says="colour is not a key Oligo knows; remove it"),
    Fault(
        "a key nobody knows, in a statement",
        therapy("msc"),
        "findings.0.number",
        4,
        says="findings.0.number is not a key",
    ),
    Fault("no risks", therapy("nsc"), "risks", missing=True, says="risks is missing; add it"),
    Fault("no risk in the list", therapy("esc"), "risks", [], says="risks needs at least 1 item(s)"),
    Fault("no unknowns", therapy("ipsc"), "unknowns", missing=True, says="unknowns is missing; add it"),
    Fault(
        "only two questions to ask", therapy("dmt"), "questions_to_ask", ["Why?", "When?"], says="at least 3 item(s)"
    ),
    Fault("five key facts", therapy("car-t"), "key_facts", [{"label": "x", "text": "y"}] * 5, says="at most 4 item(s)"),
    Fault(
        "parts without the words on their button",
        therapy("lifestyle"),
        "parts",
        [{"id": "x", "title": "X", "names": ["xx"], "facts": [{"text": "x"}]}],
        says="parts need a parts_title",
        also={"parts_title": None},
    ),
    Fault(
        "a text too long for a card",
        therapy("remyelination"),
        "one_line",
        "word " * 150,
        says="write 700 characters or",
    ),
    Fault("a link in a text", therapy("rehabilitation"), "one_line", "See https://x.org.", says="holds 'https://'"),
    Fault("a status nobody knows", therapy("relapse-treatment"), "status.level", "proven", says="must be one of"),
    Fault("a date that is none", therapy("btk-inhibitors"), "review.review_due", "soon", says="must be a date like"),
    Fault(
        "a harm that cites nothing", therapy("symptom-management"), "risks.0.evidence", [], says="at least 1 item(s)"
    ),
    Fault("a key written twice", therapy("combination-therapy"), "", says="title stands twice", snippet="title: Again"),
    Fault("an alias of YAML", "evidence/esc.yaml", "", says="uses a YAML alias", snippet="- [&x a, *x]"),
    Fault("a tag of YAML", "evidence/ipsc.yaml", "", says="uses a YAML tag", snippet="- !!python/name:os.system ''"),
    Fault("a colon too many", "evidence/work.yaml", "", says="mapping values are not allowed", snippet="- a: b: c"),
    Fault("a year that is none", "evidence/hsct.yaml", "0.year", 20200, says="year must be 2100 or less"),
    Fault("a grade of evidence nobody knows", "evidence/msc.yaml", "0.strength.level", "sure", says="must be one of"),
    Fault("a term without a meaning", "glossary.yaml", "3.meaning", "", says="meaning is empty; write a sentence"),
    Fault(
        "a sentence of Oligo's own that is gone", "wording.yaml", "disclaimers.card", missing=True, says="is missing"
    ),
    Fault("a pattern that does not compile", "editorial.yaml", "hype.0.pattern", "(", says="is no regular expression"),
    Fault("a verdict nobody knows", "seeds/claims.yaml", "5.verdict", "dubious", says="must be 'supported',"),
]
"""Faults of form: the library is not built."""

REFERENCES = [
    Fault(
        "a record that does not exist",
        therapy("hsct"),
        "findings.0.evidence.0",
        "hsct-xx",
        rule="references",
        says="hsct-xx is no evid",
    ),
    Fault(
        "a seed as evidence",
        therapy("msc"),
        "findings.0.evidence.0",
        "s1-008",
        rule="references",
        says="s1-008 is no evidence record",
    ),
    Fault(
        "a row of the ledger that does not exist",
        therapy("esc"),
        "articles.0.seeds.0",
        "S9-999",
        rule="references",
        says="is no row of",
    ),
    Fault(
        "see also an entry nobody plans",
        therapy("nsc"),
        "see_also.0",
        "moon-dust",
        rule="references",
        says="moon-dust is no entry",
    ),
    Fault(
        "an alias of another entry", therapy("ipsc"), "aliases.0", "Ahsct", rule="references", says="already leads to"
    ),
    Fault(
        "an alias of another entry in other letters",
        therapy("remyelination"),
        "aliases.0",
        "\uff28S\u0421\u0422",
        rule="references",
        says="already leads to hsct",
    ),
    Fault("an id that is not the file's name", therapy("car-t"), "id", "cart", rule="form", says="write id: car-t"),
    Fault(
        "a record written twice",
        "evidence/msc.yaml",
        "1.id",
        "hsct-steps",
        rule="references",
        says="hsct-steps already stands in",
    ),
    Fault(
        "a term's name given to another term",
        "glossary.yaml",
        "2.aliases",
        ["9HPT"],
        rule="references",
        says="already leads to",
    ),
    Fault(
        "a row of a seed that does not exist",
        "seeds/claims.yaml",
        "7.seed",
        "S9",
        rule="references",
        says="S9 is no seed",
    ),
]
"""Faults between files: each file is right by itself."""
