import time
from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from bot.storage.query_row import COLUMNS, Command, MatchBand, Outcome, QueryRow
from bot.storage.tables import query_log
from bot.storage.values import GuildId
from tests.storage.rows import NOW

HOUR = datetime(2026, 3, 4, 15, tzinfo=UTC)
SNOWFLAKE = "1234567890123456789"
GOOD: dict[str, Any] = {
    "hour": HOUR,
    "command": Command.ASK,
    "outcome": Outcome.ANSWER,
    "guild": GuildId(int(SNOWFLAKE)),
    "entry": "ahsct",
    "revision": "0123456789ab",
    "terms": ("hsct", "relapse"),
    "match_band": MatchBand.ALIAS,
    "latency_ms": 3,
    "locale": "es-419",
}


def test_a_row_of_known_shapes_is_accepted_and_frozen() -> None:
    row = QueryRow(**GOOD)
    with pytest.raises(FrozenInstanceError):
        row.entry = "my left leg is numb"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hour", HOUR.replace(minute=1)),
        ("hour", HOUR.replace(second=1)),
        ("hour", HOUR.replace(microsecond=1)),
        ("hour", HOUR.replace(tzinfo=None)),
        ("hour", HOUR.astimezone(timezone(timedelta(hours=1)))),
        ("hour", "2026-03-04T15:00:00Z"),
        ("command", "ask"),
        ("command", "what is hsct"),
        ("command", Outcome.ANSWER),
        ("outcome", "my left leg is numb"),
        ("match_band", "close"),
        ("guild", SNOWFLAKE),
        ("guild", 0),
        ("guild", 2**63),
        ("entry", SNOWFLAKE),
        ("entry", "user-" + SNOWFLAKE),
        ("entry", "is hsct safe for me"),
        ("entry", ""),
        ("revision", SNOWFLAKE),
        ("revision", "0123456789AB"),
        ("terms", "hsct relapse"),
        ("terms", ["hsct"]),
        ("terms", ("my left leg is numb",)),
        ("terms", ("n" + SNOWFLAKE,)),
        ("terms", ("hsct", None)),
        ("terms", tuple(f"t{n}" for n in range(13))),
        ("latency_ms", -1),
        ("latency_ms", 60_001),
        ("latency_ms", 3.5),
        ("latency_ms", True),
        ("latency_ms", int(SNOWFLAKE)),
        ("locale", SNOWFLAKE),
        ("locale", "en_GB"),
        ("locale", "en-GB\n"),
        ("locale", "English"),
    ],
)
def test_free_text_ids_and_fine_times_are_refused(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field):
        QueryRow(**(GOOD | {field: value}))


@pytest.mark.parametrize("field", ["user", "user_id", "message_id", "text", "question"])
def test_a_row_has_no_place_for_a_person_or_their_words(field: str) -> None:
    with pytest.raises(TypeError, match=field):
        QueryRow(**(GOOD | {field: SNOWFLAKE}))
    assert not hasattr(QueryRow(**GOOD), "__dict__")


@pytest.mark.parametrize("safety", [{"command": Command.CRISIS}, {"outcome": Outcome.SAFETY}])
def test_a_crisis_is_never_logged_per_server(safety: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="crisis"):
        QueryRow(**(GOOD | safety))
    described = {"command": Command.ASK, "outcome": Outcome.ANSWER} | safety
    assert QueryRow.at(NOW, guild=GuildId(7), **described).guild is None


def test_a_row_made_now_keeps_only_the_hour() -> None:
    row = QueryRow.at(NOW.astimezone(timezone(timedelta(hours=-9))), command=Command.HELP, outcome=Outcome.ANSWER)
    assert row.hour == HOUR
    assert row.hour.tzinfo is UTC


def test_a_row_made_now_clamps_what_was_merely_measured() -> None:
    terms = tuple(f"t{n}" for n in range(20))
    row = QueryRow.at(NOW, command=Command.ASK, outcome=Outcome.NONE, terms=terms, latency_ms=90_000)
    assert row.terms == terms[:12]
    assert row.latency_ms == 60_000


def test_the_values_stand_in_the_order_of_the_columns() -> None:
    assert dict(zip(COLUMNS, QueryRow(**GOOD).as_values(), strict=True)) == {
        "hour": HOUR,
        "guild_id": int(SNOWFLAKE),
        "command": "ask",
        "entry_id": "ahsct",
        "revision": "0123456789ab",
        "outcome": "answer",
        "terms": "hsct relapse",
        "match_band": "alias",
        "latency_ms": 3,
        "locale": "es-419",
    }


def test_every_column_but_the_number_is_filled() -> None:
    assert set(COLUMNS) == set(query_log.columns.keys()) - {"id"}
    assert len(COLUMNS) == len(fields(QueryRow))


@pytest.mark.parametrize(("column", "kind"), [("command", Command), ("outcome", Outcome), ("match_band", MatchBand)])
def test_every_closed_word_fits_its_column(column: str, kind: type[Command | Outcome | MatchBand]) -> None:
    assert max(map(len, kind)) <= query_log.c[column].type.length


def test_a_row_is_built_in_a_few_microseconds() -> None:
    def build() -> float:
        started = time.process_time()
        for _ in range(500):
            QueryRow(**GOOD)
        return (time.process_time() - started) / 500

    assert min(build() for _ in range(5)) < 20e-6
