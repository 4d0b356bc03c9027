import asyncio
import json
import logging
import re
from collections.abc import Iterator

import pytest

from bot import logs

WORDS = "what somebody typed"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Put the root logger back as pytest had set it up."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()  # or `configure` would close what belongs to pytest
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("discord", "aiohttp", "alembic"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def fail() -> None:
    raise ValueError(WORDS)


def test_json_lines_are_one_object_each(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    logging.getLogger("bot.app").info("Published %s commands.", 7)
    logging.getLogger("bot.app").warning("two\nlines and a \N{SNOWMAN}")
    first, second = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}", first.pop("time"))
    assert first == {"level": "info", "logger": "bot.app", "message": "Published 7 commands."}
    assert second["message"] == "two\nlines and a \N{SNOWMAN}"


def test_lines_for_people_are_plain(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("human")
    logging.getLogger("bot.app").info("Stopped.")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d INFO    bot\.app: Stopped\.\n", capsys.readouterr().err)


@pytest.mark.parametrize("form", ["human", "json"])
def test_of_an_exception_only_its_kind_reaches_the_log(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json" if form == "json" else "human")
    try:
        fail()
    except ValueError:
        logging.getLogger("discord.client").exception("Ignoring exception in %s", "on_message")
    said = capsys.readouterr().err
    assert "Ignoring exception in on_message (ValueError)" in said
    assert WORDS not in said
    assert "Traceback" not in said


def test_a_forgotten_task_does_not_tell_its_exception(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("human")

    async def forget() -> None:
        async def doomed() -> None:
            fail()

        task = asyncio.create_task(doomed())
        await asyncio.wait({task})
        loop = asyncio.get_running_loop()
        loop.call_exception_handler(
            {"message": "Task exception was never retrieved", "exception": task.exception(), "future": task}
        )
        loop.call_soon(lambda _words: fail(), WORDS)
        await asyncio.sleep(0)

    asyncio.run(forget())
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith("ERROR   asyncio: Task exception was never retrieved (ValueError)")
    assert "ERROR   asyncio: Exception in callback " in second
    assert second.endswith(" (ValueError)")
    assert WORDS not in first + second


def test_the_token_of_an_interaction_does_not_reach_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("human")
    for path in ("interactions/123/aW50ZXJhY3Rpb24_-x/callback", "webhooks/456/aW50ZXJhY3Rpb24_-x"):
        logging.getLogger("discord.http").warning(
            "We are being rate limited. %s %s responded with 429.", "POST", f"/api/v10/{path}"
        )
    said = capsys.readouterr().err
    assert "/interactions/123/.../callback responded with 429" in said
    assert "/webhooks/456/... responded" in said
    assert "aW50" not in said


def test_debug_lines_of_discord_never_reach_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("human")
    logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: %s", WORDS)
    logging.getLogger("discord.gateway").info("Shard ID 0 has connected to Gateway.")
    assert capsys.readouterr().err == ""


def test_warnings_that_are_beside_the_point_are_left_out_and_real_ones_stay(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("human")
    log = logging.getLogger("discord.client")
    log.warning("PyNaCl is not installed, voice will NOT be supported")
    log.warning("davey is not installed, voice will NOT be supported")
    logging.getLogger("discord.state").warning("Guilds intent seems to be disabled. This may cause trouble.")
    log.warning("Shard ID 0 has stopped responding to the gateway.")
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith("WARNING discord.client: Shard ID 0 has stopped responding to the gateway.")
