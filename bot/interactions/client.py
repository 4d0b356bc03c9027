"""The discord.py client: hooks only.

It asks for the `guilds` intent and no other, caches no member and no message, and mentions nobody.
"""

from collections.abc import Sequence
from typing import Any

import discord

from bot.interactions import buttons, commands_sync, pacing
from bot.interactions.front import Front
from bot.interactions.tree import Tree
from bot.storage.app_state import AppState


class OligoClient(discord.AutoShardedClient):
    """Oligo's connection to Discord."""

    def __init__(
        self, front: Front, state: AppState, *, shard_count: int | None = None, shard_ids: Sequence[int] | None = None
    ) -> None:
        """Prepare the client; `shard_count` None lets Discord say how many shards there are."""
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=shard_count,
            shard_ids=list(shard_ids) if shard_ids is not None else None,  # type: ignore[arg-type]  # None means all
        )
        self.front = front
        self.tree = Tree(self, front)
        self._state = state
        self.pace = pacing.Pace()
        pacing.guard(self.http, self.pace)

    async def setup_hook(self) -> None:
        """Register the buttons, and publish the commands if they changed. Runs once, before the gateway opens."""
        self.add_dynamic_items(*buttons.ALL)
        await commands_sync.publish_if_changed(self.tree, self._state)

    async def on_error(self, _event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Count a failed event handler; its arguments may hold what people typed, so they go nowhere."""
        self.front.counters.failures += 1
