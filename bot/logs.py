"""Logging: to standard error, for people or as JSON lines; no option value, message text or token ever reaches it.

Our own lines are written that way. Libraries' are not, so every line passes one filter, and discord.py, whose debug
lines hold whole messages, is never asked for more than warnings.
"""

import logging
import re
from typing import Literal

import orjson

# An interaction's token, in the address discord.py names when Discord asks it to slow down: for 15 minutes it lets
# anybody write in the bot's name.
_TOKEN_IN_ADDRESS = re.compile(r"(/(?:interactions|webhooks)/\d+)/[^/\s]+")

# What discord.py warns of and Oligo never needs: it has no voice, and it always asks for the guilds intent (SimCord,
# which plays Discord in the preview, builds a client state of its own without one).
_BESIDE_THE_POINT = ("PyNaCl is not installed", "davey is not installed", "Guilds intent seems to be disabled")


class _JsonLines(logging.Formatter):
    """One JSON object a line: time, level, where from, what happened."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        return orjson.dumps(line).decode()


class _NothingPrivate(logging.Filter):
    """Takes out what libraries write and may be somebody's words or a token; drops lines that are beside the point."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record in place: of an exception its kind stays, of an address with a token the beginning."""
        message = record.getMessage()
        if record.name.startswith("discord.") and message.startswith(_BESIDE_THE_POINT):
            return False
        if record.name == "asyncio":  # it goes on with the task's result and the callback's arguments
            message = message.partition("\n")[0].partition("(")[0].rstrip()
        message = _TOKEN_IN_ADDRESS.sub(r"\1/...", message)
        if record.exc_info and record.exc_info[0] is not None:
            message = f"{message} ({record.exc_info[0].__name__})"
        record.msg, record.args = message, ()
        record.exc_info = record.exc_text = None
        return True


def configure(form: Literal["human", "json"]) -> None:
    """Set up the root logger once, for the whole process."""
    handler = logging.StreamHandler()
    handler.addFilter(_NothingPrivate())
    human = logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
    handler.setFormatter(_JsonLines() if form == "json" else human)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("discord", "aiohttp", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
