"""Voters: who has voted on what since the start, in memory and unreadable, so that one person counts once.

Nothing of it is ever written: the key is made at the start and forgotten at the end.
"""

import hashlib
import secrets
from collections import OrderedDict

MOST_REMEMBERED = 10_000


class Voters:
    """Remembers the last ten thousand votes as keyed hashes."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._seen: OrderedDict[bytes, None] = OrderedDict()

    def is_first(self, user: int, entry: str, revision: str) -> bool:
        """Tell whether this is the person's first vote on this text, and remember it."""
        mark = self._mark(user, entry, revision)
        if mark in self._seen:
            return False
        self._seen[mark] = None
        if len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)
        return True

    def forget(self, user: int, entry: str, revision: str) -> None:
        """Let the person vote again, because the vote could not be kept."""
        self._seen.pop(self._mark(user, entry, revision), None)

    def _mark(self, user: int, entry: str, revision: str) -> bytes:
        return hashlib.blake2b(f"{user}:{entry}:{revision}".encode(), key=self._key, digest_size=16).digest()
