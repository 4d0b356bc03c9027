"""Faults that only the editorial rules find; see `faults`. They rest on records and a seed planted with them."""

from datetime import timedelta
from typing import Any

from bot.knowledge.checks.copying import fingerprints
from tests.knowledge.builders import TODAY, Folder
from tests.knowledge.checks.faults import Fault, therapy

INVENTED_SEED = "seven purple otters polished every brass doorknob twice"
HARD = "Immunological considerations necessitate individualised multidisciplinary evaluation regarding eligibility."
HARDER = "Immunological multidisciplinary considerations necessitate individualised immunosuppressive eligibility."
RUN_ON = "it is so and it is not " * 29 + "so."
PLACES = [
    *("how_it_works.0.text", "what_it_is_not.0.text", "studied_in.0.text", "other_choices.0.text", "access.0.text"),
    *("risks.0.text", "unknowns.0.unknown", "certainty.text", "key_facts.0.text"),
]
LEVELS = ["high", "moderate", "low", "very-low"]

Row = tuple[str, str, Any, str]


def statement(text: str, level: str = "high", who: str = "") -> dict[str, Any]:
    """Return a statement that cites one planted record."""
    measured = {"measured": {"who": who, "over": "a while"}} if who else {}
    return {"text": text, "evidence": [f"planted-{level}"], **measured}


def day(days: int) -> str:
    """Return the date that lies so many days after today."""
    return str(TODAY + timedelta(days=days))


def of(rule: str, file: str, *rows: Row) -> list[Fault]:
    """Return a fault for each row: its sentence, its place, what is planted there, and what must be said."""
    return [Fault(sentence, file, key_path, value, rule, says) for sentence, key_path, value, says in rows]


EDITORIAL = [
    *of(
        "citations",
        therapy("hsct"),
        ("a statement without a record", "how_it_works.0.evidence", [], "cites no evidence record"),
        ("a record cited twice", "how_it_works.1.evidence", ["planted-high"] * 2, "cites one record twice"),
    ),
    *of(
        "numbers",
        therapy("hsct"),
        ("a percentage", "findings.0", statement("It was 30% of people."), "writes '0%'"),
        ("per cent in words", "findings.1", statement("It was 3 per cent."), "writes '3 per cent'"),
        ("a share without group and time", "findings.2", statement("It was 4 of 363."), "'4 of 363' without measured"),
        ("one in a few", "findings.3", statement("It was 1 in 5.", who="people with MS"), "writes '1 in 5'"),
        ("a share in the one line", "one_line", "It helped 7 in 10 people.", "'7 in 10' where no group"),
    ),
    *of(
        "figures",
        therapy("msc"),
        ("a number that no record holds", "studied_in.0", statement("It took 91827 people."), "91827 is in no record"),
        (
            "a wrong number in a group",
            "findings.0",
            statement("It was so.", who="91828 people"),
            "91828 is in no record",
        ),
    ),
    *of(
        "figures",
        therapy("hsct"),
        ("a changed count in a risk", "risks.0.frequency.count", 777, "777 per 1000 is in no cited record"),
    ),
    *of(
        "verbs",
        therapy("nsc"),
        (
            "does, on moderate evidence",
            "findings.0",
            statement("It prevents relapses.", "moderate"),
            "'prevents' on mod",
        ),
        ("probably, on low evidence", "access.0", statement("It probably repairs myelin.", "low"), "'repairs' on low"),
        (
            "may, on very low evidence",
            "how_it_works.0",
            statement("It may help.", "very-low"),
            "says 'help' on very-low",
        ),
    ),
    *of(
        "hype",
        therapy("esc"),
        ("a cure outside a claim", "findings.0.text", "It cures MS.", "say that it is not a cure"),
        ("a cure denied too late", "how_it_works.0.text", "It cures MS. That is not all.", "say that it is not a cure"),
        ("a reversal outside a claim", "access.0.text", "It reverses MS.", "say what was measured"),
    ),
    *of(
        "hype",
        therapy("combination-therapy"),
        ("hype: a breakthrough", "how_it_works.0.text", "It is a breakthrough.", "says 'breakthrough'"),
        ("hype: praise", "what_it_is_not.0.text", "An amazing result.", "says 'amazing'"),
        ("hype: hope", "studied_in.0.text", "It gives hope.", "says 'gives hope'"),
        ("hype: people who suffer", "findings.0.text", "MS sufferers took it.", "says 'sufferers'"),
        ("hype: a battle", "access.0.text", "It is battling MS.", "says 'battling MS'"),
        ("hype: promise", "other_choices.0.text", "It looks promising.", "says 'promising'"),
        ("hype: hurry", "unknowns.0.unknown", "Act now.", "says 'Act now'"),
        ("hype: a risk played down", "risks.0.text", "It is risk-free.", "says 'risk-free'"),
        ("hype: nameless experts", "questions_to_ask.0", "Experts agree on it.", "says 'Experts agree'"),
        ("hype: hope in the passive", "certainty.text", "It is hoped that it works.", "says 'It is hoped that'"),
        ("hype: in the group of a number", "risks.0.harm", "A miracle", "says 'mirac'"),
    ),
    *of("hype", "evidence/vision.yaml", ("hype in a record", "0.statement", "A new miracle.", "says 'mirac'")),
    *of("hype", "glossary.yaml", ("hype in the glossary", "12.meaning", "A game-changer.", "says 'game-chang")),
    *of(
        "cells",
        therapy("esc"),
        (
            "stem cell therapy",
            "unknowns.0.unknown",
            "Is stem cell therapy any good?",
            "says 'stem cell therap' without",
        ),
        (
            "people after stem cell treatment",
            "other_choices.0",
            statement("It was so.", who="people after stem cell treatment"),
            "says 'stem cell treatment' without the kind",
        ),
    ),
    *of(
        "advice",
        therapy("dmt"),
        ("you should", "access.0.text", "You should take it.", "says 'You should'"),
        ("an exclamation mark", "unknowns.0.unknown", "Nobody knows!", "says '!'"),
        ("a dose", "how_it_works.0.text", "It is 240 mg a day.", "says '240 mg'"),
        ("an order to stop", "questions_to_ask.0", "Stop taking it.", "says 'Stop taking'"),
        ("a promise to one person", "what_it_is_not.0.text", "You will recover.", "says 'You will recover'"),
    ),
    Fault(
        *("a reading grade over 8", therapy("car-t"), "findings.0.text", f"{HARDER} {HARDER}"),
        *("reading", "makes an entry of grade"),
        also=dict.fromkeys(PLACES, f"{HARD} {HARD} {HARD} {HARD}"),
    ),
    Fault(
        *("sentences without an end", therapy("ipsc"), "one_line", RUN_ON, "reading", "words a sentence; cut the long"),
        also=dict.fromkeys([*PLACES, "findings.0.text", "findings.1.text"], RUN_ON),
    ),
    *of(
        "first-screen",
        therapy("btk-inhibitors"),
        ("a first screen that is too long", "one_line", "It is so. " * 45, "makes a first screen of"),
    ),
    Fault(
        *("a review date that has passed", therapy("lifestyle"), "review.review_due", day(-1)),
        *("dates", "check the entry again and set a new date"),
        also={"review.checked_on": day(-400)},
    ),
    Fault(
        *("a review due within a month", therapy("rehabilitation"), "review.review_due", day(29)),
        *("dates", "plan the review"),
        also={"review.checked_on": day(-300)},
    ),
    Fault(
        *("a check dated next month", therapy("relapse-treatment"), "review.checked_on", day(30)),
        *("dates", "is in the future"),
        also={"review.review_due": day(400)},
    ),
    *of(
        "copying",
        therapy("remyelination"),
        ("eight words of a seed in a fact", "access.0.text", f"{INVENTED_SEED}.", "copies 'seven purple otters"),
        ("eight words of a seed in a member's question", "questions.0", INVENTED_SEED.upper(), "copies 'seven purple"),
        ("eight words of a seed in a claim told", "articles.0.said", INVENTED_SEED, "copies 'seven purple otters"),
    ),
    *of("copying", "seeds/claims.yaml", ("eight words of a seed in the ledger", "9.says", INVENTED_SEED, "copies 'se")),
    *of(
        "copying", "glossary.yaml", ("eight words of a seed in the glossary", "9.meaning", INVENTED_SEED, "copies 'se")
    ),
    *of(
        "copying", "evidence/pain.yaml", ("eight words of a seed in a record", "0.caveat", INVENTED_SEED, "copies 'se")
    ),
    *of(
        "links",
        "evidence/hsct.yaml",
        ("a link off the allow-list", "0.source.url", "https://cells-for-sale.example/ms", "cells-for-sale.example is"),
    ),
    *of(
        "sources",
        "evidence/planted.yaml",
        ("a record that nobody cites", "4.caveat", "Nobody cites this one.", "is cited by no entry"),
    ),
    *of(
        "answered",
        "seeds/claims.yaml",
        (
            "a row of the ledger that nobody answers",
            "20.answered_by",
            "moon-dust",
            "moon-dust is not written yet; 1 row",
        ),
    ),
    *of(
        "helplines",
        "support.yaml",
        ("a helpline checked long ago", "lines.0.checked_on", day(-181), "look at its own page again"),
    ),
]
"""Faults of what is said: the library is built, and a rule refuses it or warns of it."""


def prepare(folder: Folder) -> None:
    """Add what the faults rest on: a record of each level, one that nobody cites, and the invented seed."""
    record = folder.data("evidence/pain.yaml")[0]
    for text in ("statement", "population", "caveat"):
        record[text] = "Planted."
    records = [
        record | {"id": f"planted-{level}", "strength": {"level": level, "reason": "planted"}} for level in LEVELS
    ]
    folder.with_data("evidence/planted.yaml", [*records, record | {"id": "planted-unused"}])
    made = [fingerprint for _run, fingerprint in fingerprints(INVENTED_SEED)]
    known = folder.path("seeds/fingerprints.txt").read_text(encoding="ascii").split()
    folder.with_file("seeds/fingerprints.txt", "\n".join([*known, *made]) + "\n")
