"""Custom ids: the state a button carries, so that it works after a restart and on messages months old.

The first letters are a version. Ids of a version we no longer write are answered kindly by `buttons.StaleButton`.
"""

from enum import StrEnum

from bot.answering.query import QUERY_PATTERN, Query
from bot.knowledge.library import REVISION_DIGITS

VERSION = "o1"
LONGEST = 100  # characters of a custom id (Discord)

_ENTRY, _REVISION, _VOTE = r"[a-z0-9-]+", rf"[0-9a-f]{{{REVISION_DIGITS}}}", r"[hnw]"
_OURS = rf"{VERSION}:(?:(?:open|share):{QUERY_PATTERN}|vote:{_ENTRY}:{_REVISION}:{_VOTE})"

OPEN = rf"{VERSION}:open:(?P<query>{QUERY_PATTERN})"
SHARE = rf"{VERSION}:share:(?P<query>{QUERY_PATTERN})"
VOTE = rf"{VERSION}:vote:(?P<entry>{_ENTRY}):(?P<revision>{_REVISION}):(?P<vote>{_VOTE})"
STALE = rf"(?!{_OURS}\Z)[\s\S]*"
"""Every id that is none of the others: discord.py leaves a press unanswered when no template fits."""


class Vote(StrEnum):
    """What somebody thinks of a card, as one letter."""

    HELPFUL = "h"
    NOT_HELPFUL = "n"
    WRONG_OR_OLD = "w"


def opening(query: Query) -> str:
    """Write the id of a button that opens a card."""
    return _checked(f"{VERSION}:open:{query.token()}")


def sharing(query: Query) -> str:
    """Write the id of the button that posts a card publicly."""
    return _checked(f"{VERSION}:share:{query.token()}")


def voting(entry: str, revision: str, vote: Vote) -> str:
    """Write the id of a vote on exactly what was seen."""
    return _checked(f"{VERSION}:vote:{entry}:{revision}:{vote}")


def _checked(custom_id: str) -> str:
    if len(custom_id) > LONGEST:
        raise ValueError(f"a custom id of {len(custom_id)} characters; shorten the entry's or the part's id")
    return custom_id
