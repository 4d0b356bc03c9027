"""Never a dose, a diagnosis, a prognosis for one person, an order to start or stop: the clinician advises."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.passages import Role, passages


def check(entry: Entry, library: Library, _today: date) -> Iterator[Finding]:
    """Find sentences that tell a person what to do about treatment, or shout."""
    for passage in passages(entry):
        if passage.role is Role.CLAIM:
            continue
        for rule in library.editorial.advice:
            if found := rule.compiled.search(passage.text):
                yield Finding(passage.location, f"says {found[0]!r}; {rule.instead}")
