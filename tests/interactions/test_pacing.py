import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.interactions import pacing
from bot.interactions.pacing import FREE_CONNECTIONS, LONGEST_WAIT, STORM, WINDOW, Pace, ReconnectStormError


def test_the_first_connections_need_not_wait() -> None:
    pace = Pace()
    assert [pace.next_wait(float(second)) for second in range(FREE_CONNECTIONS)] == [0.0] * FREE_CONNECTIONS


def test_each_further_connection_waits_longer_up_to_a_limit() -> None:
    pace = Pace()
    waits = [pace.next_wait(0.0) for _ in range(STORM)][FREE_CONNECTIONS:]
    assert waits[:4] == [1.0, 2.0, 4.0, 8.0]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


def test_a_storm_ends_the_attempts() -> None:
    pace = Pace()
    for _ in range(STORM):
        pace.next_wait(0.0)
    with pytest.raises(ReconnectStormError, match=str(STORM + 1)):
        pace.next_wait(0.0)


def test_what_is_long_past_counts_no_more() -> None:
    pace = Pace()
    for _ in range(STORM):
        pace.next_wait(0.0)
    assert pace.next_wait(WINDOW + 1) == 0.0
    assert pace.connections == STORM + 1


def test_a_connection_an_hour_never_waits() -> None:
    pace = Pace()
    assert not any(pace.next_wait(hour * 3600.0) for hour in range(1000))


async def test_every_connection_of_a_guarded_client_keeps_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    opened: list[tuple[str, dict[str, Any]]] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def connect(url: str, **options: Any) -> str:
        opened.append((url, options))
        return "socket"

    monkeypatch.setattr(asyncio, "sleep", sleep)
    http, pace = SimpleNamespace(ws_connect=connect), Pace()
    pacing.guard(http, pace)  # type: ignore[arg-type]  # all it needs is the one method
    for _ in range(FREE_CONNECTIONS + 3):
        assert await http.ws_connect("wss://example", compress=15) == "socket"
    assert opened == [("wss://example", {"compress": 15})] * (FREE_CONNECTIONS + 3)
    assert [0.75 * wait <= seconds <= wait for seconds, wait in zip(slept, (1, 2, 4), strict=True)] == [True] * 3
