"""The application's own notes to itself, such as the hash of the command set it last told Discord about."""

from sqlalchemy import insert, select, update

from bot.storage.database import Database
from bot.storage.tables import app_state
from bot.storage.values import require_slug


class AppState:
    """Read and write single notes by key, a kebab-case id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, key: str) -> str | None:
        """Give the note under the key, or ``None``; raises ``StorageError``."""
        async with self._database.reading() as connection:
            value: str | None = await connection.scalar(select(app_state.c.value).where(app_state.c.key == key))
        return value

    async def set(self, key: str, value: str) -> None:
        """Put a note under the key in place of the old one; raises ``StorageError``."""
        require_slug("key", key)
        async with self._database.writing() as connection:
            changed = await connection.execute(update(app_state).where(app_state.c.key == key).values(value=value))
            if changed.rowcount == 0:
                await connection.execute(insert(app_state).values(key=key, value=value))
