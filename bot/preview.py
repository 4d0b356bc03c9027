"""The same bot in a local browser page: SimCord stands in for Discord, everything else is real.

A member, two moderators and a guest whose own server is another one are there to act as.
"""

import asyncio
import contextlib
import os
import signal
import sys
import webbrowser

import discord

from bot.app import Exit, StartError, assembled
from bot.settings import Settings

WELCOME = "Type /therapy and choose hsct. Pick who you are at the top of the page."


async def preview(settings: Settings, port: int) -> Exit:
    """Serve the preview until it is interrupted. Raise `StartError` when its parts are not installed."""
    try:
        import simcord  # noqa: PLC0415 - not part of the container
    except ImportError:
        raise StartError("The preview needs its own parts: pip install 'oligo[preview]'.", Exit.SETTINGS) from None
    async with assembled(settings, shard_count=1) as client, simcord.run(client) as env:
        if client.user is not None:
            await client.user.edit(username="Oligo")  # SimCord calls every bot TestBot
        owner = env.create_user("sam", global_name="Sam (owner)")
        guild = env.create_guild("MS support community", owner=owner)
        channel = guild.create_text_channel("ask-oligo")
        curators = guild.create_role("Curators", permissions=discord.Permissions(manage_messages=True))
        member = guild.add_member(env.create_user("ana", global_name="Ana (member)"))
        first = guild.add_member(env.create_user("maya", global_name="Maya (moderator)"), roles=[curators])
        second = guild.add_member(env.create_user("tom", global_name="Tom (moderator)"), roles=[curators])
        visitor = env.create_user("kim", global_name="Kim (from another server)")
        elsewhere = env.create_guild("Another server", owner=visitor)
        elsewhere.add_member(visitor)
        guest = guild.add_member(visitor)
        await member.send(channel, WELCOME)
        viewers = [member, first, second, guest]
        async with env.preview(channel, viewers=viewers, layout="channel", locale="en-GB", port=port) as page:
            print(f"Oligo is open at {page.url}\nStop it with Ctrl+C.", flush=True)  # noqa: T201 - the whole point
            _open_browser(page.url)
            await _interrupted()
    return Exit.OK


def _open_browser(url: str) -> None:
    """Open the page where somebody sits in front of it; never fail for want of a browser."""
    if sys.stdout.isatty() and (
        sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(url)


async def _interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    await stop.wait()
