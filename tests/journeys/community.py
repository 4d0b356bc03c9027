"""A small community on a SimCord Discord: the real bot, a channel, two members, two moderators, and a guest by DM."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.app import assembled
from bot.interactions.cards import Card
from bot.interactions.client import OligoClient
from bot.knowledge.wording import Wording
from bot.settings import Settings
from tests.journeys.cards import assert_card

Prepare = Callable[[OligoClient], None]

MESSAGE, UPDATE = 4, 7  # interaction callbacks that show a message


@dataclass(frozen=True)
class Community:
    """Everybody and everything a story needs."""

    client: OligoClient
    env: simcord.Env
    data: Path
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    ana: simcord.MemberActor
    bo: simcord.MemberActor
    moderators: tuple[simcord.MemberActor, simcord.MemberActor]
    kim: simcord.UserHandle

    @property
    def words(self) -> Wording:
        """Oligo's own sentences."""
        return self.client.front.desk.library.wording

    def bodies(self, since: int = 0) -> list[dict[str, Any]]:
        """Return every message body the bot sent since the request numbered `since`."""
        found: list[dict[str, Any]] = []
        for request in self.env.http_requests[since:]:
            if request.path.endswith("/callback") and request.json["type"] in {MESSAGE, UPDATE}:
                found.append(request.json["data"])
            elif "/webhooks/" in request.path or request.path.endswith("/messages"):
                found.append(request.json)
        return found

    def calls(self, since: int) -> list[tuple[str, str]]:
        """Return the method and the last word of the path of every request since the one numbered `since`."""
        return [(request.method, request.path.rsplit("/", 1)[-1]) for request in self.env.http_requests[since:]]

    def assert_bodies(self, since: int = 0) -> None:
        """Hold every message sent since then against the promises that hold for all of them."""
        for body in self.bodies(since):
            assert not body.get("content")
            assert not body.get("embeds")
            assert body["allowed_mentions"]["parse"] == []
            assert not body["allowed_mentions"].get("users")
            assert not body["allowed_mentions"].get("roles")
            assert_card(body["components"], self.words)

    async def post(self, custom_id: str) -> discord.Message:
        """Post a card with one button, as an older or a newer version might have."""
        text = {"type": 10, "content": self.words.disclaimers.card}
        button = {"type": 2, "style": 2, "label": "A button", "custom_id": custom_id}
        card = Card([{"type": 17, "components": [text]}, {"type": 1, "components": [button]}])
        return await self.client.get_partial_messageable(self.channel.id).send(view=card)

    def rows(self, columns: str, table: str = "query_log") -> list[tuple[Any, ...]]:
        """Read a table straight from the file, in the order of writing."""
        with closing(sqlite3.connect(self.data / "oligo.db")) as connection:
            return connection.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()

    def stored(self) -> bytes:
        """Return every byte in the data directory."""
        return b"".join(file.read_bytes() for file in sorted(self.data.rglob("*")) if file.is_file())


def settings(data: Path) -> Settings:
    """Return settings that no developer's `.env` reaches."""
    return Settings(data_dir=data, _env_file=None)


@asynccontextmanager
async def opened(data: Path, prepare: Iterable[Prepare] = ()) -> AsyncIterator[Community]:
    """Open a community on the data in `data`; each of `prepare` gets the client before it connects."""
    async with assembled(settings(data), shard_count=1) as client:
        for change in prepare:
            change(client)
        async with connected(client) as env:
            guild = env.create_guild("MS support", owner=env.create_user("sam"))
            channel = guild.create_text_channel("ask-oligo")
            curators = guild.create_role("Curators", permissions=discord.Permissions(manage_messages=True))
            yield Community(
                client=client,
                env=env,
                data=data,
                guild=guild,
                channel=channel,
                ana=guild.add_member(env.create_user("ana")),
                bo=guild.add_member(env.create_user("bo")),
                moderators=(
                    guild.add_member(env.create_user("maya"), roles=[curators]),
                    guild.add_member(env.create_user("tom"), roles=[curators]),
                ),
                kim=env.create_user("kim"),
            )


@asynccontextmanager
async def connected(client: OligoClient) -> AsyncIterator[simcord.Env]:
    """Do what `simcord.run` does, but without its context variable, which a fixture of a whole module cannot give back.

    What the bot raised and no test looked at (`env.errors`) is raised at the end.
    """
    env = simcord.Env(client)
    await env.start()
    try:
        yield env
    finally:
        await env.shutdown()
    env._raise_errors_since(env._errors_acknowledged)
