"""The composition root: the only place that knows all the rooms. It starts them in order and stops them in reverse.

Exit statuses, so that a supervisor can tell them apart (`docs/operators.md`): 2 settings, 3 content, 4 Discord refuses
this bot (do not restart), 5 database, 75 try again later.
"""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from enum import IntEnum

import discord

from bot.answering.desk import Desk
from bot.interactions import commands
from bot.interactions.client import OligoClient
from bot.interactions.front import Front
from bot.interactions.pacing import ReconnectStormError
from bot.knowledge.library import load_to_serve
from bot.knowledge.problems import ContentError
from bot.operations.health import HealthServer, Probe
from bot.settings import Settings
from bot.storage.app_state import AppState
from bot.storage.database import Database
from bot.storage.engine import StorageError
from bot.storage.feedback import Feedback
from bot.storage.query_log import QueryLog
from bot.storage.servers import Servers

LAST_ANSWERS_WITHIN = 2.0  # seconds for what is under way when the process is asked to stop
OLDEST_HEARTBEAT = 120.0  # seconds; Discord's interval is 41 s
FEWEST_SESSIONS = 10  # IDENTIFYs kept in reserve: at none left, Discord resets the token
PARSED_FILES = "parsed-content.json"  # in the data directory; safe to delete
HEALTHY_WRITE_WITHIN = 1.0  # seconds

log = logging.getLogger(__name__)


class Exit(IntEnum):
    """How the process ended."""

    OK = 0
    PROBLEMS = 1
    SETTINGS = 2
    CONTENT = 3
    REFUSED = 4
    DATABASE = 5
    LATER = 75


class StartError(Exception):
    """The process cannot start or go on; it carries the sentence for the operator and the exit status."""

    def __init__(self, sentence: str, status: Exit) -> None:
        super().__init__(sentence)
        self.status = status


@asynccontextmanager
async def assembled(settings: Settings, *, shard_count: int | None = None) -> AsyncIterator[OligoClient]:
    """Build everything up to a client that has not connected yet; close it all afterwards.

    The query log's writer starts here and not inside the client, where SimCord would wait for it for ever.
    """
    try:
        library = load_to_serve(settings.content_dir, settings.seeds_dir, settings.data_dir / PARSED_FILES)
    except ContentError as error:
        raise StartError(f"The content cannot be used:\n{error}", Exit.CONTENT) from None
    try:
        database = Database(settings.database)
    except StorageError as error:
        raise StartError(f"OLIGO_DATABASE_URL: {error}", Exit.SETTINGS) from None
    query_log = QueryLog(database)
    try:
        await database.migrate()
        await query_log.start()
        servers = Servers(database)
        await servers.load()
        front = Front(Desk(library), query_log, Feedback(database), servers, _utc_now)
        client = OligoClient(
            front, AppState(database), shard_count=shard_count or settings.shard_count, shard_ids=settings.shards
        )
        commands.register(client.tree, front)
        async with _health(settings, client, database, query_log):
            yield client
    except StorageError as error:
        raise StartError(str(error), Exit.DATABASE) from None
    finally:
        await query_log.close()
        await database.close()


async def serve(settings: Settings) -> Exit:
    """Serve Discord until SIGTERM or SIGINT. Raise `StartError` when that is impossible."""
    if settings.discord_token is None:
        raise StartError("DISCORD_TOKEN is not set; write it into the environment or .env.", Exit.SETTINGS)
    token = settings.discord_token.get_secret_value()
    async with assembled(settings) as client:
        gc.freeze()  # the library lives as long as the process; going through it again would stop answers for 0.1 s
        serving = asyncio.create_task(_connect(client, token))
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, lambda: asyncio.ensure_future(_stop(client.front, serving)))
        try:
            await serving
        except asyncio.CancelledError:
            log.info("Stopped.")
        finally:
            await client.close()
    return Exit.OK


async def _connect(client: OligoClient, token: str) -> None:
    """Log in, look at what is left of the day's sessions, and stay connected."""
    try:
        await client.login(token)
        limits = await client.fetch_session_start_limits()
        if limits.remaining < FEWEST_SESSIONS:
            minutes = round(limits.reset_after / 60_000)  # milliseconds
            sentence = f"Discord allows only {limits.remaining} more sessions today; try again in {minutes} minutes."
            raise StartError(sentence, Exit.LATER)
        await client.connect()
    except discord.LoginFailure:
        raise StartError(
            "Discord refuses DISCORD_TOKEN; copy it again from the developer portal.", Exit.REFUSED
        ) from None
    except discord.PrivilegedIntentsRequired:
        raise StartError("Discord refuses the intents; Oligo asks for none that is privileged.", Exit.REFUSED) from None
    except discord.ConnectionClosed as error:
        raise StartError(f"Discord closed the gateway for good (code {error.code}).", Exit.REFUSED) from None
    except ReconnectStormError as error:
        raise StartError(f"Gave up reconnecting: {error}. Restart later.", Exit.LATER) from None
    except (discord.GatewayNotFound, discord.HTTPException, OSError) as error:
        raise StartError(f"Discord cannot be reached ({type(error).__name__}). Restart later.", Exit.LATER) from None


async def _stop(front: Front, serving: asyncio.Task[None]) -> None:
    """Take nothing new, let what is under way finish, then leave."""
    front.stopping = True
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LAST_ANSWERS_WITHIN):
            await front.idle()
    serving.cancel()


@asynccontextmanager
async def _health(
    settings: Settings, client: OligoClient, database: Database, query_log: QueryLog
) -> AsyncIterator[None]:
    if settings.health_address is None:
        yield
        return

    async def gateway() -> str | None:
        if not client.is_ready():
            return "not connected to Discord yet"
        acknowledged = [shard.latency for shard in client.shards.values() if not shard.is_closed()]
        if len(acknowledged) < len(client.shards):
            return "a shard is closed"
        return "the gateway's heartbeat is old" if max(acknowledged, default=0.0) > OLDEST_HEARTBEAT else None

    async def writes() -> str | None:
        if not query_log.healthy:
            return "the query log cannot be written"
        return None if await database.is_writable(HEALTHY_WRITE_WITHIN) else "the database cannot be written"

    probes: dict[str, Probe] = {"gateway": gateway, "database": writes}
    server = HealthServer(settings.health_address, probes)
    try:
        await server.start()
    except OSError as error:
        raise StartError(f"OLIGO_HEALTH_ADDRESS cannot be used: {error.strerror}.", Exit.SETTINGS) from None
    try:
        yield
    finally:
        await server.close()


def _utc_now() -> datetime:
    return datetime.now(UTC)
