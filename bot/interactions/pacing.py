"""No reconnect storm.

discord.py reconnects at once after most closes, and Discord resets the token of a bot that opens too many sessions. So
every gateway connection passes here and waits longer, the more there were lately.
"""

import asyncio
import logging
import random
import time
from collections import deque
from typing import Any

import discord

FREE_CONNECTIONS = 3  # in a window, before any wait: a drop and its resume are ordinary
WINDOW = 120.0  # seconds
LONGEST_WAIT = 45.0  # seconds; discord.py gives a connection 60 s to open
STORM = 25  # connections in a window, after which the process gives up and lets the supervisor wait

log = logging.getLogger(__name__)


class ReconnectStormError(Exception):
    """Too many gateway connections in too short a time."""


class Pace:
    """Remembers the last connections and says how long the next one has to wait."""

    def __init__(self) -> None:
        self.connections = 0
        self._recent: deque[float] = deque()

    def next_wait(self, now: float) -> float:
        """Count a connection at `now` (seconds) and return the seconds to wait before it. Raise in a storm."""
        while self._recent and now - self._recent[0] > WINDOW:
            self._recent.popleft()
        self._recent.append(now)
        self.connections += 1
        if len(self._recent) > STORM:
            raise ReconnectStormError(f"{len(self._recent)} gateway connections in {WINDOW:.0f} seconds")
        extra = len(self._recent) - FREE_CONNECTIONS
        return 0.0 if extra <= 0 else min(LONGEST_WAIT, 2.0 ** (extra - 1))


def guard(http: discord.http.HTTPClient, pace: Pace) -> None:
    """Make every gateway connection of this client keep the pace."""
    connect = http.ws_connect

    async def paced(url: str, **options: Any) -> Any:
        if wait := pace.next_wait(time.monotonic()):
            wait *= random.uniform(0.75, 1.0)  # noqa: S311 - spreads shards, guards nothing
            log.warning("Waiting %.1f seconds before the next gateway connection.", wait)
            await asyncio.sleep(wait)
        return await connect(url, **options)

    http.ws_connect = paced  # type: ignore[method-assign]  # discord.py has no hook between its retries
