from pathlib import Path

import pytest

from bot.storage.appender import LOCK_PATIENCE_MS, Appender
from bot.storage.database import Database, StorageError
from bot.storage.engine import BUSY_TIMEOUT_MS
from bot.storage.query_row import COLUMNS
from bot.storage.tables import query_log
from tests.storage.rows import locked, numbered, stored_numbers


async def busy_timeouts(database: Database) -> int:
    async with database.reading() as connection:
        return int((await connection.exec_driver_sql("PRAGMA busy_timeout")).scalar_one())


@pytest.mark.parametrize("direct", [True, False])
async def test_a_batch_is_written_whole_or_not_at_all(file: Path, database: Database, direct: bool) -> None:
    appender = Appender(database, query_log, COLUMNS)
    appender._direct = direct
    good = [numbered(number).as_values() for number in range(3)]
    without_command = (*good[0][:2], None, *good[0][3:])
    with pytest.raises(StorageError, match="NOT NULL"):
        await appender.append([*good, without_command])
    assert stored_numbers(file) == []
    await appender.append(good)
    assert stored_numbers(file) == [0, 1, 2]
    await appender.close()


async def test_both_ways_of_writing_store_the_same(database: Database) -> None:
    for direct in (True, False):
        appender = Appender(database, query_log, COLUMNS)
        appender._direct = direct
        await appender.append([numbered(7).as_values()])
        await appender.close()
    async with database.reading() as connection:
        rows = (await connection.exec_driver_sql(f"SELECT {', '.join(COLUMNS)} FROM query_log")).all()
    assert len(rows) == 2
    assert len(set(rows)) == 1


async def test_its_short_patience_does_not_leak_into_the_pool(database: Database) -> None:
    appender = Appender(database, query_log, COLUMNS)
    await appender.open()
    timeout = await appender._driver.execute_fetchall("PRAGMA busy_timeout")
    await appender.close()
    assert list(timeout) == [(LOCK_PATIENCE_MS,)]
    assert await busy_timeouts(database) == BUSY_TIMEOUT_MS


async def test_a_failure_says_why_without_the_values(file: Path, database: Database) -> None:
    appender = Appender(database, query_log, COLUMNS)
    await appender.open()
    with locked(file), pytest.raises(StorageError) as caught:
        await appender.append([numbered(777).as_values()])
    assert str(caught.value) == "database is locked"
    await appender.append([numbered(1).as_values()])
    await appender.close()
    await appender.close()
