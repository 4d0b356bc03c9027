"""`python -m bot healthcheck`: what the container asks itself. A check that cannot fail would be none."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.processes.watching import until, until_health
from tests.support.loopback import LoopbackDiscord
from tests.support.process import ROOT, BotProcess

NOT_READY = 'not ready: {"status": "degraded", "problems": {"gateway": "not connected to Discord yet"}}'
NOT_WRITABLE = 'not ready: {"status": "degraded", "problems": {"database": "the database cannot be written"}}'


async def healthcheck(process: BotProcess) -> tuple[int, str]:
    """Run the call in a process of its own, with the settings of the watched one."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "OLIGO_HEALTH_ADDRESS": process.health_address}
    call = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "healthcheck", cwd=process.directory, env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _nothing = await call.communicate()
    return call.returncode or 0, said.decode().strip()


async def test_it_fails_before_ready_passes_when_all_is_well_and_fails_when_something_is_gone(
    server: LoopbackDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = asyncio.Event()
    identify = server.gateway._identify

    async def when_told(socket: Any, data: Any) -> Any:
        await ready.wait()
        return await identify(socket, data)

    monkeypatch.setattr(server.gateway, "_identify", when_told)
    async with BotProcess(server, tmp_path) as process:
        await until(lambda: server.gateway.connections > 0, within=15)
        assert await healthcheck(process) == (1, NOT_READY)
        ready.set()
        await until_health(process, 200)
        assert await healthcheck(process) == (0, "")
        with closing(sqlite3.connect(process.data_directory / "oligo.db", isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            assert await healthcheck(process) == (1, NOT_WRITABLE)
        await until_health(process, 200)
        await process.kill()
        status, said = await healthcheck(process)
        assert (status, said.split(":")[0]) == (1, "no answer from 127.0.0.1")
