"""What can be wrong with content, and where: the one shape that the reader, the checks and the command line share."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Location = tuple[str | int, ...]
"""A way into a document: keys and indices, as pydantic writes them."""


class Severity(StrEnum):
    """An error refuses the content; a warning is said and passes."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend, at a line of a file."""

    path: str
    line: int
    message: str
    rule: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return `path:line: message`, the form editors make clickable."""
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.path}:{self.line}: {mark}{self.message}"


class ContentError(Exception):
    """The content cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
