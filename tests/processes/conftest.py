from collections.abc import AsyncIterator

import pytest

from tests.support.loopback import LoopbackDiscord


@pytest.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as made:
        yield made
