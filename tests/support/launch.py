"""Start a bot as a process of its own with discord.py pointed at a loopback Discord.

`python -m tests.support.launch PORT bare` or `python -m tests.support.launch PORT oligo [arguments]`; everything else
comes from the environment, as for the real thing.
"""

import sys

import discord.gateway
import discord.http
import yarl


def point_discord_at(port: int) -> None:
    """Point every client of this process at the loopback server; call it before the first client connects."""
    discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway")


def main(arguments: list[str]) -> int:
    """Run the bot that is asked for and return its exit status."""
    port, which, *rest = arguments
    point_discord_at(int(port))
    # imported only now: each side of the benchmark pays for its own imports and for nothing of the other's
    if which == "bare":
        from bench.bare_bot import main as run  # noqa: PLC0415

        return run()
    from bot.cli import main as command_line  # noqa: PLC0415

    return int(command_line(rest or ["run"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
