"""Turn the figures of a benchmark into a table, and into JSON."""

import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import psutil

from bench.measure import Plan, Round, Work

MEGABYTE = 1_000_000
PACKAGES = ("discord.py", "aiohttp", "uvloop", "orjson", "SQLAlchemy", "aiosqlite", "pydantic", "rapidfuzz")
CPU_TARGET = 1.3  # times the bare bot's
MEMORY_TARGET = 40.0  # MB above the bare bot
READY_TARGET = 2.0  # seconds from the process's start to the first answer


@dataclass(frozen=True)
class Line:
    """One measured quantity: the bare bot's figure, Oligo's, and what is held against a target."""

    what: str
    unit: str
    bare: float | None
    oligo: float | None
    compared: str = ""
    target: str = ""
    met: bool | None = None


def machine() -> dict[str, Any]:
    """Return what the figures depend on: processor, cores, system, Python and libraries. No names and no paths."""
    libraries = {}
    for package in PACKAGES:
        try:
            libraries[package] = version(package)
        except PackageNotFoundError:
            continue
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": f"{platform.system()} {platform.release().split('-')[0]} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "libraries": libraries,
    }


def processor() -> str:
    """Return the processor's model as the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123 - a file of the kernel, not of a path type
            for line in lines:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown"


def together(rounds: Sequence[Round], kind: str) -> Work | None:
    """Return all rounds' work of a kind added up; None when there was none."""
    done = [each.work[kind] for each in rounds if kind in each.work]
    if not done:
        return None
    total = Work()
    for work in done:
        total.add(work)
    return total


def table(rounds: Sequence[Round], yardstick: str, measured: str) -> list[Line]:
    """Return every line of the report."""
    bare = [each for each in rounds if each.bot == yardstick]
    oligo = [each for each in rounds if each.bot == measured]
    lines = cpu_lines(bare, oligo)
    for name, of in (
        ("after READY", lambda each: each.resident_ready),
        ("after the load", lambda each: each.resident_after),
    ):
        lines.append(memory_line(f"resident memory {name}", bare, oligo, of))
    lines.append(ready_line("first start to first answer", bare, oligo, lambda each: each.first_answer))
    lines.append(ready_line("later start to first answer", bare, oligo, lambda each: each.ready_again))
    lines.append(Line("first start to READY", "s", middle(bare, lambda r: r.ready), middle(oligo, lambda r: r.ready)))
    return lines


def cpu_lines(bare: Sequence[Round], oligo: Sequence[Round]) -> list[Line]:
    """Return CPU and latency for every kind of work."""
    lines = []
    for kind in ("1 in flight", "8 in flight", "autocomplete"):
        ours, theirs = together(oligo, kind), together(bare, kind)
        what = kind if kind == "autocomplete" else f"/therapy, {kind}"
        if ours is None:
            continue
        if theirs is None:
            lines.append(Line(f"CPU per answer, {what}", "ms", None, ours.cpu_each * 1e3))
        else:
            ratio = ours.cpu_each / theirs.cpu_each if theirs.cpu_each else float("nan")
            pair = (theirs.cpu_each * 1e3, ours.cpu_each * 1e3)
            lines.append(
                Line(
                    f"CPU per answer, {what}",
                    "ms",
                    *pair,
                    f"{ratio:.2f} times",
                    f"≤ {CPU_TARGET} times",
                    ratio <= CPU_TARGET,
                )
            )
        for percent in (50, 99):
            bare_latency = theirs.percentile(percent) * 1e3 if theirs else None
            lines.append(Line(f"latency p{percent}, {what}", "ms", bare_latency, ours.percentile(percent) * 1e3))
    return lines


def memory_line(what: str, bare: Sequence[Round], oligo: Sequence[Round], of: Callable[[Round], float]) -> Line:
    """Return a line of resident memory in MB and the difference."""
    theirs, ours = middle(bare, of) / MEGABYTE, middle(oligo, of) / MEGABYTE
    more = ours - theirs
    return Line(what, "MB", theirs, ours, f"{more:+.1f} MB", f"≤ +{MEMORY_TARGET:.0f} MB", more <= MEMORY_TARGET)


def ready_line(what: str, bare: Sequence[Round], oligo: Sequence[Round], of: Callable[[Round], float]) -> Line:
    """Return a line of a start's seconds, the slowest round of Oligo's held against the target."""
    slowest = max(of(each) for each in oligo)
    return Line(
        what, "s", middle(bare, of), middle(oligo, of), f"slowest {slowest:.2f} s", f"≤ {READY_TARGET:.0f} s",
        slowest <= READY_TARGET,
    )  # fmt: skip


def middle(rounds: Sequence[Round], of: Callable[[Round], float]) -> float:
    """Return the median of a figure over the rounds."""
    return statistics.median(of(each) for each in rounds)


def render(plan: Plan, rounds: Sequence[Round], yardstick: str, measured: str) -> str:
    """Return the whole report as text."""
    about = machine()
    libraries = ", ".join(f"{name} {number}" for name, number in about["libraries"].items())
    out = [
        f"{about['processor']}, {about['cores']} cores, {about['memory_gb']} GB, {about['system']}, {about['python']}",
        libraries,
        f"Rounds {plan.rounds}, commands of each kind {plan.commands}, warm-up {plan.warm_up}, servers {plan.guilds}.",
        "The driver and the loopback Discord share the machine: latencies hold their time too, CPU and memory do not.",
        "",
        f"{'':<38}{yardstick:>10}{measured:>10}      {'compared':<16}{'target':<12}",
    ]
    out += [row(line) for line in table(rounds, yardstick, measured)]
    out.append("")
    out += [notes(name, [each for each in rounds if each.bot == name]) for name in (yardstick, measured)]
    ratios = [f"{ratio:.2f}" for ratio in ratios_by_round(rounds, yardstick, measured)]
    out.append(f"CPU ratio by round, 1 in flight: {', '.join(ratios)}")
    return "\n".join(out)


def row(line: Line) -> str:
    """Return a line of the table."""
    figures = "".join(f"{'-' if value is None else format(value, '.3f'):>10}" for value in (line.bare, line.oligo))
    verdict = {True: "met", False: "NOT met", None: ""}[line.met]
    return f"{line.what:<38}{figures} {line.unit:<4} {line.compared:<16}{line.target:<12}{verdict}".rstrip()


def notes(name: str, rounds: Sequence[Round]) -> str:
    """Return what else is known of a bot: its event loop, threads, log rows and how it ended."""
    loop = "uvloop" if all(each.uvloop for each in rounds) else "asyncio's own event loop"
    lost = sum(work.unanswered for each in rounds for work in each.work.values())
    logged = ", ".join(f"{each.log_rows} of {each.answered}" for each in rounds if each.log_rows is not None)
    statuses = ", ".join(str(each.exit_status) for each in rounds)
    log = f"log rows committed {logged}" if logged else "keeps no log"
    threads = max(each.threads for each in rounds)
    return f"{name}: {loop}, {threads} threads, {lost} unanswered, {log}, status after SIGTERM {statuses}"


def ratios_by_round(rounds: Sequence[Round], yardstick: str, measured: str) -> list[float]:
    """Return Oligo's CPU for each answer over the bare bot's, round by round: how far they spread is the noise."""
    cost = {name: [r.work["1 in flight"].cpu_each for r in rounds if r.bot == name] for name in (yardstick, measured)}
    return [ours / theirs for ours, theirs in zip(cost[measured], cost[yardstick], strict=True) if theirs]


def as_json(plan: Plan, rounds: Sequence[Round], yardstick: str, measured: str) -> dict[str, Any]:
    """Return everything for a machine to read; seconds and bytes."""
    return {
        "machine": machine(),
        "plan": vars(plan),
        "lines": [vars(line) for line in table(rounds, yardstick, measured)],
        "rounds": [
            vars(each) | {"work": {kind: work_json(work) for kind, work in each.work.items()}} for each in rounds
        ],
    }


def work_json(work: Work) -> dict[str, float]:
    """Return one kind of work in figures."""
    return {
        "answers": len(work.latencies),
        "unanswered": work.unanswered,
        "cpu_each": work.cpu_each,
        "latency_p50": work.percentile(50),
        "latency_p99": work.percentile(99),
        "seconds": work.seconds,
    }
