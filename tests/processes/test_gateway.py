"""A gateway that misbehaves for ever meets a bot that keeps calm."""

import asyncio
from contextlib import suppress
from pathlib import Path

from tests.processes.watching import health, until_health
from tests.support.loopback import LoopbackDiscord
from tests.support.process import BotProcess

STORM = 3.0  # seconds
A_HANDFUL = 6  # connections in that time: three at once, then after 1, 2 and 4 seconds at most


async def test_a_gateway_that_always_asks_to_reconnect_is_not_stormed(server: LoopbackDiscord, tmp_path: Path) -> None:
    async with BotProcess(server, tmp_path) as process:
        await process.until_ready()
        with suppress(TimeoutError):
            async with asyncio.timeout(STORM):
                while True:
                    await server.gateway.ask_to_reconnect()
                    await asyncio.sleep(0.02)
        assert 3 <= server.gateway.connections <= A_HANDFUL
        assert server.gateway.identifies <= 2  # resuming costs nothing of the day's sessions
        assert process.status is None
        async with asyncio.timeout(
            20
        ):  # a command of its longest wait comes too late for Discord; the next is answered
            while not (await server.slash("therapy", name="hsct", within=10)).accepted:
                pass


async def test_health_is_degraded_while_the_gateway_is_gone(server: LoopbackDiscord, tmp_path: Path) -> None:
    async with BotProcess(server, tmp_path) as process:
        await process.until_ready()
        await until_health(process, 200)
        server.gateway.refuse_with = 4000  # every attempt to resume is thrown out
        await server.gateway.drop()
        assert list((await until_health(process, 503))["problems"]) == ["gateway"]
        assert (await health(process, "/healthz"))[0] == 200
        server.gateway.refuse_with = None
        await until_health(process, 200, within=20)
