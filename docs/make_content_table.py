"""Write `content-table.md`: what each entry rests on and how it reads. Run: python -m docs.make_content_table."""

import statistics
from collections import Counter
from pathlib import Path

from bot.knowledge.checks.reading import measure_entry
from bot.knowledge.library import Library, load
from bot.knowledge.models import Entry, Level
from bot.knowledge.passages import passages

ROOT = Path(__file__).parents[1]
TARGET = Path(__file__).with_name("content-table.md")

HEAD = """# What the content rests on, and how it reads

Made by `python -m docs.make_content_table`; a test holds it against the content. *Statements* are sentences that must
cite (facts, harms, findings). *Strength* counts the records an entry cites: high / moderate / low / very low.
*Grade* is Flesch-Kincaid with the names of `content/editorial.yaml` eased, then raw.
"""


def table(library: Library) -> str:
    """Return the whole page."""
    rows = [_row(entry, library) for entry in library.entries.values()]
    grades = [measure_entry(entry, library) for entry in library.entries.values()]
    eased, raw = [one.grade for one in grades], [one.raw_grade for one in grades]
    summary = (
        f"{len(rows)} entries, {len(library.evidence)} records. Grade: median {statistics.median(eased):.1f} "
        f"(raw {statistics.median(raw):.1f}), hardest {max(eased):.1f} (raw {max(raw):.1f}). "
        f"Words a sentence: median {statistics.median(one.words_per_sentence for one in grades):.1f}."
    )
    head = "| entry | kind | statements | records | strength | words | grade |\n|---|---|---|---|---|---|---|"
    return f"{HEAD}\n{summary}\n\n{head}\n" + "\n".join(rows) + "\n"


def _row(entry: Entry, library: Library) -> str:
    cited = entry.cited()
    levels = Counter(library.evidence[record].strength.level for record in cited)
    strength = " / ".join(str(levels[level]) for level in Level)
    statements = sum(passage.must_cite for passage in passages(entry))
    reading = measure_entry(entry, library)
    kind = type(entry).__name__.lower()
    grade = f"{reading.grade:.1f} ({reading.raw_grade:.1f})"
    return f"| `{entry.id}` | {kind} | {statements} | {len(cited)} | {strength} | {reading.words} | {grade} |"


if __name__ == "__main__":
    TARGET.write_text(table(load(ROOT / "content", ROOT / "seeds")), encoding="utf-8")
