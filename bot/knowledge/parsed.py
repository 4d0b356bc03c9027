"""Parsed files, kept between starts: YAML is slow to read, and content seldom changes.

One JSON file in the data directory holds each content file's plain data beside the hash of its bytes. A file whose
hash differs is parsed again; a missing, foreign or broken cache is ignored. What comes out is validated all the same.
"""

import contextlib
import hashlib
from pathlib import Path
from typing import Any

import orjson

FORMAT = 1  # raise it when the reader's plain data changes shape


class ParsedFiles:
    """Remembers what files held. Without a `store` it remembers nothing."""

    def __init__(self, store: Path | None = None) -> None:
        """Read the store, if there is one that can be read."""
        self._store = store
        self._known: dict[str, Any] = {}
        self._used: dict[str, Any] = {}
        if store is not None:
            with contextlib.suppress(OSError, ValueError, TypeError, LookupError):
                kept = orjson.loads(store.read_bytes())
                self._known = dict(kept["files"]) if kept["format"] == FORMAT else {}

    def get(self, name: str, content: bytes) -> Any:
        """Return the plain data of a file with exactly this content, or None."""
        entry = self._known.get(name)
        if not isinstance(entry, list) or len(entry) != 2 or entry[0] != _digest(content):  # noqa: PLR2004 - digest, data
            return None
        self._used[name] = entry
        return entry[1]

    def keep(self, name: str, content: bytes, data: Any) -> None:
        """Remember the plain data of a file."""
        if self._store is not None:
            self._used[name] = [_digest(content), data]

    def save(self) -> None:
        """Write what was used, if it changed; a store that cannot be written only costs time at the next start."""
        if self._store is None or self._used == self._known:
            return
        beside = self._store.with_suffix(".new")
        with contextlib.suppress(OSError):
            self._store.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(orjson.dumps({"format": FORMAT, "files": self._used}))
            beside.replace(self._store)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
