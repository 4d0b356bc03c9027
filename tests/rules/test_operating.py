"""What an operator reads and runs: settings, dependencies, the container."""

import re
import tomllib
from typing import Any

import pytest
import yaml

from bot.app import Exit
from bot.settings import Settings
from tests.rules.reading import ROOT, text

SETTINGS = {str(about.validation_alias or f"OLIGO_{field.upper()}") for field, about in Settings.model_fields.items()}
SETTING = re.compile(r"\b(?:OLIGO_[A-Z_]+|DISCORD_TOKEN)\b")
LOCKS = ("requirements.lock", "requirements-container.lock")
PROJECT: dict[str, Any] = tomllib.loads(text("pyproject.toml"))


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9-]*(?:\[[a-z0-9,-]+\])?==[^ ]+)", text(lock), re.MULTILINE))


def name(requirement: str) -> str:
    """Return a requirement's package as lock files write it."""
    return re.split(r"[\[><=~!; ]", requirement)[0].casefold().replace(".", "-").replace("_", "-")


def test_every_setting_has_its_row_in_the_operators_page_and_no_other() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \|", text("docs/operators.md"), re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == SETTINGS


@pytest.mark.parametrize("path", ["docs/operators.md", "README.md", "Dockerfile", "compose.yaml"])
def test_no_setting_is_named_that_does_not_exist(path: str) -> None:
    assert set(SETTING.findall(text(path))) <= SETTINGS


def test_the_example_of_an_env_file_has_every_setting_once_and_sets_only_the_token() -> None:
    lines = re.findall(r"^(# )?([A-Z_]+)=(.*)$", text(".env.example"), re.MULTILINE)
    assert sorted(name for _hash, name, _value in lines) == sorted(SETTINGS)
    assert [(name, value) for hash_, name, value in lines if not hash_] == [("DISCORD_TOKEN", "")]


def test_every_exit_status_is_explained() -> None:
    rows = {int(status) for status in re.findall(r"^\| (\d+) \|", text("docs/operators.md"), re.MULTILINE)}
    assert rows == {status.value for status in Exit}


@pytest.mark.parametrize("group", ["dependencies", "preview", "dev"])
def test_dependencies_are_sorted(group: str) -> None:
    project = PROJECT["project"]
    groups = project["optional-dependencies"] | PROJECT["dependency-groups"]
    names = [name(requirement) for requirement in {"dependencies": project["dependencies"], **groups}[group]]
    assert names == sorted(names)


def test_the_container_gets_the_very_versions_that_are_tested() -> None:
    assert pins(LOCKS[1])
    assert pins(LOCKS[1]) <= pins(LOCKS[0])


def test_the_container_gets_everything_the_project_needs() -> None:
    locked = {name(pin) for pin in pins(LOCKS[1])}
    assert {name(requirement) for requirement in PROJECT["project"]["dependencies"]} <= locked
    assert "greenlet" in locked, "SQLAlchemy's asyncio needs it and asks for it only by an extra"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_index_and_has_a_hash_for_everything(lock: str) -> None:
    assert [line for line in text(lock).splitlines() if re.match(r"\s*-(?!-hash=)", line) or "://" in line] == []
    blocks = re.split(r"^(?=[a-z0-9])", text(lock), flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_image_holds_what_it_copies_and_does_not_run_as_root() -> None:
    lines = text("Dockerfile").splitlines()
    copied = [word for line in lines if line.startswith("COPY") and "--from" not in line for word in line.split()[1:-1]]
    sources = [word for word in copied if not word.startswith("--")]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []
    [user] = [line.split()[1] for line in lines if line.startswith("USER")]
    assert int(user.partition(":")[0]) > 0
    assert 'ENTRYPOINT ["python", "-m", "bot"]' in lines
    assert 'CMD ["run"]' in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)


def test_nothing_private_is_sent_to_the_builder() -> None:
    sent = [line for line in text(".dockerignore").splitlines() if not line.startswith("#")]
    assert sent[0] == "*", "everything is left out but what is named"
    assert not {"!.env", "!data", "!.git"} & set(sent)


def test_the_service_is_locked_down_and_restarts_only_after_a_failure() -> None:
    [service] = yaml.safe_load(text("compose.yaml"))["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    assert service["restart"].startswith("on-failure")


def test_the_changelog_begins_with_what_is_not_released_yet_or_with_this_version() -> None:
    headings = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)
    assert headings
    assert headings[0] == "Unreleased" or headings[0].startswith(PROJECT["project"]["version"])
