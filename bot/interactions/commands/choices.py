"""Autocomplete: from the index in memory, never failing, never waiting."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from bot.answering.query import View
from bot.interactions import errors
from bot.interactions.front import Front

log = logging.getLogger(__name__)

Complete = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


def names(front: Front, view: View) -> Complete:
    """Build the autocomplete callback for a name option of `view`."""

    async def complete(_interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        try:
            return [app_commands.Choice(name=one.name, value=one.value) for one in front.desk.complete(view, typed)]
        except Exception as error:  # noqa: BLE001 - an empty list beats "loading options failed"
            log.error("Autocomplete failed: %s", errors.describe(error))  # noqa: TRY400 - a traceback could quote
            return []

    return complete
