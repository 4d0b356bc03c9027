"""Oligo's own words and its commands: one set in content/wording.yaml, all of it used, all of it documented."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from discord import AppCommandType, app_commands

from bot.answering.desk import Desk
from bot.interactions import commands
from bot.interactions.client import OligoClient
from bot.interactions.front import Front
from bot.interactions.tree import Tree
from bot.knowledge.library import Library
from bot.knowledge.wording import Wording
from bot.storage.app_state import AppState
from bot.storage.database import Database
from bot.storage.feedback import Feedback
from bot.storage.query_log import QueryLog
from bot.storage.servers import Servers
from tests.rules.reading import modules, names_used, text


@pytest.fixture
async def tree(library: Library, tmp_path: Path) -> Tree:
    """The commands as Discord would be told about them."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'never-opened.db'}")
    front = Front(Desk(library), QueryLog(database), Feedback(database), Servers(database), lambda: datetime.now(UTC))
    client = OligoClient(front, AppState(database))
    commands.register(client.tree, front)
    return client.tree


def slash_commands(tree: Tree) -> dict[str, app_commands.Command[Any, Any, Any]]:
    return {
        command.qualified_name: command
        for command in tree.walk_commands(type=AppCommandType.chat_input)
        if isinstance(command, app_commands.Command)
    }


async def test_every_command_has_its_words_and_every_words_their_command(tree: Tree, library: Library) -> None:
    assert set(slash_commands(tree)) == set(library.wording.commands)


async def test_every_command_and_option_is_described_by_the_wording(tree: Tree, library: Library) -> None:
    for name, command in slash_commands(tree).items():
        words = library.wording.commands[name]
        assert command.description == words.description
        described = {str(option.display_name): str(option.description) for option in command.parameters}
        assert described == words.options, f"/{name}"


async def test_every_command_stands_in_the_readme_and_no_other(tree: Tree) -> None:
    documented = set(re.findall(r"`/([a-z][a-z-]*)", text("README.md")))
    assert documented == {name.split()[0] for name in slash_commands(tree)}


@pytest.mark.parametrize(
    "group", [name for name, field in Wording.model_fields.items() if hasattr(field.annotation, "model_fields")]
)
def test_every_sentence_of_a_group_is_used(group: str) -> None:
    sentences = set(getattr(Wording.model_fields[group].annotation, "model_fields", {}))
    elsewhere = [tree for path, tree in modules().items() if path != "bot/knowledge/wording.py"]
    assert sentences - names_used(elsewhere) == set()


def test_every_group_is_used() -> None:
    elsewhere = [tree for path, tree in modules().items() if path != "bot/knowledge/wording.py"]
    assert set(Wording.model_fields) - names_used(elsewhere) == set()


def test_every_kind_of_study_and_of_article_has_its_words_and_is_used(library: Library) -> None:
    assert {record.design for record in library.evidence.values()} == set(library.wording.designs)
    assert {seed.kind for seed in library.seeds.values()} == set(library.wording.seed_kinds)
