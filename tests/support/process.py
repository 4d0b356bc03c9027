"""A bot as a process: start it against a loopback Discord, watch it, stop it, kill it."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from tests.support.loopback import LoopbackDiscord

ROOT = Path(__file__).resolve().parents[2]
KEPT_OUTPUT = 200_000  # characters of a process's log shown to a test


@dataclass(frozen=True)
class Usage:
    """What a process uses: CPU seconds since its start (user and system, all threads), resident bytes, threads."""

    cpu: float
    resident: int
    threads: int


def cpu_seconds(process: psutil.Process) -> float:
    """Return the CPU seconds of a process, user and system, threads that have ended included."""
    try:
        # clock_getcpuclockid(3) as Linux computes it: nanoseconds, where /proc counts in hundredths of a second
        return time.clock_gettime((~process.pid << 3) | 2)
    except (AttributeError, OSError):
        times = process.cpu_times()
        return float(times.user + times.system)


def free_address() -> str:
    """Return `127.0.0.1:PORT` with a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


class BotProcess:
    """One bot process, killed at the end of the `async with` if it is still there.

    Its data, its log and its working directory are in `directory`; nothing of the developer's environment or `.env`
    reaches it but the search path.
    """

    def __init__(
        self,
        server: LoopbackDiscord,
        directory: Path,
        *arguments: str,
        bot: str = "oligo",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.server, self.directory, self.bot = server, directory, bot
        self.arguments = arguments
        self.environment = dict(environment or {})
        self.health_address = free_address()
        self.started_at = 0.0
        self._readies_before = 0
        self._process: asyncio.subprocess.Process | None = None

    @property
    def data_directory(self) -> Path:
        """Where the bot keeps its database."""
        return self.directory / "data"

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._running.pid

    @property
    def status(self) -> int | None:
        """The exit status, None while it runs, negative for a signal."""
        return self._running.returncode

    @property
    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise RuntimeError("the process has not been started")
        return self._process

    async def __aenter__(self) -> Self:
        self.data_directory.mkdir(parents=True, exist_ok=True)
        command = (sys.executable, "-m", "tests.support.launch", str(self.server.port), self.bot, *self.arguments)
        with (self.directory / "output.log").open("ab") as log:
            self._readies_before = self.server.gateway.readies
            self.started_at = time.perf_counter()
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=self.directory, env=self._environment(), stdin=asyncio.subprocess.DEVNULL,
                stdout=log, stderr=log,
            )  # fmt: skip
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    def _environment(self) -> dict[str, str]:
        """Return the environment of the bot: what a container would give it, and no more."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ}
        own = {
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": self.server.token,
            "OLIGO_DATA_DIR": str(self.data_directory),
            "OLIGO_CONTENT_DIR": str(ROOT / "content"),
            "OLIGO_HEALTH_ADDRESS": self.health_address,
        }
        return kept | own | self.environment

    async def until_ready(self, within: float = 15.0, *, shards: int | None = None) -> float:
        """Wait until the gateway sent READY and the guilds on all shards; return the seconds since the start.

        Give `shards` when this process serves only some of them. Raises TimeoutError with the end of the log, also at
        once when the process has ended.
        """
        readies = self._readies_before + (shards or self.server.rest.shards)
        ready = asyncio.create_task(self.server.gateway.until_ready(within, readies=readies))
        ended = asyncio.create_task(self._running.wait())
        try:
            await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not ready.done() or ready.exception() is not None:
                raise TimeoutError(f"not ready (status {self.status}):\n{self.output()[-2000:]}")
        finally:
            ready.cancel()
            ended.cancel()
            await asyncio.gather(ready, ended, return_exceptions=True)
        return time.perf_counter() - self.started_at

    def usage(self) -> Usage:
        """Return what the process and its children use now."""
        process = psutil.Process(self.pid)
        family = [process, *process.children(recursive=True)]
        return Usage(
            cpu=sum(cpu_seconds(member) for member in family),
            resident=sum(member.memory_info().rss for member in family),
            threads=process.num_threads(),
        )

    def loads(self, library: str) -> bool:
        """Tell whether the process has a compiled library of that name loaded; False where that can't be seen."""
        try:
            return any(library in mapping.path for mapping in psutil.Process(self.pid).memory_maps())
        except (AttributeError, psutil.Error):
            return False

    async def terminate(self, within: float = 10.0) -> int:
        """Send SIGTERM and return the exit status; raises TimeoutError when it has not ended in time (seconds)."""
        if self.status is None:
            self._running.terminate()
        return await asyncio.wait_for(self._running.wait(), within)

    async def wait(self, within: float = 10.0) -> int:
        """Wait for the process to end by itself and return its status; raises TimeoutError after `within` seconds."""
        return await asyncio.wait_for(self._running.wait(), within)

    async def kill(self) -> None:
        """End the process at once, as kill -9 or a power cut does."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await asyncio.wait_for(self._process.wait(), 10)

    def freeze(self, *, frozen: bool = True) -> None:
        """Stop the process's clock (SIGSTOP), or let it go on: what a paused container looks like."""
        self._running.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def output(self) -> str:
        """Return the end of what the process wrote, of all its starts in this directory."""
        return (self.directory / "output.log").read_text(encoding="utf-8", errors="replace")[-KEPT_OUTPUT:]
