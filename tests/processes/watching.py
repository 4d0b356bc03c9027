"""What these tests look at from outside the process: its log table, its health, the answers members saw."""

import asyncio
import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from bench.measure import log_rows
from tests.support.loopback import LoopbackDiscord
from tests.support.process import BotProcess

COMMAND = {"name": "hsct"}


def rows(process: BotProcess) -> int:
    """Return the committed rows of the query log; none while there is no log, or only half a one."""
    try:
        return log_rows(process.data_directory / "oligo.db") or 0
    except sqlite3.OperationalError as error:
        if "no such table" in str(error) or "unable to open" in str(error):
            return 0
        raise


@asynccontextmanager
async def under_load(server: LoopbackDiscord, *, in_flight: int = 8) -> AsyncIterator[None]:
    """Let members use /therapy without a pause for the length of the block, which begins after a first answer."""
    load = asyncio.create_task(server.load("therapy", [COMMAND] * 100_000, in_flight=in_flight, within=1))
    try:
        await server.rest.until_accepted(server.rest.accepted + 1)
        yield
    finally:
        load.cancel()
        with suppress(asyncio.CancelledError):
            await load


async def health(process: BotProcess, path: str = "/readyz") -> tuple[int, dict[str, Any]]:
    """Return the status and the body of a health endpoint; status 0 when nobody listens."""

    def ask() -> tuple[int, dict[str, Any]]:
        try:
            with urllib.request.urlopen(f"http://{process.health_address}{path}", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)
        except OSError:
            return 0, {}

    return await asyncio.to_thread(ask)


async def until(reached: Callable[[], bool], within: float = 5.0) -> None:
    """Wait until a condition holds; raise TimeoutError after `within` seconds."""
    async with asyncio.timeout(within):
        while not reached():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.02)


async def until_health(process: BotProcess, status: int, within: float = 10.0) -> dict[str, Any]:
    """Wait until /readyz answers with this status and return what it says.

    After the last server discord.py waits two seconds for another one before it is ready.
    """
    async with asyncio.timeout(within):
        while (answer := await health(process))[0] != status:  # noqa: ASYNC110 - the same
            await asyncio.sleep(0.05)
    return answer[1]


async def until_rows(process: BotProcess, count: int, within: float = 5.0) -> None:
    """Wait until the log holds so many rows."""
    await until(lambda: rows(process) >= count, within)
