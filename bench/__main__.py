"""Run the benchmark: `python -m bench [--quick] [--json FILE]`. It measures and does not judge."""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.measure import Plan, measure
from bench.report import as_json, render

QUICK = Plan(commands=300, warm_up=50, rounds=1, settle=1.0)


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Oligo beside the smallest discord.py bot.")
    parser.add_argument("--quick", action="store_true", help="a look in half a minute; rougher figures")
    parser.add_argument("--commands", type=int, default=Plan.commands, help="commands of each kind in a round")
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--guilds", type=int, default=Plan.guilds, help="servers the bots are in")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--control", action="store_true", help="measure the bare bot against itself: the noise")
    return parser.parse_args(arguments)


def event_loop() -> Callable[[], asyncio.AbstractEventLoop]:
    """Return the quicker event loop for the driver, so that it waits as little as can be."""
    try:
        import uvloop  # noqa: PLC0415 - not on every platform
    except ImportError:
        return asyncio.new_event_loop
    return uvloop.new_event_loop


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and return 0; 1 when a bot would not start."""
    chosen = options(arguments)
    plan = QUICK if chosen.quick else Plan(commands=chosen.commands, rounds=chosen.rounds, guilds=chosen.guilds)
    measured = ("control", "bare") if chosen.control else ("oligo", "oligo")
    with (
        tempfile.TemporaryDirectory(prefix="oligo-bench-") as directory,
        asyncio.Runner(loop_factory=event_loop()) as runner,
    ):
        try:
            rounds = runner.run(measure(plan, [("bare", "bare"), measured], Path(directory)))
        except (TimeoutError, ConnectionError) as error:
            print(f"Could not measure: {error}", file=sys.stderr)
            return 1
    print(render(plan, rounds, "bare", measured[0]))
    if chosen.json:
        chosen.json.write_text(
            json.dumps(as_json(plan, rounds, "bare", measured[0]), indent=2) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
