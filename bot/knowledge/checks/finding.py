"""Finding: what one rule says about one place in one model, before it has a file and a line."""

from dataclasses import dataclass

from bot.knowledge.problems import Location, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend at `location` inside the checked model."""

    location: Location
    message: str
    severity: Severity = Severity.ERROR
