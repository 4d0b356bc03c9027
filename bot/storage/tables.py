"""The tables. Plain SQL types only, so that the same tables stand in SQLite and in PostgreSQL.

There is no column for a user, a message or a person's words, on purpose: product page, section 6.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from bot.storage.values import LONGEST_SLUG, REVISION_LENGTH, is_whole_hour

SCHEMA_VERSION: Final = "0002"
"""The newest migration. Kept here so that a start need not load Alembic to learn that nothing is to be done."""

# Every constraint has a name, because a later migration can only drop what it can call by name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcHour(TypeDecorator[datetime]):
    """An hour in UTC: aware in Python, without a zone in the database, and never finer than the hour."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Refuse anything finer than an hour on its way in."""
        if value is None:
            return None
        if not is_whole_hour(value):
            raise ValueError("only a whole hour in UTC may be stored")
        return value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        """Give the hour its zone back on its way out."""
        return None if value is None else value.replace(tzinfo=UTC)


# SQLite numbers rows by itself only in a column called exactly INTEGER.
_ROW_ID = BigInteger().with_variant(Integer(), "sqlite")

query_log = Table(
    "query_log",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("hour", UtcHour(), nullable=False),
    Column("guild_id", BigInteger()),
    Column("command", String(20), nullable=False),
    Column("entry_id", String(LONGEST_SLUG)),
    Column("revision", String(REVISION_LENGTH)),
    Column("outcome", String(12), nullable=False),
    Column("terms", Text(), nullable=False),
    Column("match_band", String(8)),
    Column("latency_ms", Integer(), nullable=False),
    Column("locale", String(8), nullable=False),
    Index(None, "hour"),  # the purge and the monthly totals go by hour
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("hour", UtcHour(), nullable=False),
    Column("guild_id", BigInteger()),
    Column("entry_id", String(LONGEST_SLUG), nullable=False),
    Column("revision", String(REVISION_LENGTH), nullable=False),
    Column("vote", String(12), nullable=False),
    CheckConstraint("vote IN ('helpful', 'not_helpful', 'wrong_or_old')", name="vote_known"),
    Index(None, "entry_id"),
)

app_state = Table(
    "app_state",
    metadata,
    Column("key", String(LONGEST_SLUG), primary_key=True),
    Column("value", Text(), nullable=False),
)

servers = Table(
    "servers",
    metadata,
    Column("guild_id", BigInteger(), primary_key=True, autoincrement=False),
    Column("country", String(2)),
)
