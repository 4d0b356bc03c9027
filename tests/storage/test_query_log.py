import asyncio
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event, select

from bot.storage.appender import MOST_ROWS
from bot.storage.database import Database
from bot.storage.query_log import Command, MatchBand, Outcome, QueryLog, QueryRow
from bot.storage.tables import query_log
from bot.storage.values import GuildId
from tests.storage.rows import NOW, numbered, stored_numbers

ROOT = Path(__file__).parents[2]


async def test_a_recorded_row_comes_back_as_it_went_in(database: Database, log: QueryLog) -> None:
    row = QueryRow.at(
        NOW,
        command=Command.CLINIC_CHECK,
        outcome=Outcome.SUGGESTIONS,
        guild=GuildId(2**62),
        entry="ahsct",
        revision="0123456789ab",
        terms=("hsct", "mexico"),
        match_band=MatchBand.CLOSE,
        latency_ms=17,
        locale="es-419",
    )
    assert await log.record(row)
    async with database.reading() as connection:
        stored = (await connection.execute(select(query_log))).one()._asdict()
    assert stored == {
        "id": 1,
        "hour": row.hour,
        "guild_id": 2**62,
        "command": "clinic-check",
        "entry_id": "ahsct",
        "revision": "0123456789ab",
        "outcome": "suggestions",
        "terms": "hsct mexico",
        "match_band": "close",
        "latency_ms": 17,
        "locale": "es-419",
    }


async def test_an_acknowledged_row_is_already_visible_to_another_connection(file: Path, log: QueryLog) -> None:
    for number in range(20):
        assert await log.record(numbered(number))
        assert stored_numbers(file)[-1] == number
    assert (log.written, log.late, log.lost, log.pending, log.healthy) == (20, 0, 0, 0, True)


async def test_many_concurrent_records_share_a_few_transactions(
    file: Path, log: QueryLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.query_log.PATIENCE_SECONDS", 5)
    driver = log._appender._driver
    statements: list[str] = []
    await driver.set_trace_callback(statements.append)
    answers = await asyncio.gather(*(log.record(numbered(number)) for number in range(1200)))
    await driver.set_trace_callback(None)
    assert all(answers)
    assert stored_numbers(file) == list(range(1200))
    # In autocommit every statement is a transaction, so counting inserts counts commits.
    assert driver.isolation_level is None
    assert not driver.in_transaction
    assert sum(statement.startswith("INSERT") for statement in statements) <= 1200 // MOST_ROWS + 2
    assert not any(statement.startswith("BEGIN") for statement in statements)


async def test_on_another_database_concurrent_records_share_a_few_commits_too(
    file: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.query_log.PATIENCE_SECONDS", 5)
    commits: list[object] = []
    log = QueryLog(database)
    log._appender._direct = False  # PostgreSQL's way
    await log.start()
    event.listen(database.engine.sync_engine, "commit", commits.append)
    answers = await asyncio.gather(*(log.record(numbered(number)) for number in range(1200)))
    await log.close()
    assert all(answers)
    assert stored_numbers(file) == list(range(1200))
    assert 1 <= len(commits) <= 1200 // MOST_ROWS + 2


def test_no_acknowledged_row_is_lost_when_the_process_is_killed(file: Path) -> None:
    acknowledged: list[int] = []
    for first in range(0, 4_000_000, 1_000_000):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.storage.recording_process", f"sqlite+aiosqlite:///{file}", str(first)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(random.randint(1, 400))]
            process.kill()
            lines += process.stdout.readlines()
        assert process.returncode == -signal.SIGKILL
        acknowledged += [int(line) for line in lines if line.endswith(b"\n")]
    stored = stored_numbers(file)
    assert len(acknowledged) >= 4
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored))


async def test_an_idle_writer_sleeps_on_an_event_and_sets_no_timer(log: QueryLog) -> None:
    assert await log.record(numbered(1))
    await asyncio.sleep(0.01)
    timers = [timer for timer in asyncio.get_running_loop()._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
    assert timers == []
    assert log._wake._waiters
    assert not log._wake.is_set()


async def test_a_cancelled_caller_neither_stops_the_writer_nor_loses_the_row(file: Path, log: QueryLog) -> None:
    caller = asyncio.create_task(log.record(numbered(1)))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert await log.record(numbered(2))
    assert stored_numbers(file) == [1, 2]
    assert (log.written, log.late) == (2, 1)


async def test_a_blocked_event_loop_is_not_taken_for_a_sick_database(log: QueryLog) -> None:
    for number in range(5):
        record = asyncio.create_task(log.record(numbered(number)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        time.sleep(0.1)  # noqa: ASYNC251 - somebody else's sin
        assert await record


async def test_closing_writes_what_waits(file: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.query_log.PATIENCE_SECONDS", 5)
    log = QueryLog(database)
    await log.start()
    records = [asyncio.create_task(log.record(numbered(number))) for number in range(700)]
    await asyncio.sleep(0)
    await log.close()
    assert all(await asyncio.gather(*records))
    assert stored_numbers(file) == list(range(700))
    assert (log.pending, log.lost) == (0, 0)


async def test_a_closed_log_takes_nothing_and_says_so(log: QueryLog) -> None:
    await log.close()
    assert await log.record(numbered(1)) is False
    assert log.lost == 1
    await log.close()


async def test_starting_twice_starts_one_writer(log: QueryLog) -> None:
    writer = log._writer
    await log.start()
    assert log._writer is writer
