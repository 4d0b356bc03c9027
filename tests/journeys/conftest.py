import os
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import pytest
import pytest_asyncio

import bot.app
from bot.knowledge.library import Library, load_to_serve
from tests.journeys.community import Community, opened


@cache
def read_once(content: Path, seeds: Path) -> Library:
    """Read the content as the start of the bot does; later starts get what the first one read."""
    return load_to_serve(content, seeds)


@pytest.fixture(scope="module", autouse=True)
def _nothing_of_the_developer() -> Iterator[None]:
    """Hide the developer's settings and token; and read the content once for all stories, not once for each."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("OLIGO_") or name == "DISCORD_TOKEN"]:
            patch.delenv(name)
        patch.setattr(bot.app, "load_to_serve", lambda content, seeds, *_cache: read_once(content, seeds))
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Community]:
    """One community for a whole module; take `community` instead, which also checks every message."""
    async with opened(tmp_path_factory.mktemp("data")) as community:
        yield community


@pytest.fixture(scope="module")
def library(shared: Community) -> Library:
    """What the module's bot knows; not read a second time, in case somebody is editing the files."""
    return shared.client.front.desk.library


@pytest.fixture
def community(shared: Community) -> Iterator[Community]:
    """The module's community. Whatever it was sent during the test must be a proper card."""
    before = len(shared.env.http_requests)
    yield shared
    shared.assert_bodies(before)


@pytest_asyncio.fixture
async def own(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Community]:
    """A community of the test's own, with an empty database.

    It lives in the test's own event loop: in a module marked with the loop of the module, give such a test the mark
    `asyncio(loop_scope="function")`.
    """
    mark = request.node.get_closest_marker("asyncio")
    if mark is not None and mark.kwargs.get("loop_scope", "function") != "function":
        pytest.fail('a test that takes `own` needs @pytest.mark.asyncio(loop_scope="function")')
    async with opened(tmp_path) as community:
        yield community
        community.assert_bodies()
