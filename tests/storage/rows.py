"""Rows that carry a number, to be found again in the file, and the ways of looking."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.storage.query_log import Command, Outcome, QueryLog, QueryRow

NOW = datetime(2026, 3, 4, 15, 37, 12, 345678, tzinfo=UTC)


def numbered(number: int) -> QueryRow:
    return QueryRow.at(NOW, command=Command.ASK, outcome=Outcome.ANSWER, terms=(f"n{number}",))


def stored_numbers(file: Path) -> list[int]:
    """The numbers of the rows another process would find in the file, in the order they were written."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT terms FROM query_log ORDER BY id").fetchall()
    return [int(terms.removeprefix("n")) for (terms,) in rows]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the write lock, as another process would."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


async def timed_record(log: QueryLog, number: int) -> tuple[bool, float]:
    """The answer, and the seconds it took."""
    started = asyncio.get_running_loop().time()
    kept = await log.record(numbered(number))
    return kept, asyncio.get_running_loop().time() - started


async def until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for may happen in another process
            await asyncio.sleep(0.01)
