"""Append rows to one table over one kept connection, each call one transaction.

Why not ``connection.execute(insert(table), rows)`` everywhere: every call to aiosqlite is a hop to the connection's
thread and back, and SQLAlchemy's cursor makes four or more of them for one insert and its commit. The query log stands
before every answer, so on SQLite this class hands one ready statement to the driver connection beneath. The connection
is in autocommit, where a single statement, with however many rows, is a whole transaction: all of it is committed or
none of it, and a failure leaves nothing open to roll back. PostgreSQL takes SQLAlchemy's ordinary way.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database, FileIdentity, StorageError
from bot.storage.engine import DATABASE_FAILURES, reason

MOST_ROWS: Final = 500  # a statement may carry 32,766 values; five hundred rows of eleven columns stay far below
LOCK_PATIENCE_MS: Final = 40  # the caller waits 80 ms at most, so waiting longer for a lock helps nobody

Row = tuple[object, ...]


class Appender:
    """One kept connection that appends rows, given as tuples in the order of ``columns``."""

    def __init__(self, database: Database, table: Table, columns: Sequence[str]) -> None:
        self._database = database
        self._columns = tuple(columns)
        self._insert = insert(table)
        dialect = database.engine.dialect
        self._one_row_sql = str(self._insert.compile(dialect=dialect, column_keys=list(columns)))
        self._placeholders = ", (" + ", ".join("?" * len(self._columns)) + ")"
        self._processors: list[tuple[int, Callable[[Any], Any]]] = [
            (position, processor)
            for position, name in enumerate(columns)
            if (processor := table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) is not None
        ]
        self._direct = database.is_sqlite
        self._connection: AsyncConnection | None = None
        self._driver: Any = None
        self._file_identity: FileIdentity | None = None

    async def open(self) -> None:
        """Open the connection, making file and tables where they are missing; raises ``StorageError``."""
        if self._connection is not None:
            return
        await self._database.migrate()
        self._file_identity = self._database.file_identity()
        try:
            connection = await self._database.engine.connect()
            self._connection = connection
            if self._direct:
                self._driver = (await connection.get_raw_connection()).driver_connection
                await self._driver.execute_fetchall(f"PRAGMA busy_timeout = {LOCK_PATIENCE_MS}")
        except DATABASE_FAILURES as error:
            await self.close()
            raise StorageError(reason(error)) from error

    async def append(self, rows: Sequence[Row]) -> None:
        """Write the rows, at most ``MOST_ROWS``, and return once they are committed; raises ``StorageError``.

        After a failure the connection is given up; the next call opens a new one.
        """
        await self.open()
        try:
            if self._direct:
                await self._append_directly(rows)
            else:
                await self._append_plainly(rows)
        except (*DATABASE_FAILURES, ValueError) as error:  # aiosqlite says "connection closed" with a ValueError
            await self.close()
            raise StorageError(reason(error)) from error
        # Compared with this connection's own file, because another room may have noticed the move first.
        if self._database.file_identity() != self._file_identity:
            await self.close()
            raise StorageError("the database file was moved away")

    async def close(self) -> None:
        """Give up the connection; raises nothing for a database that is already gone."""
        connection, self._connection, self._driver = self._connection, None, None
        if connection is None:
            return
        try:
            await connection.invalidate()  # its settings differ from the pool's, so it must not go back
            await connection.close()
        except (*DATABASE_FAILURES, ValueError):
            return

    async def _append_directly(self, rows: Sequence[Row]) -> None:
        values: list[Any] = []
        for row in rows:
            start = len(values)
            values.extend(row)
            for position, processor in self._processors:
                values[start + position] = processor(row[position])
        await self._driver.execute_insert(self._one_row_sql + self._placeholders * (len(rows) - 1), values)

    async def _append_plainly(self, rows: Sequence[Row]) -> None:
        assert self._connection is not None  # noqa: S101 - append has opened it
        await self._connection.execute(self._insert, [dict(zip(self._columns, row, strict=True)) for row in rows])
        await self._connection.commit()
