"""Drive two bots, each with a loopback Discord of its own, and write down what they cost.

Both run at the same time and are loaded by turns in short blocks, so that whatever the machine does meanwhile falls on
both; the one whose turn it isn't only idles. A round starts both afresh.
"""

import asyncio
import sqlite3
import statistics
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from tests.support.loopback import LoopbackDiscord
from tests.support.process import BotProcess

BLOCKS = 10  # turns of each bot at each number in flight
ROLES, CHANNELS = 10, 10
SETTLE = 3.0  # seconds after READY: discord.py itself waits 2 for further guilds before `on_ready`
FALLBACK_NAMES = ("hsct", "msc", "dmt", "remyelination")


@dataclass(frozen=True)
class Plan:
    """How much to measure: commands of a kind in a round, the warm-up before it, rounds, servers the bots are in."""

    commands: int = 1500
    warm_up: int = 200
    rounds: int = 2
    guilds: int = 25
    settle: float = SETTLE


@dataclass
class Work:
    """One kind of work done by one bot in one round; CPU and latencies in seconds."""

    cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)
    unanswered: int = 0
    seconds: float = 0.0

    @property
    def cpu_each(self) -> float:
        """CPU seconds for each answer."""
        return self.cpu / max(1, len(self.latencies))

    def percentile(self, percent: int) -> float:
        """Return the latency in seconds that so many percent of the answers did not exceed."""
        if len(self.latencies) < 2:
            return self.latencies[0] if self.latencies else float("nan")
        return statistics.quantiles(self.latencies, n=100, method="inclusive")[percent - 1]

    def add(self, other: "Work") -> None:
        """Add another block of the same work."""
        self.cpu += other.cpu
        self.latencies += other.latencies
        self.unanswered += other.unanswered
        self.seconds += other.seconds


@dataclass
class Round:
    """What one bot cost in one round; times in seconds from the process's start, memory in bytes."""

    bot: str
    ready: float = 0.0
    first_answer: float = 0.0
    ready_again: float = 0.0
    resident_ready: int = 0
    resident_after: int = 0
    threads: int = 0
    uvloop: bool = False
    work: dict[str, Work] = field(default_factory=dict)
    exit_status: int | None = None
    answered: int = 0
    log_rows: int | None = None


class Contestant:
    """A bot, the Discord it is connected to, and its figures."""

    def __init__(self, name: str, bot: str, directory: Path, server: LoopbackDiscord) -> None:
        self.figures = Round(name)
        self.server = server
        self.process = BotProcess(server, directory, bot=bot)
        self.names: Sequence[str] = FALLBACK_NAMES

    async def settle_in(self, plan: Plan) -> None:
        """Time the start, look at the memory, and warm up."""
        process, figures = self.process, self.figures
        figures.ready = await process.until_ready(60)
        await self.server.slash("therapy", name=FALLBACK_NAMES[0], within=30)
        figures.first_answer = time.perf_counter() - process.started_at
        await asyncio.sleep(plan.settle)
        figures.resident_ready = process.usage().resident
        figures.uvloop = process.loads("uvloop")
        figures.answered = 1
        if self.completes:
            offered = await self.server.autocomplete("therapy", "name", "")
            self.names = [choice["value"] for choice in offered.choices] or FALLBACK_NAMES
        await self.block("warm-up", plan.warm_up, 4)

    @property
    def completes(self) -> bool:
        """Whether the bot's /therapy offers names while one types."""
        options = [
            option for command in self.server.commands if command["name"] == "therapy" for option in command["options"]
        ]
        return any(option["name"] == "name" and option.get("autocomplete") for option in options)

    def options(self, count: int, *, typing: bool) -> list[Mapping[str, str]]:
        """Return the options of so many commands: every name in turn, or every beginning of one up to 6 letters."""
        values = [name[:length] for name in self.names for length in range(1, 7)] if typing else self.names
        return [{"name": value} for value in islice(cycle(values), count)]

    async def block(self, kind: str, count: int, in_flight: int, *, typing: bool = False) -> None:
        """Do one block of work and add what it cost."""
        before = self.process.usage()
        load = await self.server.load(
            "therapy", self.options(count, typing=typing), in_flight=in_flight, focus="name" if typing else None
        )
        after = self.process.usage()
        done = Work(after.cpu - before.cpu, list(load.latencies), load.unanswered + load.refused, load.seconds)
        self.figures.work.setdefault(kind, Work()).add(done)
        if not typing:
            self.figures.answered += len(load.latencies)

    async def finish(self) -> None:
        """Look at the memory again, stop the bot and count the rows of its log."""
        usage = self.process.usage()
        self.figures.resident_after, self.figures.threads = usage.resident, usage.threads
        self.figures.exit_status = await self.process.terminate(20)
        self.figures.log_rows = log_rows(self.process.data_directory / "oligo.db")

    async def start_again(self) -> None:
        """Time a second start on the data of the first: commands registered, database made."""
        async with BotProcess(self.server, self.process.directory, bot=self.process.bot) as process:
            await process.until_ready(60)
            await self.server.slash("therapy", name=FALLBACK_NAMES[0], within=30)
            self.figures.ready_again = time.perf_counter() - process.started_at
            await process.terminate(20)


def log_rows(database: Path) -> int | None:
    """Return the number of committed rows in the query log; None when the bot keeps none."""
    if not database.exists():
        return None
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
        return int(connection.execute("SELECT count(*) FROM query_log").fetchone()[0])


async def by_turns(contestants: Sequence[Contestant], commands: int, in_flight: int) -> None:
    """Give every bot so many commands, in blocks that alternate between the bots."""
    for _ in range(BLOCKS):
        for contestant in contestants:
            await contestant.block(f"{in_flight} in flight", max(1, commands // BLOCKS), in_flight)


async def measure_round(plan: Plan, sides: Sequence[tuple[str, str]], directory: Path) -> list[Round]:
    """Start the bots one after the other, load them by turns, stop them; sides are (name, bot) in starting order."""
    async with AsyncExitStack() as stack:
        contestants = []
        for name, bot in sides:
            server = LoopbackDiscord(guilds=plan.guilds, roles=ROLES, channels=CHANNELS)
            await stack.enter_async_context(server)
            contestant = Contestant(name, bot, directory / name, server)
            await stack.enter_async_context(contestant.process)
            await contestant.settle_in(plan)
            contestants.append(contestant)
        for in_flight in (1, 8):
            await by_turns(contestants, plan.commands, in_flight)
        for contestant in contestants:
            if contestant.completes:
                await contestant.block("autocomplete", plan.commands, 1, typing=True)
        for contestant in contestants:
            await contestant.finish()
        for contestant in contestants:
            await contestant.start_again()
        return [contestant.figures for contestant in contestants]


async def measure(plan: Plan, sides: Sequence[tuple[str, str]], directory: Path) -> list[Round]:
    """Measure all rounds; every second one starts the bots in the other order."""
    rounds: list[Round] = []
    for number in range(plan.rounds):
        order = list(sides) if number % 2 == 0 else list(reversed(sides))
        rounds += await measure_round(plan, order, directory / f"round{number}")
    return rounds
