"""The query log beside a database that is locked, full, gone or slow."""

import asyncio
import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.query_log import QueryLog
from tests.storage.rows import locked, numbered, stored_numbers, timed_record, until

ROOT = Path(__file__).parents[2]
AT_ONCE = 0.03  # the breaker is open and nobody waits
IN_TIME = 0.1  # what the log promises; it aims at 60 ms, and the rest is for a busy machine


async def test_a_locked_database_delays_nobody_and_the_rows_appear_by_themselves(file: Path, log: QueryLog) -> None:
    with locked(file):
        together = await asyncio.gather(*(timed_record(log, number) for number in range(20)))
        later = [await timed_record(log, number) for number in range(20, 40)]
        await asyncio.sleep(0.3)  # some retries fail
        later += [await timed_record(log, number) for number in range(40, 50)]
        assert not any(kept for kept, _seconds in together + later)
        assert max(seconds for _kept, seconds in together) < IN_TIME
        assert max(seconds for _kept, seconds in later) < AT_ONCE
        assert (log.written, log.pending, log.healthy) == (0, 50, False)
    await until(lambda: log.pending == 0)
    assert stored_numbers(file) == list(range(50))
    assert (log.written, log.late, log.lost, log.healthy) == (50, 50, 0, True)
    assert await log.record(numbered(50))


async def test_a_driver_that_does_not_come_back_delays_nobody(file: Path, log: QueryLog) -> None:
    await log._appender._driver.execute_fetchall("PRAGMA busy_timeout = 60000")
    with locked(file):
        first = await asyncio.gather(*(timed_record(log, number) for number in range(5)))
        later = await timed_record(log, 5)
        assert not any(kept for kept, _seconds in [*first, later])
        assert max(seconds for _kept, seconds in first) < IN_TIME
        assert later[1] < AT_ONCE
        assert not log.healthy
    await until(lambda: log.pending == 0)
    assert stored_numbers(file) == list(range(6))
    assert log.healthy


async def test_retries_grow_rarer_and_stay_within_a_few_seconds(log: QueryLog, monkeypatch: pytest.MonkeyPatch) -> None:
    delays: list[float] = []

    async def pause(seconds: float) -> None:
        delays.append(seconds)
        await asyncio.sleep(0)

    async def refuse(_rows: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(log, "_pause", pause)
    with monkeypatch.context() as broken:
        broken.setattr(log._appender, "append", refuse)
        assert not await log.record(numbered(1))
        await until(lambda: len(delays) >= 9)
    assert delays[0] == 0.05
    assert all(later == min(2 * earlier, 2.0) for earlier, later in pairwise(delays))
    await until(lambda: log.healthy)


async def test_a_full_disk_fails_no_caller_and_the_rows_appear_when_there_is_space(file: Path) -> None:
    process = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-W", "error", "-m", "tests.storage.full_disk_process", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    seen = json.loads(process.stdout)
    assert seen.pop("slowest while full") < IN_TIME
    assert seen == {
        "kept before": [True] * 5,
        "kept while full": [False] * 45,
        "pending while full": 45,
        "healthy while full": False,
        "writable while full": False,
        "vote while full": False,
        "kept after": True,
        "late": 45,
        "lost": 0,
        "healthy after": True,
        "writable after": True,
    }
    assert stored_numbers(file) == list(range(51))


async def test_a_deleted_database_is_made_anew_with_the_row_that_found_out(file: Path, log: QueryLog) -> None:
    assert await log.record(numbered(1))
    shutil.rmtree(file.parent)
    kept, seconds = await timed_record(log, 2)
    assert not kept
    assert seconds < IN_TIME
    await until(lambda: log.pending == 0)
    assert await log.record(numbered(3))
    assert stored_numbers(file) == [2, 3]


async def test_a_replaced_database_is_followed(file: Path, log: QueryLog, tmp_path: Path) -> None:
    assert await log.record(numbered(1))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(tmp_path / "backup.db")) as backup:
        source.backup(backup)
    assert await log.record(numbered(2))
    for extra in file.parent.glob("*-*"):
        extra.unlink()
    (tmp_path / "backup.db").replace(file)
    assert not await log.record(numbered(3))
    await until(lambda: log.pending == 0)
    assert await log.record(numbered(4))
    assert stored_numbers(file) == [1, 3, 4]


async def test_the_log_notices_a_deletion_that_another_room_has_mended(
    file: Path, database: Database, log: QueryLog
) -> None:
    shutil.rmtree(file.parent)
    assert await database.is_writable(5)
    await log.record(numbered(1))
    await until(lambda: log.pending == 0)
    assert stored_numbers(file) == [1]


async def test_a_log_started_without_its_directory_begins_to_write_once_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the way")
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'oligo.db'}")
    log = QueryLog(database)
    await log.start()
    assert not log.healthy
    kept, seconds = await timed_record(log, 1)
    assert not kept
    assert seconds < AT_ONCE
    (tmp_path / "data").unlink()
    await until(lambda: log.healthy and log.pending == 0)
    assert stored_numbers(tmp_path / "data" / "oligo.db") == [1]
    await log.close()
    await database.close()


async def test_rows_beyond_the_backlog_are_counted_as_lost(file: Path, database: Database) -> None:
    log = QueryLog(database, backlog_limit=10)
    await log.start()
    with locked(file):
        for number in range(25):
            assert not await log.record(numbered(number))
        assert (log.pending, log.lost) == (10, 15)
    await until(lambda: log.pending == 0)
    assert stored_numbers(file) == list(range(10))
    assert (log.written, log.late, log.lost) == (10, 10, 15)
    await log.close()


async def test_closing_beside_a_locked_database_ends_in_time_and_counts_the_loss(
    file: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.query_log.CLOSING_SECONDS", 0.4)
    log = QueryLog(database)
    await log.start()
    with locked(file):
        for number in range(3):
            await log.record(numbered(number))
        started = time.monotonic()
        await log.close()
        assert time.monotonic() - started < 1.0
    assert (log.pending, log.lost, log.written) == (0, 3, 0)


async def test_closing_beside_a_locked_database_cancels_nothing_and_leaves_no_task_behind(
    file: Path, database: Database
) -> None:
    log = QueryLog(database)
    await log.start()
    before = asyncio.all_tasks()
    with locked(file):
        assert not await log.record(numbered(1))
        await log.close()
    left = asyncio.all_tasks() - before
    if left:
        await asyncio.wait(left, timeout=3)
    assert log._writer is not None
    assert not log._writer.cancelled()
    assert [task for task in left if not task.done()] == []


async def test_closing_still_writes_when_the_lock_goes_in_time(file: Path, database: Database) -> None:
    log = QueryLog(database)
    await log.start()
    with locked(file):
        for number in range(3):
            await log.record(numbered(number))
        closing_task = asyncio.create_task(log.close())
        await asyncio.sleep(0.3)
    await closing_task
    assert stored_numbers(file) == [0, 1, 2]
    assert log.lost == 0


async def test_an_unforeseen_error_neither_kills_the_writer_nor_reaches_the_caller(
    log: QueryLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def explode(_rows: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as broken:
        broken.setattr(log._appender, "append", explode)
        assert await log.record(numbered(1)) is False
    await until(lambda: log.healthy)
    assert await log.record(numbered(2))


async def test_a_failure_and_the_recovery_are_logged_once_and_without_the_row(
    file: Path, log: QueryLog, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.storage")
    with locked(file):
        for number in range(777_000, 777_005):
            await log.record(numbered(number))
        await asyncio.sleep(0.3)
    await until(lambda: log.pending == 0)
    messages = [record.getMessage() for record in caplog.records]
    assert [message.split(" (")[0] for message in messages] == [
        "the query log cannot write",
        "the query log is writing again; 0 rows still wait",
    ]
    assert "locked" in messages[0]
    assert "777" not in caplog.text.replace(str(os.getpid()), "")
