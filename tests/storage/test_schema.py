import asyncio
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.storage.database import Database, StorageError
from bot.storage.schema import alembic_config
from bot.storage.tables import SCHEMA_VERSION, metadata


def heads(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


def test_the_schema_version_in_the_code_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [SCHEMA_VERSION]


async def test_a_fresh_database_reaches_the_newest_schema(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(heads) == (SCHEMA_VERSION,)


async def test_the_migrated_schema_is_the_one_the_tables_describe(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_checks_of_the_migrated_schema_are_those_of_the_tables(database: Database) -> None:
    # compare_metadata does not look at CHECK constraints and primary keys' names
    def found(connection: Connection) -> dict[str, tuple[object, list[str | None]]]:
        inspector = inspect(connection)
        return {
            name: (
                inspector.get_pk_constraint(name)["name"],
                sorted(str(check["name"]) for check in inspector.get_check_constraints(name)),
            )
            for name in metadata.tables
        }

    async with database.reading() as connection:
        migrated = await connection.run_sync(found)
    async with database.writing() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
        assert await connection.run_sync(found) == migrated
    assert migrated["feedback"] == ("pk_feedback", ["ck_feedback_vote_known"])


async def test_migrating_twice_is_harmless_and_keeps_the_rows(file: Path, database: Database) -> None:
    assert await database.is_writable(5)
    await database.migrate()
    again = Database(f"sqlite+aiosqlite:///{file}")
    await again.migrate()
    await again.close()
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT count(*) FROM app_state").fetchone() == (1,)


async def test_two_processes_may_migrate_at_once(file: Path) -> None:
    databases = [Database(f"sqlite+aiosqlite:///{file}") for _ in range(2)]
    await asyncio.gather(*(database.migrate() for database in databases))
    for database in databases:
        assert await database.is_writable(5)
        await database.close()


async def test_a_migration_that_fails_leaves_nothing_half_made(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("power cut")

    database = Database(f"sqlite+aiosqlite:///{file}")
    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.create_index", fail)
        with pytest.raises(StorageError, match=r"Cannot set up the database .*: power cut"):
            await database.migrate()
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == []
    await database.migrate()
    assert await database.is_writable(5)
    await database.close()


async def test_a_database_of_a_newer_oligo_is_refused_in_words(file: Path, database: Database) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    with pytest.raises(StorageError, match="written by a newer Oligo"):
        await database.migrate()


async def test_a_migration_leaves_logging_as_it_was(file: Path) -> None:
    root = logging.getLogger()
    ours = logging.getLogger("bot.storage.somewhere")
    before = (root.level, list(root.handlers), ours.disabled, ours.level)
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    await database.close()
    assert (root.level, list(root.handlers), ours.disabled, ours.level) == before


async def test_a_migration_does_not_stop_the_event_loop(file: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    migration = asyncio.create_task(database.migrate())
    turns = 0
    while not migration.done():
        await asyncio.sleep(0.001)
        turns += 1
    await database.close()
    assert turns > 5
