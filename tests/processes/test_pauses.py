"""What must not stop the event loop, seen from inside: the real composition root, connected to the loopback."""

import asyncio
import gc
from pathlib import Path

import discord
import pytest

from bot.app import Exit, serve
from bot.settings import Settings
from tests.support import launch
from tests.support.loopback import LoopbackDiscord

OBJECTS_OF_A_LIBRARY = 50_000


async def test_the_garbage_collector_does_not_go_through_the_library_again(
    server: LoopbackDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    websocket = discord.gateway.DiscordWebSocket
    monkeypatch.setattr(websocket, "DEFAULT_GATEWAY", websocket.DEFAULT_GATEWAY)
    launch.point_discord_at(server.port)
    monkeypatch.setenv("DISCORD_TOKEN", server.token)
    gc.unfreeze()
    serving = asyncio.create_task(serve(Settings(data_dir=tmp_path)))
    try:
        await server.gateway.until_ready()
        assert gc.get_freeze_count() > OBJECTS_OF_A_LIBRARY
    finally:
        serving.cancel()
        assert await serving is Exit.OK
        gc.unfreeze()
