"""What the process says, and with which status it ends, when it cannot serve. Each is one readable sentence."""

import re
import shutil
from pathlib import Path

import pytest

from tests.support.loopback import LoopbackDiscord
from tests.support.process import ROOT, BotProcess

SETTINGS, CONTENT, REFUSED, DATABASE, LATER = 2, 3, 4, 5, 75
DRIVERS = "sqlite+aiosqlite or postgresql+asyncpg"
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d INFO ")


async def ended(server: LoopbackDiscord, directory: Path, **environment: str) -> tuple[int, list[str]]:
    """Start the bot, wait for its end and return the status and all it said, its quiet log lines aside."""
    async with BotProcess(server, directory, environment=environment) as process:
        status = await process.wait(15)
        return status, [line for line in process.output().splitlines() if not LOG_LINE.match(line)]


async def test_a_wrong_token(server: LoopbackDiscord, tmp_path: Path) -> None:
    status, said = await ended(server, tmp_path, DISCORD_TOKEN="a-secret-that-is-wrong")
    assert (status, said) == (REFUSED, ["Discord refuses DISCORD_TOKEN; copy it again from the developer portal."])


async def test_intents_that_discord_refuses(server: LoopbackDiscord, tmp_path: Path) -> None:
    server.gateway.refuse_with = 4014
    status, said = await ended(server, tmp_path)
    assert (status, said) == (REFUSED, ["Discord refuses the intents; Oligo asks for none that is privileged."])
    assert server.gateway.connections == 1


async def test_almost_no_sessions_left_today(server: LoopbackDiscord, tmp_path: Path) -> None:
    server.rest.remaining_identifies = 2
    status, said = await ended(server, tmp_path)
    assert status == LATER
    assert said == ["Discord allows only 2 more sessions today; try again in 60 minutes."]
    assert server.gateway.connections == 0


async def test_broken_content_with_file_and_line(server: LoopbackDiscord, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    glossary = content / "glossary.yaml"
    line = glossary.read_text(encoding="utf-8").count("\n") + 1
    with glossary.open("a", encoding="utf-8") as file:
        file.write("- term: a term without an explanation\n")
    status, said = await ended(server, tmp_path, OLIGO_CONTENT_DIR=str(content))
    assert status == CONTENT
    assert said[0] == "The content cannot be used:"
    assert any(problem.startswith(f"content/glossary.yaml:{line}: ") for problem in said[1:]), said
    assert all(re.match(r"[\w./-]+:\d+: ", problem) for problem in said[1:]), said


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DISCORD_TOKEN", "", "DISCORD_TOKEN is not set; write it into the environment or .env."),
        (
            "OLIGO_DATABASE_URL",
            "mysql://me:a-secret@host/oligo",
            f"OLIGO_DATABASE_URL: The database URL begins with mysql; Oligo needs {DRIVERS}.",
        ),
    ],
)
async def test_a_wrong_setting(server: LoopbackDiscord, tmp_path: Path, name: str, value: str, sentence: str) -> None:
    assert await ended(server, tmp_path, **{name: value}) == (SETTINGS, [sentence])


async def test_a_health_address_that_is_taken(server: LoopbackDiscord, tmp_path: Path) -> None:
    status, said = await ended(server, tmp_path, OLIGO_HEALTH_ADDRESS=f"127.0.0.1:{server.port}")
    assert status == SETTINGS
    [sentence] = said
    assert sentence.startswith("OLIGO_HEALTH_ADDRESS cannot be used: ")


async def test_a_database_that_cannot_be_opened(server: LoopbackDiscord, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "oligo.db").write_text("This is no database. " * 100)
    status, said = await ended(server, tmp_path)
    assert status == DATABASE
    [sentence] = said
    assert sentence.startswith("Cannot open the database ")
    assert sentence.endswith("oligo.db: file is not a database.")
