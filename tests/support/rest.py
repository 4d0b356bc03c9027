"""The REST side of the loopback Discord: login, commands, interaction callbacks and their webhooks."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from aiohttp import BodyPartReader, web

from tests.support import payloads
from tests.support.exchange import (
    ALLOWED_CALLBACKS,
    ALREADY_ACKNOWLEDGED,
    DEFERRED_MESSAGE,
    INVALID_FORM,
    MESSAGE,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Exchange,
    Fault,
    Later,
)
from tests.support.payloads import Json

ANSWER_WITHIN = 3.0  # seconds Discord gives a bot for the first answer
TOKEN_LIVES = 900.0  # seconds an interaction's token is good for
EXCHANGES_KEPT = 5_000
LARGEST_REQUEST = 30 * 1024 * 1024


class Rest:
    """Every route a bot of this kind calls; anything else is a 404 and stands in `unknown_requests`."""

    def __init__(self, *, token: str, shards: int) -> None:
        self.token, self.shards = token, shards
        self.gateway_address = ""
        self.remaining_identifies = 1000
        self.answer_within = ANSWER_WITHIN
        self.commands: dict[str, list[Json]] = {}
        self.syncs = 0
        self.faults: deque[Fault] = deque(maxlen=10_000)
        self.exchanges: dict[str, Exchange] = {}
        self.callbacks = self.accepted = 0
        self._accepted_more = asyncio.Event()
        self.channel_messages: deque[Json] = deque(maxlen=1000)
        self.downloads: dict[str, bytes] = {}
        self.unknown_requests: deque[str] = deque(maxlen=100)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, for an application mounted where `Route.BASE` points."""
        webhook = "/webhooks/{application}/{token}"
        commands = "/applications/{application}/commands"
        guild_commands = "/applications/{application}/guilds/{guild}/commands"
        return [
            web.get("/users/@me", self._me),
            web.get("/oauth2/applications/@me", self._application),
            web.get("/gateway/bot", self._gateway),
            *(web.get(path, self._list_commands) for path in (commands, guild_commands)),
            *(web.put(path, self._overwrite_commands) for path in (commands, guild_commands)),
            web.post("/interactions/{id}/{token}/callback", self._callback),
            web.post(webhook, self._follow_up),
            web.route("*", webhook + "/messages/{message}", self._message),
            web.post("/channels/{channel}/messages", self._channel_message),
            web.get("/downloads/{name}", self._download),
            web.route("*", "/{rest:.*}", self._unknown),
        ]

    def remember(self, exchange: Exchange) -> None:
        """Expect an answer to this interaction; the oldest of very many are forgotten."""
        while len(self.exchanges) >= EXCHANGES_KEPT:
            del self.exchanges[next(iter(self.exchanges))]
        self.exchanges[exchange.payload["token"]] = exchange

    async def until_accepted(self, count: int, within: float = 10.0) -> None:
        """Wait until so many answers were accepted in all; raises TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while self.accepted < count:
                self._accepted_more.clear()
                await self._accepted_more.wait()

    def _denied(self, request: web.Request) -> web.Response | None:
        if request.headers.get("Authorization") == f"Bot {self.token}":
            return None
        return refusal(401, 0, "401: Unauthorized")

    async def _me(self, request: web.Request) -> web.Response:
        return self._denied(request) or json_answer(payloads.bot_user())

    async def _application(self, request: web.Request) -> web.Response:
        return self._denied(request) or json_answer(payloads.application())

    async def _gateway(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": self.remaining_identifies, "reset_after": 3_600_000, "max_concurrency": 1}
        body = {"url": self.gateway_address, "shards": self.shards, "session_start_limit": limit}
        return self._denied(request) or json_answer(body)

    async def _list_commands(self, request: web.Request) -> web.Response:
        return self._denied(request) or json_answer(self.commands.get(request.match_info.get("guild", ""), []))

    async def _overwrite_commands(self, request: web.Request) -> web.Response:
        if denied := self._denied(request):
            return denied
        scope = request.match_info.get("guild", "")
        known = {(command["name"], command["type"]): command["id"] for command in self.commands.get(scope, [])}
        stored = []
        for command in await request.json():
            kind = command.get("type", 1)
            identity = known.get((command["name"], kind)) or str(payloads.snowflake())
            given = {"type": kind, "description": "", "options": [], "nsfw": False, "default_member_permissions": None}
            place = {"guild_id": scope} if scope else {}
            own = {"id": identity, "application_id": str(payloads.APPLICATION_ID), "version": identity}
            stored.append(given | command | own | place)
        self.commands[scope] = stored
        self.syncs += 1
        return json_answer(stored)

    async def _callback(self, request: web.Request) -> web.Response:
        """Take, refuse or spoil an interaction's first answer."""
        exchange = self.exchanges.get(request.match_info["token"])
        body, files = await read_body(request)
        self.callbacks += 1
        if exchange is None:
            return refusal(404, UNKNOWN_INTERACTION, "Unknown interaction")
        latency = time.perf_counter() - exchange.sent_at
        fault = self.faults.popleft() if self.faults else Fault()
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.recorded or not (fault.status or fault.dropped):
            refused = self._take(exchange, body, files)
        else:
            refused = refusal(fault.status or 500, fault.code, fault.reason)
        if fault.dropped:
            return self._hang_up(request, exchange, latency)
        if fault.status:
            exchange.settle(fault.status, latency, final=fault.recorded or not fault.retried)
            return failure(fault)
        if refused is not None:
            exchange.settle(refused.status, latency, final=True)
            return refused
        wanted = request.query.get("with_response") in {"1", "true"}
        answered = json_answer(callback_response(exchange)) if wanted else web.Response(status=204)
        exchange.settle(answered.status, latency, final=True)
        return answered

    def _take(self, exchange: Exchange, body: Json, files: Mapping[str, bytes]) -> web.Response | None:
        """Accept a first answer, or return why Discord would not."""
        if exchange.accepted:
            return refusal(400, ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        if time.perf_counter() - exchange.sent_at > self.answer_within:
            return refusal(404, UNKNOWN_INTERACTION, "Unknown interaction")
        if body.get("type") not in ALLOWED_CALLBACKS[exchange.kind]:
            return refusal(400, INVALID_FORM, "Invalid Form Body")
        exchange.accept(body, files, self._uploads(body.get("data") or {}, files))
        self.accepted += 1
        self._accepted_more.set()
        return None

    @staticmethod
    def _hang_up(request: web.Request, exchange: Exchange, latency: float) -> web.Response:
        exchange.settle(0, latency, final=True)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    def _uploads(self, data: Json, files: Mapping[str, bytes]) -> list[Json]:
        """Return the attachments Discord makes of uploaded files, with the descriptions the bot gave."""
        described = {item.get("filename"): item.get("description") for item in data.get("attachments") or []}
        return [self.attachment(name, content, described.get(name)) for name, content in files.items()]

    def attachment(self, name: str, content: bytes, description: str | None = None) -> Json:
        """Return an attachment object whose address serves the content from this server."""
        identity = str(payloads.snowflake())
        self.downloads[identity] = content
        while len(self.downloads) > 1000:
            del self.downloads[next(iter(self.downloads))]
        address = f"{self.gateway_address.replace('ws:', 'http:').replace('/gateway', '')}/api/v10/downloads/{identity}"
        made = {"id": identity, "filename": name, "size": len(content), "url": address, "proxy_url": address}
        return made | {"description": description, "ephemeral": True}

    async def _follow_up(self, request: web.Request) -> web.Response:
        """Add a message; after a defer the first one fills the placeholder instead."""
        exchange, refused = self._webhook(request)
        if exchange is None:
            return refused
        body, files = await read_body(request)
        uploads = self._uploads(body, files)
        if exchange.still_thinking and exchange.original is not None:
            exchange.edit(exchange.original, body, uploads)
            shown = exchange.original
        else:
            shown = payloads.message(
                body, in_channel=exchange.payload["channel_id"], source=exchange.payload, uploads=uploads
            )
            exchange.messages[shown["id"]] = shown
        return self._later(exchange, request.method, shown["id"], body, json_answer(shown))

    async def _message(self, request: web.Request) -> web.Response:
        """Read, edit or delete the original answer or a follow-up."""
        exchange, refused = self._webhook(request)
        if exchange is None:
            return refused
        name = request.match_info["message"]
        shown = exchange.original if name == "@original" else exchange.messages.get(name)
        body, files = await read_body(request) if request.method == "PATCH" else ({}, {})
        if shown is None:
            return self._later(exchange, request.method, name, body, refusal(404, UNKNOWN_MESSAGE, "Unknown Message"))
        if request.method == "DELETE":
            exchange.messages.pop(shown["id"], None)
            return self._later(exchange, "DELETE", name, {}, web.Response(status=204))
        if request.method == "PATCH":
            exchange.edit(shown, body, self._uploads(body, files))
        return self._later(exchange, request.method, name, body, json_answer(shown))

    def _webhook(self, request: web.Request) -> tuple[Exchange | None, web.Response]:
        """Return the exchange of an interaction's webhook, or why it can't be used."""
        exchange = self.exchanges.get(request.match_info["token"])
        unknown = refusal(404, UNKNOWN_WEBHOOK, "Unknown Webhook")
        if exchange is None or not exchange.accepted:
            return None, unknown
        if time.perf_counter() - exchange.sent_at > TOKEN_LIVES:
            return None, refusal(401, 50027, "Invalid Webhook Token")
        return exchange, unknown

    @staticmethod
    def _later(exchange: Exchange, method: str, name: str, body: Json, response: web.Response) -> web.Response:
        exchange.later.append(Later(method, name, body, response.status))
        exchange.changed.set()
        return response

    async def _channel_message(self, request: web.Request) -> web.Response:
        if denied := self._denied(request):
            return denied
        body, files = await read_body(request)
        made = payloads.message(body, in_channel=request.match_info["channel"], uploads=self._uploads(body, files))
        self.channel_messages.append(made)
        return json_answer(made)

    async def _download(self, request: web.Request) -> web.Response:
        content = self.downloads.get(request.match_info["name"])
        return web.Response(body=content) if content is not None else refusal(404, 0, "404: Not Found")

    async def _unknown(self, request: web.Request) -> web.Response:
        self.unknown_requests.append(f"{request.method} {request.path}")
        return refusal(404, 0, "404: Not Found")


def json_answer(body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return a JSON response whose content type has no charset: discord.py compares it as a whole."""
    encoded = json.dumps(body).encode()
    return web.Response(body=encoded, status=status, headers=headers, content_type="application/json")


def refusal(status: int, code: int, reason: str) -> web.Response:
    """Return an error in Discord's shape."""
    return json_answer({"code": code, "message": reason}, status=status)


def failure(fault: Fault) -> web.Response:
    """Return what a fault looks like on the wire."""
    if fault.retry_after is None:
        return refusal(fault.status, fault.code, fault.reason)
    body = {"message": fault.reason, "retry_after": fault.retry_after, "global": False}
    # discord.py waits and tries again only when a proxy's header shows that it was Discord itself that refused
    headers = {"Retry-After": str(fault.retry_after), "Via": "1.1 loopback", "X-RateLimit-Scope": "user"}
    return json_answer(body, status=fault.status, headers=headers)


def callback_response(exchange: Exchange) -> Json:
    """Return the body of `with_response`: the interaction, and the message it made when it made one."""
    about: Json = {"id": exchange.payload["id"], "type": exchange.kind}
    body: Json = {"interaction": about}
    if exchange.original is not None:
        about["response_message_id"] = exchange.original["id"]
        about["response_message_loading"] = exchange.still_thinking
        about["response_message_ephemeral"] = exchange.ephemeral
        if exchange.callback_type in {MESSAGE, DEFERRED_MESSAGE} or exchange.callback_type == 7:
            body["resource"] = {"type": exchange.callback_type, "message": exchange.original}
    return body


async def read_body(request: web.Request) -> tuple[Json, dict[str, bytes]]:
    """Return a request's JSON and its uploaded files by name; both of Discord's encodings are understood."""
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return (json.loads(raw) if raw else {}), {}
    body: Json = {}
    files: dict[str, bytes] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read())
        if part.name == "payload_json":
            body = json.loads(content)
        else:
            files[part.filename or str(part.name)] = content
    return body, files
