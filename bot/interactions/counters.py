"""Counters: what happened, in numbers only. Health and metrics read them."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counters:
    """Totals since the start of the process."""

    answered: int = 0
    failures: int = 0
    expired: int = 0
    already_answered: int = 0
    unlogged: int = 0
    under_way: int = 0
