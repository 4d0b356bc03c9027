from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.checks import check_library
from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from bot.knowledge.problems import Problem
from tests.knowledge.builders import Folder, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small valid folder of its own, free to be spoiled."""
    return small_folder(tmp_path)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small folder as a library; nothing in it can be changed."""
    return small_folder(tmp_path_factory.mktemp("small")).load()


@pytest.fixture(scope="session")
def alpha(small: Library) -> Therapy:
    """The moon lamp: moderate, high and low evidence, two risks, one article."""
    return next(therapy for therapy in small.therapies if therapy.id == "alpha")


@pytest.fixture(scope="session")
def beta(small: Library) -> Therapy:
    """The purple tea: very low evidence, and a part."""
    return next(therapy for therapy in small.therapies if therapy.id == "beta")


@pytest.fixture(scope="session")
def checked_on(library: Library) -> date:
    """The day of the newest review that ships: a fixed "today", so that no test rots."""
    return max(entry.review.checked_on for entry in library.entries.values())


@pytest.fixture(scope="session")
def shipped_problems(library: Library, checked_on: date) -> list[Problem]:
    """Everything the rules say of the content that ships."""
    return check_library(library, checked_on)
