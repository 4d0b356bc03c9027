"""One database for the whole process: its engine, its schema and the only ways to open a transaction.

A SQLite file can be deleted or replaced under a running bot; the open connections then write happily into a file nobody
will ever see again. So the file's identity is remembered: it is compared before a transaction opens and again after it
was committed. Another file is met with new connections and, where needed, a new schema.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection, String, column, insert, inspect, select, table, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.engine import (
    BEGIN_OPTION,
    BEGIN_WRITING,
    StorageError,
    build_engine,
    describe,
    is_sqlite,
    parse_url,
    reason,
    sqlite_file,
    storage_errors,
)
from bot.storage.tables import SCHEMA_VERSION, app_state

__all__ = ["Database", "FileIdentity", "StorageError"]

FileIdentity = tuple[int, int]
"""The device a file lies on and the file's number there."""

_PROBE_KEY = "write-probe"
_VERSION_TABLE = "alembic_version"


class Database:
    """The database behind a URL; raises ``StorageError`` for a URL Oligo cannot use. Opens nothing yet."""

    def __init__(self, url: str) -> None:
        self._url = parse_url(url)
        self._file = sqlite_file(self._url)
        self._identity: FileIdentity | None = None
        self._engine = build_engine(self._url)
        self._writing_engine = self._engine.execution_options(**{BEGIN_OPTION: BEGIN_WRITING})
        self._migrating = asyncio.Lock()
        self._probe: asyncio.Task[bool] | None = None

    @property
    def engine(self) -> AsyncEngine:
        """The engine under it all. Prefer ``reading`` and ``writing``, which follow a moved file."""
        return self._engine

    @property
    def file(self) -> Path | None:
        """The SQLite file, or ``None`` on a server."""
        return self._file

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a SQLite file."""
        return is_sqlite(self._url)

    async def migrate(self) -> None:
        """Bring the schema up to date; cheap when it is already. Raises ``StorageError``."""
        async with self._migrating:
            self._make_directory()
            if self._moved():
                await self._engine.dispose()
            version = await self._schema_version()
            if version is not None and version > SCHEMA_VERSION:
                raise StorageError(
                    f"The database {describe(self._url)} was written by a newer Oligo (schema {version}; this one "
                    f"knows {SCHEMA_VERSION}); start that version or restore an older backup."
                )
            if version != SCHEMA_VERSION:
                await asyncio.to_thread(self._upgrade)
            self._identity = self.file_identity()

    def file_identity(self) -> FileIdentity | None:
        """Tell which file lies at the database's path now; (0, 0) for none at all, ``None`` on a server."""
        if self._file is None:
            return None
        try:
            status = self._file.stat()
        except OSError:
            return (0, 0)
        return (status.st_dev, status.st_ino)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads; raises ``StorageError`` for the database's failures."""
        async with self._transaction(self._engine, "read") as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that writes, committed at the end; raises ``StorageError`` for the database's failures."""
        async with self._transaction(self._writing_engine, "write to") as connection:
            identity = self._identity
            yield connection
        if identity is not None and identity != self.file_identity():
            raise StorageError(f"The database {describe(self._url)} was moved away while it was written.")

    async def is_writable(self, timeout: float) -> bool:  # noqa: ASYNC109 - see below
        """Write one small row for real and tell whether that went well within the timeout, in seconds.

        A probe that takes too long is not cancelled, because a driver interrupted in a commit is worse than a late one;
        the next call waits for the same probe. A database that was deleted is made anew on the way.
        """
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(self._write_probe(), name="database-write-probe")
        done, _pending = await asyncio.wait({self._probe}, timeout=timeout)
        return bool(done) and not self._probe.cancelled() and self._probe.result()

    async def close(self) -> None:
        """Close every connection; safe to call twice."""
        if self._probe is not None:
            await asyncio.wait({self._probe}, timeout=1)
        await self._engine.dispose()

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine, doing: str) -> AsyncIterator[AsyncConnection]:
        if self._moved():
            await self.migrate()
        with storage_errors(self._url, doing):
            async with engine.begin() as connection:
                yield connection

    async def _write_probe(self) -> bool:
        touch = update(app_state).where(app_state.c.key == _PROBE_KEY).values(value="written")
        try:
            if self._identity is None:
                await self.migrate()
            async with self.writing() as connection:
                if (await connection.execute(touch)).rowcount == 0:
                    await connection.execute(insert(app_state).values(key=_PROBE_KEY, value="written"))
        except StorageError:
            return False
        return True

    async def _schema_version(self) -> str | None:
        with storage_errors(self._url, "open"):
            async with self._engine.connect() as connection:
                return await connection.run_sync(_read_version)

    def _upgrade(self) -> None:
        try:
            from bot.storage.schema import upgrade  # noqa: PLC0415 - loads Alembic, which most starts never need

            upgrade(self._url)
        except Exception as error:
            raise StorageError(f"Cannot set up the database {describe(self._url)}: {reason(error)}.") from error

    def _make_directory(self) -> None:
        if self._file is not None:
            with storage_errors(self._url, "open"):
                self._file.parent.mkdir(parents=True, exist_ok=True)

    def _moved(self) -> bool:
        return self._identity is not None and self._identity != self.file_identity()


def _read_version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    version = column("version_num", String)
    return connection.execute(select(version).select_from(table(_VERSION_TABLE, version))).scalar_one_or_none()
