"""A process that is killed, or asked to stop, at the worst moments."""

import asyncio
import random
import time
from pathlib import Path

from tests.processes.watching import rows, under_load, until
from tests.support import exchange as faults
from tests.support.loopback import LoopbackDiscord
from tests.support.process import BotProcess

KILLS = 3
STOPPED_WITHIN = 5.0  # seconds; a container gets ten


async def test_kill_9_at_any_moment_loses_no_answered_query(server: LoopbackDiscord, tmp_path: Path) -> None:
    moments = [random.uniform(0, 0.5) for _ in range(KILLS)]
    kept = 0
    for moment in moments:
        async with BotProcess(server, tmp_path) as process:
            await process.until_ready()
            assert rows(process) >= kept  # the restart threw nothing away
            async with under_load(server):
                await asyncio.sleep(moment)
                await process.kill()
        kept = rows(process)
        assert kept >= server.rest.accepted > 0, f"answers without a row after kills at {moments} s"
    async with BotProcess(server, tmp_path) as process:
        await process.until_ready()
        assert (await server.slash("therapy", name="hsct")).accepted
        assert rows(process) >= server.rest.accepted


async def test_sigterm_under_load_answers_what_was_under_way_and_keeps_every_row(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    async with BotProcess(server, tmp_path) as process:
        await process.until_ready()
        async with under_load(server):
            await server.rest.until_accepted(50 + random.randrange(50))
            sent = list(server.rest.exchanges.values())
            status = await process.terminate(STOPPED_WITHIN)
        assert status == 0, process.output()[-2000:]
        assert [exchange.id for exchange in sent if not exchange.accepted] == []
        cards = [exchange for exchange in server.rest.exchanges.values() if "HSCT" in exchange.text]
        assert rows(process) >= len(cards) >= len(sent)


async def test_sigterm_waits_for_an_answer_that_discord_takes_only_at_the_second_try(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    async with BotProcess(server, tmp_path) as process:
        await process.until_ready()
        server.fault(*[faults.server_error()] * 3)
        waiting = [asyncio.create_task(server.slash("therapy", name="hsct")) for _ in range(3)]
        await until(lambda: server.rest.callbacks == 3)
        assert server.rest.accepted == 0  # discord.py tries again after a second
        assert await process.terminate(STOPPED_WITHIN) == 0
        assert all(exchange.accepted for exchange in await asyncio.gather(*waiting))
        assert rows(process) == 3


async def test_sigterm_while_the_gateway_says_nothing_ends_cleanly(server: LoopbackDiscord, tmp_path: Path) -> None:
    server.gateway.silence()
    async with BotProcess(server, tmp_path) as process:
        await until(lambda: server.gateway.connections == 1, within=15)
        assert await process.terminate(STOPPED_WITHIN) == 0, process.output()[-2000:]


async def test_sigterm_while_the_database_is_made_ends_cleanly_and_the_next_start_works(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    async with BotProcess(server, tmp_path) as process:
        await until((process.data_directory / "oligo.db").exists, within=15)
        assert await process.terminate(STOPPED_WITHIN) == 0, process.output()[-2000:]
        assert process.output() == ""
    async with BotProcess(server, tmp_path) as process:
        await process.until_ready()
        assert (await server.slash("therapy", name="hsct")).accepted


async def test_sigterm_with_a_network_that_swallows_everything_still_ends_in_time(
    server: LoopbackDiscord, tmp_path: Path
) -> None:
    async with BotProcess(server, tmp_path) as process:
        await process.until_ready()
        assert (await server.slash("therapy", name="hsct")).accepted
        for socket in server.gateway._sockets:  # the good-bye is never read, so never answered
            assert socket._req is not None
            assert socket._req.transport is not None
            socket._req.transport.pause_reading()
        began = time.perf_counter()
        assert await process.terminate(STOPPED_WITHIN) == 0, process.output()[-2000:]
        assert time.perf_counter() - began < STOPPED_WITHIN
        assert rows(process) == 1
        assert "Traceback" not in process.output()
