from pathlib import Path

import pytest

from bot.knowledge.library import Library, load

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def library() -> Library:
    """The content that ships, read once for the whole run."""
    return load(ROOT / "content", ROOT / "seeds")
