"""From a database URL to an engine, and from a driver's exception to one sentence a person can read."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Pool, event, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS: Final = 1000  # how long a transaction waits for another's lock; a member waits with it
POSTGRESQL_TIMEOUT_SECONDS: Final = 10
POOL_TIMEOUT_SECONDS: Final = 5

# The execution option that says how a transaction on SQLite opens.
BEGIN_OPTION: Final = "sqlite_begin"
BEGIN_WRITING: Final = "BEGIN IMMEDIATE"  # takes the write lock first, so a read cannot go stale before its write

DATABASE_FAILURES: Final = (SQLAlchemyError, sqlite3.Error, OSError)


class StorageError(Exception):
    """The database cannot do what was asked; the message is one sentence and holds no password."""


def parse_url(text: str) -> URL:
    """Read a database URL; raises ``StorageError`` unless it names a SQLite file or a PostgreSQL server."""
    try:
        url = make_url(text)
    except (SQLAlchemyError, ValueError):
        # "from None": SQLAlchemy quotes the URL, and a password with it
        raise StorageError(
            "The database URL cannot be read; it should look like sqlite+aiosqlite:///data/oligo.db "
            "or postgresql+asyncpg://user@host/database."
        ) from None
    if url.drivername not in {"sqlite+aiosqlite", "postgresql+asyncpg"}:
        raise StorageError(
            f"The database URL begins with {url.drivername}; Oligo needs sqlite+aiosqlite or postgresql+asyncpg."
        )
    if is_sqlite(url) and (not url.database or url.database.startswith((":memory:", "file:"))):
        raise StorageError("The SQLite database URL must name a file, because what is kept must outlive the process.")
    return url


def is_sqlite(url: URL) -> bool:
    """Tell whether the database is a SQLite file."""
    return url.get_backend_name() == "sqlite"


def sqlite_file(url: URL) -> Path | None:
    """Give the database's file, or ``None`` for a server."""
    return Path(url.database).absolute() if is_sqlite(url) and url.database else None


def describe(url: URL) -> str:
    """Name the database in a message, without user, password or options."""
    file = sqlite_file(url)
    return str(file) if file else f"{url.get_backend_name()} {url.database!r} on {url.host or 'this machine'}"


def reason(error: BaseException) -> str:
    """Give the driver's own words on one line; never SQL, parameters or a password in a URL."""
    origin = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    lines = str(origin).strip().splitlines()
    words = lines[0].rstrip(".") if lines else type(origin).__name__
    return re.sub(r"://\S*@", "://", words)


@contextmanager
def storage_errors(url: URL, doing: str) -> Iterator[None]:
    """Turn a database's failure inside the block into a ``StorageError``; other errors pass."""
    try:
        yield
    except DATABASE_FAILURES as error:
        raise StorageError(f"Cannot {doing} the database {describe(url)}: {reason(error)}.") from error


def build_engine(url: URL, *, poolclass: type[Pool] | None = None) -> AsyncEngine:
    """Build an engine; opens nothing yet. Raises ``StorageError`` when the driver is not installed."""
    arguments: dict[str, Any] = {"hide_parameters": True}  # an error that is logged must not carry a row's values
    if poolclass is not None:
        arguments["poolclass"] = poolclass
    else:
        arguments["pool_timeout"] = POOL_TIMEOUT_SECONDS
    if is_sqlite(url):
        # Transactions are opened by _begin below: the driver's own way leaves CREATE TABLE outside of them.
        arguments["connect_args"] = {"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000}
    else:
        arguments["connect_args"] = {
            "timeout": POSTGRESQL_TIMEOUT_SECONDS,
            "command_timeout": POSTGRESQL_TIMEOUT_SECONDS,
        }
        arguments["pool_pre_ping"] = True
    try:
        engine = create_async_engine(url, **arguments)
    except ModuleNotFoundError as error:
        raise StorageError(f"The database URL needs the Python package {error.name}, which is not installed.") from None
    if is_sqlite(url):
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # WAL: readers never stop the writer, and a commit is one append.
    cursor.execute("PRAGMA journal_mode = WAL")
    # NORMAL, not FULL: at commit SQLite hands the row to the operating system, and the system keeps it whatever happens
    # to this process, kill -9 included. FULL adds an fsync per commit, which guards against the machine losing power
    # as well; it would cost every answer several milliseconds on a slow disk (and the log must give up after 80) to
    # save, once in a power cut, the last moments of a statistic. The file itself stays whole either way.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))
