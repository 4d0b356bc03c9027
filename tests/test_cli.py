import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import bot
from bot import cli
from bot.settings import Settings
from tests.support.process import free_address

ROOT = Path(__file__).parents[1]
DISCLAIMER = "discuss this with your clinician"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field, about in Settings.model_fields.items():
        monkeypatch.delenv(str(about.validation_alias or f"OLIGO_{field.upper()}"), raising=False)
    monkeypatch.setenv("OLIGO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def broken_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content with one fault, a card without its title, at a known file and line."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.setenv("OLIGO_CONTENT_DIR", str(tmp_path / "content"))
    file = tmp_path / "content" / "glossary.yaml"
    with file.open("a", encoding="utf-8") as glossary:
        glossary.write("- term: a term without an explanation\n")
    return file


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Make one call as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_show_prints_a_card_that_ends_with_its_disclaimer(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "hsct"]) == 0
    card = capsys.readouterr().out.strip()
    assert card.startswith("## HSCT")
    assert DISCLAIMER in card.splitlines()[-1]


def test_show_finds_a_card_by_another_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "AHSCT"]) == 0
    other = capsys.readouterr().out
    assert cli.main(["show", "hsct"]) == 0
    assert capsys.readouterr().out == other


def test_show_prints_every_page_of_a_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "hsct", "--section", "risks"]) == 0
    printed = capsys.readouterr().out
    assert "How often:" in printed
    pages = printed.count("Page ")
    assert pages == 0 or f"Page {pages} of {pages}" in printed


def test_show_of_an_unknown_name_offers_others_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "hsctt-of-the-moon"]) == 1
    said = capsys.readouterr()
    assert "won't guess" in said.out
    assert said.err == ""


def test_show_with_a_section_that_does_not_exist_says_which_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "hsct", "--section", "miracles"]) == 2
    assert "risks" in capsys.readouterr().err


def test_show_with_broken_content_names_file_and_line(broken_content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "hsct"]) == 3
    assert capsys.readouterr().err.startswith("content/glossary.yaml:")


def test_check_accepts_the_content_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert all("warning: " in line for line in capsys.readouterr().out.splitlines())


def test_check_prints_one_problem_a_line_and_fails(broken_content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    last = broken_content.read_text(encoding="utf-8").count("\n")
    assert any(line.startswith(f"content/glossary.yaml:{last}: ") for line in lines), lines


def test_check_json_is_one_object_a_line(broken_content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--json"]) == 1
    problems = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert problems
    assert all(problem.keys() == {"path", "line", "message", "rule", "severity"} for problem in problems)
    assert "content/glossary.yaml" in {problem["path"] for problem in problems}


def test_check_whose_reader_leaves_early_says_nothing_about_it(broken_content: Path) -> None:
    call = subprocess.Popen(
        [sys.executable, "-m", "bot", "check"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with call:
        assert call.stdout is not None
        assert call.stderr is not None
        call.stdout.close()  # what `| head` does once it has enough
        assert call.stderr.read() == ""
    assert call.returncode == 1


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == bot.__version__


def test_help_names_every_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert all(call in said for call in ("run", "preview", "check", "show", "healthcheck"))


@pytest.mark.parametrize(("token", "call"), [("", "preview"), ("a token", "run")])
def test_no_call_is_run_with_a_token_and_preview_without(
    token: str, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def note(name: str) -> Callable[..., int]:
        def call(*_arguments: object) -> int:
            called.append(name)
            return 0

        return call

    monkeypatch.setenv("DISCORD_TOKEN", token)
    for name in ("run", "preview"):
        monkeypatch.setattr(cli, f"_{name}", note(name))
    assert cli.main([]) == 0
    assert called == [call]


def test_healthcheck_without_a_process_is_one_sentence_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = free_address()
    monkeypatch.setenv("OLIGO_HEALTH_ADDRESS", address)
    assert cli.main(["healthcheck"]) == 1
    assert capsys.readouterr().err.startswith(f"no answer from {address}: ")


def test_run_without_a_token_says_so(tmp_path: Path) -> None:
    call = run("run")
    assert (call.returncode, call.stdout) == (2, "")
    assert call.stderr == "DISCORD_TOKEN is not set; write it into the environment or .env.\n"
