from datetime import UTC, datetime

import pytest
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from bot.storage.tables import UtcHour, metadata

PEOPLE = ("user", "member", "author", "message", "channel", "question", "name", "address")


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_no_table_has_a_column_for_a_person_or_their_words(table: Table) -> None:
    assert [column.name for column in table.columns if any(word in column.name for word in PEOPLE)] == []


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_constraint_and_index_has_a_name(table: Table) -> None:
    assert all(constraint.name for constraint in table.constraints)
    assert all(index.name for index in table.indexes)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_table_can_be_made_in_both_databases(table: Table) -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith("CREATE TABLE")


@pytest.mark.parametrize(
    "value",
    [datetime(2026, 3, 4, 15, 1, tzinfo=UTC), datetime(2026, 3, 4, 15), "2026-03-04 15:00"],  # noqa: DTZ001 - refused
)
def test_a_column_for_an_hour_takes_nothing_finer_and_nothing_local(value: object) -> None:
    with pytest.raises(ValueError, match="whole hour"):
        UtcHour().process_bind_param(value, sqlite.dialect())  # type: ignore[arg-type]


def test_an_hour_goes_in_without_its_zone_and_comes_back_with_it() -> None:
    # asyncpg refuses an aware time for a column without a zone
    stored = UtcHour().process_bind_param(datetime(2026, 3, 4, 15, tzinfo=UTC), postgresql.dialect())
    assert stored == datetime(2026, 3, 4, 15)  # noqa: DTZ001 - as it stands in the table
    assert UtcHour().process_result_value(stored, postgresql.dialect()) == datetime(2026, 3, 4, 15, tzinfo=UTC)
