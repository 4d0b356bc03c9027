import asyncio
import os
import shutil
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.storage.database import Database, StorageError
from bot.storage.engine import parse_url
from bot.storage.tables import app_state
from tests.storage.rows import locked


async def pragma(database: Database, name: str) -> object:
    async with database.reading() as connection:
        return (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()


async def test_a_sqlite_connection_commits_to_a_write_ahead_log(database: Database) -> None:
    assert await pragma(database, "journal_mode") == "wal"
    assert await pragma(database, "synchronous") == 1
    assert await pragma(database, "foreign_keys") == 1
    assert await pragma(database, "busy_timeout") == 1000


async def test_the_parent_directory_is_made(tmp_path: Path) -> None:
    file = tmp_path / "one" / "two" / "oligo.db"
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    assert database.file == file
    assert file.is_file()
    await database.close()


async def test_building_a_database_opens_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'oligo.db'}")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - a Path's own way may not stand in a coroutine
    await database.close()


async def test_an_unopenable_file_is_one_readable_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the way")
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'oligo.db'}")
    with pytest.raises(StorageError, match=r"^Cannot open the database \S+oligo\.db: .*\.$") as caught:
        await database.migrate()
    assert "\n" not in str(caught.value)
    await database.close()


async def test_a_file_that_is_no_database_is_one_readable_sentence(tmp_path: Path) -> None:
    (tmp_path / "oligo.db").write_text("these are my notes about the weather, not a database\n" * 100)
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'oligo.db'}")
    with pytest.raises(StorageError, match=r"^Cannot open the database \S+oligo\.db: file is not a database\.$"):
        await database.migrate()
    await database.close()


async def test_a_server_that_does_not_answer_is_one_sentence_without_the_password(
    monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    async def refuse() -> None:
        raise ConnectionRefusedError("cannot reach postgresql://oligo:hunter2@db.example:5432/oligo")

    monkeypatch.setattr(database, "_url", parse_url("postgresql+asyncpg://oligo:hunter2@db.example/oligo"))
    with pytest.raises(
        StorageError, match=r"^Cannot write to the database postgresql 'oligo' on db\.example: "
    ) as caught:
        async with database.writing():
            await refuse()
    assert "hunter2" not in str(caught.value)


async def test_a_failed_block_is_rolled_back(database: Database) -> None:
    with pytest.raises(KeyError):  # noqa: PT012
        async with database.writing() as connection:
            await connection.execute(insert(app_state).values(key="a", value="1"))
            raise KeyError
    async with database.reading() as connection:
        assert (await connection.execute(select(app_state))).all() == []


async def test_a_writing_transaction_takes_the_lock_before_it_reads(file: Path, database: Database) -> None:
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
        async with database.writing():
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        async with database.reading():
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")


async def test_a_locked_database_is_a_storage_error(file: Path, database: Database) -> None:
    with locked(file), pytest.raises(StorageError, match="database is locked"):
        async with database.writing():
            pass


async def test_a_sound_database_is_writable_again_and_again(file: Path, database: Database) -> None:
    assert await database.is_writable(5)
    assert await database.is_writable(5)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT count(*) FROM app_state").fetchone() == (1,)


async def test_a_locked_database_is_not_writable_and_says_so_within_the_timeout(file: Path, database: Database) -> None:
    assert await database.is_writable(5)
    with locked(file):
        started = time.monotonic()
        assert not await database.is_writable(0.1)
        assert not await database.is_writable(0.1)
        assert time.monotonic() - started < 0.5
        assert not await database.is_writable(5)
    assert await database.is_writable(5)


async def test_a_deleted_database_is_made_anew_by_the_probe(file: Path, database: Database) -> None:
    shutil.rmtree(file.parent)
    assert await database.is_writable(5)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT count(*) FROM query_log").fetchone() == (0,)


async def test_a_directory_that_stays_away_is_not_writable(file: Path, database: Database) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("a file in the way")
    assert not await database.is_writable(5)
    file.parent.unlink()
    assert await database.is_writable(5)


async def test_a_file_moved_away_during_a_transaction_is_not_called_written(file: Path, database: Database) -> None:
    with pytest.raises(StorageError, match="moved away"):  # noqa: PT012
        async with database.writing() as connection:
            await connection.execute(insert(app_state).values(key="a", value="1"))
            os.rename(file, file.with_name("elsewhere.db"))  # noqa: PTH104 - as above


async def test_a_row_of_a_refused_statement_stays_out_of_the_error(database: Database) -> None:
    with pytest.raises(StorageError) as caught:
        async with database.writing() as connection:
            await connection.execute(insert(app_state).values(key="secret-key", value=None))
    assert "secret-key" not in f"{caught.value} {caught.value.__cause__}"


async def test_closing_twice_is_harmless_and_ends_the_threads(file: Path) -> None:
    before = set(threading.enumerate())
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    assert await database.is_writable(5)
    assert {thread for thread in threading.enumerate() if "connection_worker" in thread.name} - before
    await database.close()
    await database.close()
    await asyncio.sleep(0.05)
    assert not {thread for thread in threading.enumerate() if "connection_worker" in thread.name} - before


async def test_a_start_with_nothing_to_migrate_does_not_load_alembic(file: Path, database: Database) -> None:
    program = (
        "import asyncio, sys\n"
        "from bot.storage.database import Database\n"
        "async def start():\n"
        "    database = Database(sys.argv[1])\n"
        "    await database.migrate()\n"
        "    await database.close()\n"
        "asyncio.run(start())\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, f"sqlite+aiosqlite:///{file}", cwd=Path(__file__).parents[2]
    )
    assert await process.wait() == 0
