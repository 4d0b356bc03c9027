"""A database that is locked, full or gone: answers go on, health says so, and it recovers by itself."""

import asyncio
import gc
import random
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import psutil
import pytest

from tests.processes.watching import COMMAND, health, rows, until_health, until_rows
from tests.support.loopback import Load, LoopbackDiscord
from tests.support.process import BotProcess

LATER_AT_MOST = 0.1  # seconds that a sick database may add to an answer
COMMANDS = 300
IN_FLIGHT = 4


@asynccontextmanager
async def running(server: LoopbackDiscord, directory: Path) -> AsyncIterator[BotProcess]:
    async with BotProcess(server, directory) as process:
        await process.until_ready()
        await server.slash("therapy", name="hsct")  # the first answer fills caches
        yield process


@contextmanager
def locked(process: BotProcess) -> Iterator[None]:
    """Hold the write lock from this process, as a careless backup would."""
    with closing(sqlite3.connect(process.data_directory / "oligo.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def full_disk(process: BotProcess) -> Iterator[None]:
    """Let the system refuse to make the bot's files any larger."""
    watched = psutil.Process(process.pid)
    _size, hard = watched.rlimit(psutil.RLIMIT_FSIZE)
    watched.rlimit(psutil.RLIMIT_FSIZE, (4096, hard))
    yield
    watched.rlimit(psutil.RLIMIT_FSIZE, (hard, hard))


async def answers(server: LoopbackDiscord, count: int = COMMANDS) -> Load:
    """Use a command so many times; every one of them must be answered."""
    gc.disable()  # or what is measured is this process, going through everything the test run has loaded
    try:
        load = await server.load("therapy", [COMMAND] * count, in_flight=IN_FLIGHT)
    finally:
        gc.enable()
    assert (len(load.latencies), load.unanswered, load.refused) == (count, 0, 0)
    return load


async def test_a_locked_database_delays_no_answer_and_the_rows_appear_when_the_lock_goes(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    async with running(server, tmp_path) as process:
        free = await answers(server)
        before = rows(process)
        with locked(process):
            sick = await answers(server)
            assert rows(process) == before
        await until_rows(process, before + COMMANDS)
        after = await answers(server)
        assert rows(process) == before + 2 * COMMANDS
    # on a busy machine the free runs have outliers too: the worst of them is what the lock is held against
    usual = max(*free.latencies, *after.latencies)
    assert max(sick.latencies) <= usual + LATER_AT_MOST
    assert sum(latency > usual + LATER_AT_MOST / 4 for latency in sick.latencies) <= 3 * IN_FLIGHT  # the first few wait


async def test_a_lock_that_comes_and_goes_loses_no_row(server: LoopbackDiscord, tmp_path: Path) -> None:
    async with running(server, tmp_path) as process:
        load = asyncio.create_task(answers(server, 2 * COMMANDS))
        for _ in range(5):
            await asyncio.sleep(random.uniform(0, 0.1))
            with locked(process):
                await asyncio.sleep(random.uniform(0, 0.2))
        await load
        await until_rows(process, server.rest.accepted)
        assert rows(process) == server.rest.accepted
        assert await process.terminate(5) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one process limit another's files")
async def test_a_full_disk_fails_no_answer_and_health_says_so_until_there_is_space(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    async with running(server, tmp_path) as process:
        assert "database" not in (await health(process))[1].get("problems", {})
        with full_disk(process):
            await answers(server, 50)
            status, said = await health(process)
            assert (status, said["status"]) == (503, "degraded")
            assert said["problems"]["database"] == "the query log cannot be written"
            assert (await health(process, "/healthz"))[0] == 200  # restarting would not help
            await answers(server, 50)
        await until_rows(process, server.rest.accepted)
        await until_health(process, 200)
        await answers(server, 10)
        assert rows(process) == server.rest.accepted == 111
        assert await process.terminate(5) == 0


async def test_a_deleted_data_directory_is_made_anew_as_soon_as_nothing_stands_in_its_way(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    async with running(server, tmp_path) as process:
        shutil.rmtree(process.data_directory)
        await answers(server, 20)
        await until_rows(process, 20)
        await until_health(process, 200)
        shutil.rmtree(process.data_directory)
        process.data_directory.write_text("in the way")
        await answers(server, 30)
        status, said = await health(process)
        assert (status, list(said["problems"])) == (503, ["database"])
        process.data_directory.unlink()
        await until_rows(process, 30)
        await until_health(process, 200)
