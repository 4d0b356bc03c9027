import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import discord
import pytest

from tests.support import exchange as faults
from tests.support import launch
from tests.support.driver import UnknownCommandError, Upload
from tests.support.exchange import NoAnswerError
from tests.support.loopback import LoopbackDiscord
from tests.support.payloads import MANAGER, Asker
from tests.support.process import BotProcess
from tests.support.small_bot import SmallBot, SmallShardedBot


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    # remembered by monkeypatch, so that pointing the client elsewhere ends with the test
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    websocket = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(websocket, "DEFAULT_GATEWAY", websocket.DEFAULT_GATEWAY)
    async with LoopbackDiscord(guilds=2) as made:
        launch.point_discord_at(made.port)
        yield made


@asynccontextmanager
async def connected(server: LoopbackDiscord, bot: SmallBot | SmallShardedBot) -> AsyncIterator[None]:
    running = asyncio.create_task(bot.start(server.token))
    try:
        await server.gateway.until_ready(readies=server.rest.shards)
        yield
    finally:
        await bot.close()
        with suppress(asyncio.CancelledError, discord.ConnectionClosed):
            await asyncio.wait_for(running, 5)


@pytest.fixture
async def bot(server: LoopbackDiscord) -> AsyncIterator[SmallBot]:
    made = SmallBot()
    async with connected(server, made):
        yield made


async def test_a_slash_command_is_answered_with_a_private_card(server: LoopbackDiscord, bot: SmallBot) -> None:
    answer = await server.slash("therapy", name="hsct")
    assert (answer.text, answer.ephemeral, answer.statuses) == ("about hsct", True, [200])
    assert answer.latency is not None
    assert 0 < answer.latency < 1
    shared = await server.slash("therapy", name="msc", share=True)
    assert (shared.text, shared.ephemeral) == ("about msc", False)


async def test_autocomplete_offers_the_names_that_begin_so(server: LoopbackDiscord, bot: SmallBot) -> None:
    answer = await server.autocomplete("therapy", "name", "h")
    assert [choice["value"] for choice in answer.choices] == ["hsct"]


async def test_a_button_changes_the_message_it_sits_on(server: LoopbackDiscord, bot: SmallBot) -> None:
    card = await server.slash("therapy", name="hsct")
    pressed = await server.press(card, label="Risks")
    assert pressed.callback_type == faults.UPDATE
    assert card.text == "risks of hsct"
    with pytest.raises(LookupError, match="Risks"):
        await server.press(card, label="Nowhere")


async def test_a_deferred_answer_is_followed_to_its_end(server: LoopbackDiscord, bot: SmallBot) -> None:
    answer = await (await server.slash("later")).until_answered()
    assert (answer.text, answer.ephemeral) == ("done", True)
    await answer.until(lambda: len(answer.later) == 2)
    assert [later.method for later in answer.later] == ["PATCH", "POST"]


async def test_a_modal_opens_and_its_submission_is_answered(server: LoopbackDiscord, bot: SmallBot) -> None:
    opened = await server.slash("suggest")
    assert opened.callback_type == faults.MODAL
    assert (await server.submit(opened)).text == "noted: as it was"
    again = await server.slash("suggest")
    assert (await server.submit(again, {"words": "new"})).text == "noted: new"


async def test_a_file_goes_there_and_comes_back(server: LoopbackDiscord, bot: SmallBot) -> None:
    answer = await server.slash("picture", file=Upload("a.txt", b"hello"))
    assert answer.files == {"a.txt": b"hello"}


async def test_a_subcommand_sees_permissions_and_a_role(server: LoopbackDiscord, bot: SmallBot) -> None:
    assert (await server.slash("curate show", role=42)).text == "42 False"
    assert (await server.slash("curate show", asker=MANAGER, role=42)).text == "42 True"


async def test_a_message_menu_carries_the_message(server: LoopbackDiscord, bot: SmallBot) -> None:
    assert (await server.message_menu("Check this claim", "it cures")).text == "checked: it cures"


async def test_what_discord_would_not_send_is_refused_here(server: LoopbackDiscord, bot: SmallBot) -> None:
    with pytest.raises(UnknownCommandError):
        await server.slash("nothing")
    with pytest.raises(UnknownCommandError):
        await server.slash("therapy")
    with pytest.raises(UnknownCommandError):
        await server.slash("therapy", name="hsct", colour="red")


async def test_a_direct_message_has_a_user_and_no_guild(server: LoopbackDiscord, bot: SmallBot) -> None:
    answer = await server.message_menu("Check this claim", "it cures", asker=Asker(guild=None))
    assert answer.text == "checked: it cures"


async def test_many_commands_in_flight_are_each_answered_once(server: LoopbackDiscord, bot: SmallBot) -> None:
    load = await server.load("therapy", [{"name": "hsct"}] * 40, in_flight=8)
    assert (len(load.latencies), load.unanswered, load.refused) == (40, 0, 0)
    assert server.rest.accepted == 40


async def test_after_op_7_the_session_resumes_and_missed_commands_arrive(
    server: LoopbackDiscord, bot: SmallBot
) -> None:
    await server.slash("therapy", name="hsct")
    await server.gateway.ask_to_reconnect()
    assert (await server.slash("therapy", name="msc")).accepted
    await server.gateway.until(lambda gateway: gateway.resumes == 1)
    assert (server.gateway.identifies, bot.seen["resumed"]) == (1, 1)


async def test_a_cut_connection_resumes(server: LoopbackDiscord, bot: SmallBot) -> None:
    await server.gateway.drop()
    await server.gateway.until(lambda gateway: gateway.resumes == 1)
    await server.gateway.close(4000)
    await server.gateway.until(lambda gateway: gateway.resumes == 2)
    assert (await server.slash("therapy", name="hsct")).accepted


async def test_after_op_9_the_bot_identifies_again(server: LoopbackDiscord, bot: SmallBot) -> None:
    await server.gateway.invalidate()
    await server.gateway.until(lambda gateway: gateway.identifies == 2)
    await server.gateway.until_ready(readies=2)
    assert (await server.slash("therapy", name="hsct")).accepted


async def test_a_silent_gateway_says_nothing_until_it_speaks_again(server: LoopbackDiscord, bot: SmallBot) -> None:
    server.gateway.silence()
    with pytest.raises(NoAnswerError):
        await server.slash("therapy", name="hsct", within=0.1)
    server.gateway.silence(silent=False)
    assert (await server.slash("therapy", name="msc")).accepted


async def test_a_500_that_was_recorded_is_retried_and_then_already_acknowledged(
    server: LoopbackDiscord, bot: SmallBot
) -> None:
    server.fault(faults.server_error(recorded=True))
    answer = await server.slash("therapy", name="hsct")
    assert answer.text == "about hsct"
    await asyncio.sleep(1.2)  # discord.py tries again after a second
    assert server.rest.accepted == 1
    [error] = bot.errors
    assert getattr(error.__cause__, "code", 0) == faults.ALREADY_ACKNOWLEDGED


async def test_faults_reach_the_bot_as_discord_sends_them(server: LoopbackDiscord, bot: SmallBot) -> None:
    server.fault(faults.unknown_interaction())
    refused = await server.slash("therapy", name="hsct")
    assert (refused.accepted, refused.statuses) == (False, [404])
    server.fault(faults.rate_limited(0.05))
    assert (await server.slash("therapy", name="hsct")).statuses == [429, 200]
    server.fault(faults.slow(0.05))
    assert (await server.slash("therapy", name="hsct")).accepted
    server.fault(faults.dropped_connection())
    assert not (await server.slash("therapy", name="hsct")).accepted
    await asyncio.sleep(0.05)
    assert getattr(bot.errors[0].__cause__, "code", 0) == faults.UNKNOWN_INTERACTION


async def test_an_answer_after_three_seconds_is_unknown(server: LoopbackDiscord, bot: SmallBot) -> None:
    server.rest.answer_within = 0.0
    assert (await server.slash("therapy", name="hsct")).statuses == [404]


async def test_a_sharded_client_gets_each_command_on_its_own_shard(server: LoopbackDiscord) -> None:
    server.rest.shards = 2
    made = SmallShardedBot()
    async with connected(server, made):
        assert sorted(session.shard for session in server.gateway.sessions.values()) == [(0, 2), (1, 2)]
        for guild in (0, 1):
            assert (await server.slash("therapy", name="hsct", asker=Asker(guild=guild))).accepted
        assert [session.sequence for session in server.gateway.sessions.values()] == [3, 3]
        assert not server.rest.unknown_requests


async def test_a_wrong_token_is_refused(server: LoopbackDiscord) -> None:
    bot = SmallBot()
    with pytest.raises(discord.LoginFailure):
        await bot.start("wrong")
    await bot.close()


async def test_a_bot_process_starts_answers_and_survives_nothing(server: LoopbackDiscord, tmp_path: Path) -> None:
    async with BotProcess(server, tmp_path, bot="bare") as process:
        assert await process.until_ready() > 0
        load = asyncio.create_task(server.load("therapy", [{"name": "hsct"}] * 500, in_flight=4, within=0.5))
        await server.rest.until_accepted(20)
        assert process.usage().resident > 0
        await process.kill()
        assert process.status == -9
        load.cancel()
        await asyncio.gather(load, return_exceptions=True)
    async with BotProcess(server, tmp_path, bot="bare") as process:
        await process.until_ready()
        assert (await server.slash("therapy", name="hsct")).accepted
