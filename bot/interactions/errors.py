"""What each failure says to the person. One policy for commands, buttons, views and modals.

1. The interaction is unknown or its token expired (10062): counted; nobody is left to answer.
2. It was already acknowledged (40060): counted as answered. discord.py repeats a callback after a 5xx, and the first
   try may have arrived.
3. The command is not the one Discord shows (a changed set of commands): "has just changed".
4. Not allowed here, or only inside a server: a sentence saying who may.
5. Anything else: one log line with the kind of error and where it was raised, never its message (it may quote what was
   typed); "something broke", privately.

The person always gets an answer where Discord still takes one, and never a traceback.
"""

import logging
import traceback
from typing import Any

import discord
from discord import app_commands

from bot.answering.desk import Desk
from bot.interactions.cards import Renderer
from bot.interactions.counters import Counters
from bot.knowledge.wording import Wording

UNKNOWN_INTERACTION = 10062  # token expired, or three seconds had passed before we answered
UNKNOWN_WEBHOOK = 10015
INVALID_WEBHOOK_TOKEN = 50027  # fifteen minutes had passed
ALREADY_ACKNOWLEDGED = 40060

_GONE = {UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN}

log = logging.getLogger(__name__)


def is_expected(error: BaseException, counters: Counters) -> bool:
    """Tell whether Discord's refusal is one of those that happen, and count it."""
    code = error.code if isinstance(error, discord.HTTPException) else 0
    if code in _GONE:
        counters.expired += 1
        return True
    if code == ALREADY_ACKNOWLEDGED:
        counters.already_answered += 1
        return True
    return False


async def handle(
    interaction: discord.Interaction[Any], error: BaseException, desk: Desk, renderer: Renderer, counters: Counters
) -> None:
    """Answer a failed interaction by the policy above; never raise."""
    error = getattr(error, "original", error)
    if is_expected(error, counters):
        return
    counters.failures += 1
    sentence = _sentence(error, desk.library.wording)
    if sentence == desk.library.wording.failures.broken:
        log.error("An interaction failed: %s", describe(error))
    try:
        await tell(interaction, sentence, desk, renderer)
    except Exception as second:  # noqa: BLE001 - nobody is left to hand it to
        if not is_expected(second, counters):
            log.warning("The failure could not be told: %s", describe(second))


async def tell(interaction: discord.Interaction[Any], sentence: str, desk: Desk, renderer: Renderer) -> None:
    """Say one sentence privately, with its disclaimer, whether or not the interaction was answered before."""
    card = renderer.render(desk.notice(sentence), shareable=False)
    if interaction.response.is_done():
        await interaction.followup.send(view=card, ephemeral=True)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


def describe(error: BaseException) -> str:
    """Name an error and where it was raised, without its message: the message may hold what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    status = f" {error.status}/{error.code}" if isinstance(error, discord.HTTPException) else ""
    return f"{type(error).__name__}{status} at {where or 'unknown place'}"


def _sentence(error: BaseException, words: Wording) -> str:
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return words.failures.outdated_command
    if isinstance(error, app_commands.NoPrivateMessage):
        return words.failures.server_only
    if isinstance(error, app_commands.CheckFailure):
        return words.failures.not_allowed
    if isinstance(error, discord.Forbidden):
        return words.failures.cannot_share
    return words.failures.broken
