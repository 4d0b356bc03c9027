"""The preview page, started as a new user would and opened in headless Chromium."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.visitor import Visitor
from tests.support.process import ROOT, free_address

PATIENCE_MS = 20_000  # for a machine that is busy with the rest of the tests


@dataclass(frozen=True)
class Preview:
    """A running preview and what it printed until its page was open."""

    address: str
    printed: list[str]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    directory = tmp_path_factory.mktemp("preview")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "OLIGO_DATA_DIR": str(directory / "data")}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "preview", "--port", free_address().split(":")[1]],
        cwd=directory, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        printed: list[str] = []
        while not printed or not printed[-1].startswith("Stop it"):
            line = process.stdout.readline()
            assert line, f"the preview ended: {printed}"
            printed.append(line.rstrip("\n"))
        [address] = [line.rpartition(" ")[2] for line in printed if "http://" in line]
        yield Preview(address, printed)
        process.terminate()
        said, _nothing = process.communicate(timeout=10)
    assert (process.returncode, said) == (0, ""), "the preview must end quietly"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium on this machine; the CI has one")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, preview: Preview, tmp_path: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(error.message))
    opened.goto(preview.address)
    yield opened
    opened.screenshot(path=tmp_path / "at-the-end.png")  # kept by pytest for the last few runs
    context.close()
    assert faults == []


@pytest.fixture
def visitor(page: Page) -> Visitor:
    return Visitor(page)
