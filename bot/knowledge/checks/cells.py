"""Stem cells are never one thing: each mention says which of the four kinds it means."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.passages import Role, passages


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find treatments "with stem cells" whose kind is not named."""
    for passage in passages(entry):
        if passage.role is Role.CLAIM:
            continue
        for rule in library.editorial.unnamed_cells:
            if found := rule.compiled.search(passage.text):
                yield Finding(passage.location, f"says {found[0]!r} without the kind; {rule.instead}")
