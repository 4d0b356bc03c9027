"""Bring a database to the newest schema. Imported only when there is something to do, because it loads Alembic.

Alembic works synchronously and its import takes a while, so a migration runs in a thread of its own, with its own event
loop and engine: a bot whose database has to be made anew goes on answering meanwhile.
"""

import asyncio
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, NullPool, text

from bot.storage.engine import BEGIN_OPTION, BEGIN_WRITING, build_engine, is_sqlite

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_MIGRATION_LOCK: Final = 0x6F6C69676F  # "oligo"; any fixed number that no other program locks in the same database


def upgrade(url: URL) -> None:
    """Run every missing migration in one transaction; raises what the driver or Alembic raises."""
    asyncio.run(_upgrade(url))


async def _upgrade(url: URL) -> None:
    engine = build_engine(url, poolclass=NullPool)
    try:
        # Two processes may start at once: the lock lets the second find the work already done.
        async with engine.execution_options(**{BEGIN_OPTION: BEGIN_WRITING}).begin() as connection:
            if not is_sqlite(url):
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
            await connection.run_sync(_run_alembic)
    finally:
        await engine.dispose()


def _run_alembic(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def alembic_config() -> Config:
    """Give Alembic's configuration; no ini file, so nothing of it touches logging."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
