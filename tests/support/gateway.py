"""The gateway of the loopback Discord: sessions, heartbeats, resuming, and the faults a real gateway has."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.support import payloads
from tests.support.payloads import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED = 4004
MISSED_EVENTS_KEPT = 2_000
SEND_WITHIN = 5.0  # seconds; a stopped bot (SIGSTOP) fills the socket, and the server must not hang on it


@dataclass(eq=False)
class Session:
    """One gateway session: it outlives its sockets until the server forgets it."""

    id: str
    shard: tuple[int, int]
    socket: web.WebSocketResponse | None
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=MISSED_EVENTS_KEPT))


class Gateway:
    """The websocket side; counts what it saw so that a test can wait for it."""

    def __init__(self, *, token: str, guilds: int, roles: int, channels: int, heartbeat_interval: float) -> None:
        self.token, self.guilds, self.roles, self.channels = token, guilds, roles, channels
        self.heartbeat_interval = heartbeat_interval
        self.address = ""
        self.sessions: dict[str, Session] = {}
        self.connections = self.identifies = self.resumes = self.refused_resumes = self.heartbeats = 0
        self.readies = 0  # IDENTIFYs answered in full: READY and every GUILD_CREATE
        self.identified_as: Json = {}
        self.close_codes: deque[int] = deque(maxlen=1000)
        self.refuse_with: int | None = None
        self.silent = False
        self._sockets: set[web.WebSocketResponse] = set()
        self._changed = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=1 << 16, timeout=1.0)
        await socket.prepare(request)
        self.connections += 1
        self._sockets.add(socket)
        session: Session | None = None
        try:
            await self._frame(socket, HELLO, {"heartbeat_interval": int(self.heartbeat_interval * 1000)})
            async for received in socket:
                if received.type is not WSMsgType.TEXT:
                    break
                session = await self._receive(socket, json.loads(received.data)) or session
        except (ConnectionError, TimeoutError):
            pass  # the bot went away in the middle of a frame: what kill -9 looks like from here
        finally:
            self._sockets.discard(socket)
            if session is not None and session.socket is socket:
                session.socket = None
            if socket.close_code is not None:
                self.close_codes.append(socket.close_code)
            await self._notify()
        return socket

    async def _receive(self, socket: web.WebSocketResponse, frame: Json) -> Session | None:
        """Answer one frame; returns the session that begins or goes on with it."""
        if self.silent:
            return None
        if frame["op"] == HEARTBEAT:
            self.heartbeats += 1
            await self._frame(socket, HEARTBEAT_ACK, None)
        elif frame["op"] in {IDENTIFY, RESUME}:
            if self.refuse_with is not None or frame["d"]["token"] != self.token:
                await socket.close(code=self.refuse_with or AUTHENTICATION_FAILED)
                return None
            begin = self._identify if frame["op"] == IDENTIFY else self._resume
            return await begin(socket, frame["d"])
        return None

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> Session:
        """Begin a session: READY, then GUILD_CREATE for each of the shard's guilds."""
        self.identifies += 1
        self.identified_as = data
        shard = data.get("shard")
        session = Session(f"session{self.identifies}", tuple(shard) if shard else (0, 1), socket)
        self.sessions[session.id] = session
        mine = [index for index in range(self.guilds) if self.shard_of(index, session.shard[1]) == session.shard[0]]
        ready: Json = {
            "v": 10,
            "user": payloads.bot_user(),
            "guilds": [{"id": str(payloads.guild_id(index)), "unavailable": True} for index in mine],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "application": {"id": str(payloads.APPLICATION_ID), "flags": 0},
        }
        if shard:
            ready["shard"] = shard
        await self._dispatch(session, "READY", ready)
        for index in mine:
            created = payloads.guild_create(index, roles=self.roles, channels=self.channels)
            await self._dispatch(session, "GUILD_CREATE", created)
        self.readies += 1
        await self._notify()
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> Session | None:
        """Go on with a session: everything missed, then RESUMED; op 9 for a session that is not known."""
        session = self.sessions.get(data["session_id"])
        if session is None:
            self.refused_resumes += 1
            await self._frame(socket, INVALID_SESSION, False)
            return None
        session.socket = socket
        for sequence, text in list(session.sent):
            if sequence > (data["seq"] or 0):
                await socket.send_str(text)
        await self._dispatch(session, "RESUMED", {})
        self.resumes += 1
        await self._notify()
        return session

    async def _frame(self, socket: web.WebSocketResponse, operation: int, data: Any) -> None:
        if not self.silent:
            await socket.send_str(json.dumps({"op": operation, "d": data, "s": None, "t": None}))

    async def _dispatch(self, session: Session, event: str, data: Json) -> None:
        """Send an event, or keep it for the resume when the session has no socket at the moment."""
        session.sequence += 1
        text = json.dumps({"op": DISPATCH, "d": data, "s": session.sequence, "t": event})
        session.sent.append((session.sequence, text))
        socket = session.socket
        if self.silent or socket is None or socket.closed:
            return
        # a connection that is being lost keeps the event for the resume
        with contextlib.suppress(ConnectionError, TimeoutError):
            await asyncio.wait_for(socket.send_str(text), SEND_WITHIN)

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    @staticmethod
    def shard_of(guild: int, shard_count: int) -> int:
        """Return the shard that serves a guild, by Discord's formula."""
        return (payloads.guild_id(guild) >> 22) % shard_count

    async def dispatch(self, event: str, data: Json, *, guild: int | None = None) -> None:
        """Send an event to the newest session of the guild's shard; direct messages go to shard 0.

        Raises ConnectionError when no such session ever began.
        """
        for session in reversed(list(self.sessions.values())):
            number, count = session.shard
            if number == (0 if guild is None else self.shard_of(guild, count)):
                await self._dispatch(session, event, data)
                return
        raise ConnectionError("no session of the guild's shard has begun")

    async def until(self, reached: Callable[["Gateway"], bool], within: float = 10.0) -> None:
        """Wait until the condition on this gateway holds; raises TimeoutError after `within` seconds."""
        async with asyncio.timeout(within), self._changed:
            await self._changed.wait_for(lambda: reached(self))

    async def until_ready(self, within: float = 15.0, *, readies: int = 1) -> None:
        """Wait until READY and all GUILD_CREATEs went out so many times since the server's start."""
        await self.until(lambda gateway: gateway.readies >= readies, within)

    async def ask_to_reconnect(self) -> None:
        """Send op 7: every shard must close and resume."""
        for session in self._live():
            await self._frame(self._socket(session), RECONNECT, None)

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Send op 9; unless it is resumable the sessions are forgotten and the bot must identify again."""
        live = self._live()
        if not resumable:
            self.forget_sessions()
        for session in live:
            await self._frame(self._socket(session), INVALID_SESSION, resumable)

    async def close(self, code: int) -> None:
        """Close every socket with a close code, such as 4000 or 4009."""
        for socket in list(self._sockets):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(socket.close(code=code), SEND_WITHIN)

    async def drop(self) -> None:
        """Cut every connection without a close frame, as a lost network does."""
        for socket in list(self._sockets):
            transport = socket._req.transport if socket._req else None  # aiohttp offers no public way to cut a socket
            if transport is not None:
                transport.abort()

    def forget_sessions(self) -> None:
        """Forget all sessions, so that the next RESUME is answered with op 9."""
        self.sessions.clear()

    def silence(self, *, silent: bool = True) -> None:
        """Stop (or begin again) sending anything, heartbeat acknowledgements included; the sockets stay open."""
        self.silent = silent

    def _live(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.socket is not None]

    @staticmethod
    def _socket(session: Session) -> web.WebSocketResponse:
        if session.socket is None:
            raise ConnectionError(f"{session.id} has no socket")
        return session.socket
