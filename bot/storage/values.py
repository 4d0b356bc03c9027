"""The few shapes a stored value may have, so that no free text and nobody's id can slip into a table."""

import re
from datetime import UTC, datetime
from typing import Final, NewType

GuildId = NewType("GuildId", int)
"""A Discord server's id. The only Discord id the query log and the feedback keep."""

LARGEST_GUILD_ID: Final = 2**63 - 1
LONGEST_SLUG: Final = 60
REVISION_LENGTH: Final = 12

# Fifteen digits in a row is where Discord's ids begin (snowflakes of 2015 already have seventeen).
_SLUG: Final = re.compile(r"(?!.*[0-9]{15})[a-z][a-z0-9-]{0,59}")
_REVISION: Final = re.compile(r"[0-9a-f]{12}")


def is_slug(value: object) -> bool:
    """Tell whether the value is an id of ours: kebab-case, at most 60 characters, no run of 15 or more digits."""
    return type(value) is str and _SLUG.fullmatch(value) is not None


def require_slug(name: str, value: object) -> None:
    """Refuse a value that is not an id of ours; raises ``ValueError`` without repeating the value."""
    if not is_slug(value):
        raise ValueError(f"{name} must be a kebab-case id of at most {LONGEST_SLUG} characters")


def require_revision(value: object) -> None:
    """Refuse a value that is not a revision, twelve hexadecimal digits; raises ``ValueError``."""
    if type(value) is not str or _REVISION.fullmatch(value) is None:
        raise ValueError(f"revision must be {REVISION_LENGTH} hexadecimal digits")


def require_guild(value: object) -> None:
    """Refuse a server id that is neither ``None`` nor a positive 63-bit integer; raises ``ValueError``."""
    if value is not None and not (type(value) is int and 0 < value <= LARGEST_GUILD_ID):
        raise ValueError("guild must be a server's id or None")


def is_whole_hour(value: object) -> bool:
    """Tell whether the value is an aware UTC time on the hour."""
    return (
        isinstance(value, datetime) and value.tzinfo is UTC and not (value.minute or value.second or value.microsecond)
    )


def whole_hour(now: datetime) -> datetime:
    """Cut an aware time down to its hour in UTC; raises ``ValueError`` for a time without a zone."""
    if now.tzinfo is None:
        raise ValueError("a time needs a time zone")
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
