from pathlib import Path

import pytest

from bot.storage.app_state import AppState
from bot.storage.database import Database, StorageError
from tests.storage.rows import locked


async def test_a_note_is_kept_and_replaced_and_outlives_the_process(file: Path, database: Database) -> None:
    state = AppState(database)
    assert await state.get("command-set") is None
    await state.set("command-set", "abc")
    await state.set("command-set", "def")
    await state.set("other", "x")
    await database.close()
    again = Database(f"sqlite+aiosqlite:///{file}")
    assert await AppState(again).get("command-set") == "def"
    await again.close()


async def test_a_key_is_a_kebab_case_id(database: Database) -> None:
    with pytest.raises(ValueError, match="key"):
        await AppState(database).set("what is this", "x")


async def test_a_locked_database_is_a_storage_error(file: Path, database: Database) -> None:
    with locked(file), pytest.raises(StorageError, match="locked"):
        await AppState(database).set("command-set", "abc")
