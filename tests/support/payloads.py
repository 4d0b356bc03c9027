"""The JSON Discord would send: users, servers, interactions and the messages made from a callback.

Only what discord.py 2.7.1 insists on, plus what a handler may read. Everything is a plain dictionary so that a test can
spoil one field on purpose.
"""

import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

DISCORD_EPOCH_MILLISECONDS = 1_420_070_400_000
APPLICATION_ID = 1_100_000_000_000_000_001
FIRST_GUILD = 300_000_000_000  # shifted left by 22 bits: an id of 2023, and the next guild falls on the next shard
EPHEMERAL = 1 << 6
LOADING = 1 << 7
NO_PERMISSIONS = 0
SEND_MESSAGES_AND_VIEW = (1 << 10) | (1 << 11)
MANAGE_GUILD = 1 << 5
ADMINISTRATOR = 1 << 3

_increment = itertools.count(1)


def snowflake() -> int:
    """Return a new id that carries the present moment, as Discord's do: handlers read an interaction's age from it."""
    milliseconds = int(time.time() * 1000) - DISCORD_EPOCH_MILLISECONDS
    return (milliseconds << 22) | (next(_increment) & 0x3FFFFF)


def guild_id(index: int) -> int:
    """Return the id of the guild at `index`; consecutive guilds fall on consecutive shards."""
    return (FIRST_GUILD + index) << 22


def role_id(guild: int, index: int) -> int:
    """Return the id of a guild's role; index 0 is @everyone, whose id is the guild's."""
    return guild_id(guild) + index


def channel_id(guild: int, index: int) -> int:
    """Return the id of a guild's text channel."""
    return guild_id(guild) + 1_000 + index


@dataclass(frozen=True)
class Asker:
    """Who uses a command, and where: `guild` is an index into the loopback's guilds, None is a direct message."""

    id: int = 700_000_000_000_000_001
    name: str = "member"
    guild: int | None = 0
    permissions: int = SEND_MESSAGES_AND_VIEW
    role_ids: Sequence[int] = ()
    locale: str = "en-GB"

    def with_id(self, user_id: int) -> "Asker":
        """Return the same asker as somebody else, so that a load does not come from one person."""
        return replace(self, id=user_id, name=f"member{user_id % 100_000}")


MEMBER = Asker()
MANAGER = Asker(
    id=700_000_000_000_000_002, name="manager", permissions=SEND_MESSAGES_AND_VIEW | MANAGE_GUILD | ADMINISTRATOR
)


def user(user_id: int, name: str, *, bot: bool = False) -> Json:
    """Return a user object."""
    return {
        "id": str(user_id),
        "username": name,
        "global_name": name.title(),
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


def bot_user() -> Json:
    """Return the bot's own user, as `/users/@me` and READY give it."""
    return user(APPLICATION_ID, "oligo", bot=True) | {"verified": True, "mfa_enabled": True, "flags": 0}


def application() -> Json:
    """Return the application, as `/oauth2/applications/@me` gives it."""
    return {
        "id": str(APPLICATION_ID),
        "name": "Oligo",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(700_000_000_000_000_009, "operator"),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "install_params": None,
        "interactions_endpoint_url": None,
    }


def member(asker: Asker) -> Json:
    """Return the guild member of an interaction, with the permissions Discord computed for the channel."""
    return {
        "user": user(asker.id, asker.name),
        "roles": [str(role) for role in asker.role_ids],
        "joined_at": "2024-01-01T00:00:00+00:00",
        "premium_since": None,
        "nick": None,
        "avatar": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "permissions": str(asker.permissions),
    }


def role(guild: int, index: int) -> Json:
    """Return a role of a guild."""
    return {
        "id": str(role_id(guild, index)),
        "name": "@everyone" if index == 0 else f"role {index}",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": index,
        "permissions": str(SEND_MESSAGES_AND_VIEW),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(guild: int, index: int) -> Json:
    """Return a text channel of a guild."""
    return {
        "id": str(channel_id(guild, index)),
        "guild_id": str(guild_id(guild)),
        "type": 0,
        "name": f"channel-{index}",
        "position": index,
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
        "permission_overwrites": [],
    }


def guild_create(guild: int, *, roles: int, channels: int) -> Json:
    """Return the payload of GUILD_CREATE for one guild of the loopback."""
    return {
        "id": str(guild_id(guild)),
        "name": f"Community {guild}",
        "owner_id": "700000000000000009",
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 2,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-GB",
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "application_id": None,
        "features": ["COMMUNITY"],
        "emojis": [],
        "stickers": [],
        "joined_at": "2024-01-01T00:00:00+00:00",
        "large": False,
        "unavailable": False,
        "member_count": 100,
        "members": [],
        "presences": [],
        "voice_states": [],
        "threads": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "roles": [role(guild, index) for index in range(roles)],
        "channels": [channel(guild, index) for index in range(channels)],
    }


def interaction(kind: int, data: Json, asker: Asker, *, message: Json | None = None) -> Json:
    """Return an INTERACTION_CREATE payload: 2 command, 3 component, 4 autocomplete, 5 modal submit."""
    interaction_id = snowflake()
    payload: Json = {
        "id": str(interaction_id),
        "application_id": str(APPLICATION_ID),
        "type": kind,
        "token": f"loopback-{interaction_id}",
        "version": 1,
        "data": data,
        "locale": asker.locale,
        "entitlements": [],
        "attachment_size_limit": 10_485_760,
        "app_permissions": str(SEND_MESSAGES_AND_VIEW),
    }
    if message is not None:
        payload["message"] = message
    return payload | _whereabouts(asker)


def _whereabouts(asker: Asker) -> Json:
    """Return the fields that say who asked and where."""
    if asker.guild is None:
        private = {"id": str(asker.id + 1), "type": 1, "last_message_id": None, "flags": 0, "recipients": []}
        return {
            "user": user(asker.id, asker.name),
            "channel_id": private["id"],
            "channel": private,
            "context": 1,
            "authorizing_integration_owners": {"0": "0"},
        }
    here = str(guild_id(asker.guild))
    return {
        "guild_id": here,
        "guild": {"id": here, "locale": "en-GB", "features": ["COMMUNITY"]},
        "guild_locale": "en-GB",
        "channel_id": str(channel_id(asker.guild, 0)),
        "channel": channel(asker.guild, 0) | {"permissions": str(asker.permissions)},
        "member": member(asker),
        "context": 0,
        "authorizing_integration_owners": {"0": here},
    }


def message(data: Json, *, in_channel: str, source: Json | None = None, uploads: Sequence[Json] = ()) -> Json:
    """Return the message Discord makes of an interaction's answer; `source` is the interaction it answers."""
    made: Json = {
        "id": str(snowflake()),
        "channel_id": in_channel,
        "author": bot_user(),
        "type": 20 if source else 0,
        "content": data.get("content") or "",
        "embeds": data.get("embeds") or [],
        "attachments": list(uploads),
        "components": with_ids(data.get("components") or []),
        "flags": data.get("flags") or 0,
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "application_id": str(APPLICATION_ID),
        "webhook_id": str(APPLICATION_ID),
    }
    if source is not None:
        who = source["member"]["user"] if "member" in source else source["user"]
        made["interaction_metadata"] = {
            "id": source["id"],
            "type": source["type"],
            "user": who,
            "authorizing_integration_owners": source["authorizing_integration_owners"],
        }
        if source["type"] == 3:
            made["interaction_metadata"]["interacted_message_id"] = source["message"]["id"]
    return made


def with_ids(components: Sequence[Json]) -> list[Json]:
    """Return a copy of the components in which every one has an id, as Discord gives them back."""
    numbers = itertools.count(1)
    return [_with_id(component, numbers) for component in components]


def _with_id(component: Json, numbers: Iterator[int]) -> Json:
    made = dict(component)
    made["id"] = next(numbers)
    if "components" in made:
        made["components"] = [_with_id(child, numbers) for child in made["components"]]
    for key in ("accessory", "component"):
        if made.get(key):
            made[key] = _with_id(made[key], numbers)
    return made


def walk(components: Sequence[Json]) -> Iterator[Json]:
    """Yield every component of a message or modal, outermost first."""
    for component in components:
        yield component
        yield from walk(component.get("components") or ())
        for key in ("accessory", "component"):
            if component.get(key):
                yield from walk([component[key]])
