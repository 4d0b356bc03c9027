"""Publishing the command set: only when it changed, and never in `on_ready` (Discord limits it; discord.py#9439)."""

import hashlib
import logging
from typing import Any

import orjson

from bot.interactions.tree import Tree
from bot.storage.app_state import AppState

PUBLISHED = "published-commands"

log = logging.getLogger(__name__)


def fingerprint(tree: Tree) -> str:
    """Hash what Discord would be told about the commands."""
    payload: list[Any] = [command.to_dict(tree) for command in tree.get_commands()]
    return hashlib.sha256(orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def publish_if_changed(tree: Tree, state: AppState) -> bool:
    """Publish the commands unless this application already has exactly these; tell whether it was done."""
    now = f"{tree.client.application_id}:{fingerprint(tree)}"  # another application has published nothing yet
    if await state.get(PUBLISHED) == now:
        return False
    await tree.sync()
    await state.set(PUBLISHED, now)
    log.info("Published %s commands.", len(tree.get_commands()))
    return True
