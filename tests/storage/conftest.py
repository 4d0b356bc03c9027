from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.query_log import QueryLog


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "oligo.db"


@pytest.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture
async def log(database: Database) -> AsyncIterator[QueryLog]:
    log = QueryLog(database)
    await log.start()
    yield log
    await log.close()
