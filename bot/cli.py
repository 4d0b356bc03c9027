"""The command line; one function a call, each a few lines. Exit statuses: `bot.app.Exit`, and 1 for problems found."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import bot
from bot import settings as settings_module
from bot.operations import healthcheck
from bot.settings import Settings, SettingsError

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Coroutine

    from bot.app import Exit

DEFAULT_HEALTH_ADDRESS = "127.0.0.1:8080"
PREVIEW_PORT = 8910


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call; return its exit status."""
    arguments = _parser().parse_args(argv)
    try:
        settings = settings_module.read()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.call is None:
        arguments = _parser().parse_args(["run" if settings.discord_token else "preview"])
    try:
        status = int(arguments.function(arguments, settings))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone: `oligo check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it flushes at exit
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="oligo", description="Sourced cards about multiple sclerosis, inside Discord."
    )
    parser.add_argument("--version", action="version", version=bot.__version__)
    calls = parser.add_subparsers(
        dest="call", title="calls", description="Without a call: run with a token, else preview."
    )

    run = calls.add_parser("run", help="serve Discord (needs DISCORD_TOKEN)")
    run.set_defaults(function=_run)

    preview = calls.add_parser("preview", help="open the same bot in a local browser page")
    preview.add_argument("--port", type=int, default=PREVIEW_PORT, help="port on this machine (%(default)s)")
    preview.set_defaults(function=_preview)

    check = calls.add_parser("check", help="find what is wrong with the content; one problem a line")
    check.add_argument("--json", action="store_true", help="one JSON object a line")
    check.set_defaults(function=_check)

    show = calls.add_parser("show", help="print an entry's card as text")
    show.add_argument("entry", help="an id, a name or an alias")
    show.add_argument("--section", default="summary", help="the part of the card to print (%(default)s)")
    show.set_defaults(function=_show)

    healthcheck = calls.add_parser("healthcheck", help="ask the running process whether it is ready")
    healthcheck.set_defaults(function=_healthcheck)
    return parser


def _run(_arguments: argparse.Namespace, settings: Settings) -> int:
    # Until `serve` takes over. Without it the first process of a container would not hear SIGTERM at all.
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: sys.exit(0))
    from bot.app import serve  # noqa: PLC0415 - Discord and the database load only for those who serve

    return _serve(serve(settings), settings, _fastest_loop())


def _preview(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.preview import preview  # noqa: PLC0415 - SimCord loads only for the preview

    return _serve(preview(settings, arguments.port), settings)


def _serve(
    work: "Coroutine[object, object, Exit]", settings: Settings, loop: "Callable[[], AbstractEventLoop] | None" = None
) -> int:
    from bot.app import StartError  # noqa: PLC0415 - as in _run
    from bot.logs import configure  # noqa: PLC0415 - as in _run

    configure(settings.log_format)
    try:
        with asyncio.Runner(loop_factory=loop) as runner:
            return int(runner.run(work))
    except StartError as error:
        print(error, file=sys.stderr)
        return int(error.status)


def _fastest_loop() -> "Callable[[], AbstractEventLoop] | None":
    """Return uvloop's loop where it is installed: the same work for a third less processor time."""
    try:
        import uvloop  # noqa: PLC0415 - not on every platform
    except ImportError:
        return None
    return uvloop.new_event_loop


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.content_calls import check  # noqa: PLC0415 - the checks load only for this call

    return check(settings, as_json=arguments.json)


def _show(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.content_calls import show  # noqa: PLC0415 - the library loads only for who reads content

    return show(settings, arguments.entry, arguments.section)


def _healthcheck(_arguments: argparse.Namespace, settings: Settings) -> int:
    wrong = healthcheck.ask(settings.health_address or DEFAULT_HEALTH_ADDRESS)
    if wrong:
        print(wrong, file=sys.stderr)
    return int(bool(wrong))
