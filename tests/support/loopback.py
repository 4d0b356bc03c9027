"""A small Discord on 127.0.0.1, for tests of whole processes and for the benchmark.

It speaks the gateway and REST as discord.py 2.7.1 expects, keeps the rules that matter to an interaction (three
seconds, one answer, then fifteen minutes of edits) and can fail on purpose. It is no check of limits or of rendering:
SimCord does that in process. Nothing is compressed and nothing leaves the machine.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.support import driver, payloads
from tests.support.driver import Upload
from tests.support.exchange import MODAL, Exchange, Fault, NoAnswerError
from tests.support.gateway import Gateway
from tests.support.payloads import MEMBER, Asker, Json
from tests.support.rest import LARGEST_REQUEST, Rest

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
TOKEN = "loopback.token.of-no-worth"  # nothing but this server accepts it


@dataclass(frozen=True)
class Load:
    """What came of a run of many commands: latencies in seconds, in the order of the answers."""

    latencies: tuple[float, ...]
    unanswered: int
    refused: int
    seconds: float


class LoopbackDiscord:
    """The server and the people on it. Use as `async with LoopbackDiscord() as discord: …`."""

    def __init__(
        self,
        *,
        guilds: int = 1,
        roles: int = 3,
        channels: int = 3,
        shards: int = 1,
        token: str = TOKEN,
        heartbeat_interval: float = 41.25,
    ) -> None:
        self.token = token
        self.gateway = Gateway(
            token=token, guilds=guilds, roles=roles, channels=channels, heartbeat_interval=heartbeat_interval
        )
        self.rest = Rest(token=token, shards=shards)
        self.port = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=LARGEST_REQUEST)
        application.router.add_get("/gateway", self.gateway.handle)
        api = web.Application(client_max_size=LARGEST_REQUEST)
        api.add_routes(self.rest.routes())
        application.add_subapp("/api/v10", api)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.address = self.rest.gateway_address = f"ws://127.0.0.1:{self.port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def commands(self) -> list[Json]:
        """The commands the bot has registered for everywhere."""
        return self.rest.commands.get("", [])

    def fault(self, *faults: Fault) -> None:
        """Let the next callbacks meet these faults, one each, in order."""
        self.rest.faults.extend(faults)

    async def slash(self, command: str, /, *, asker: Asker = MEMBER, within: float = 5.0, **options: Any) -> Exchange:
        """Use a slash command (`"therapy"`, `"curate edit"`) and wait for its first answer.

        `within` is in seconds; raises NoAnswerError after it, UnknownCommandError for what Discord would not send.
        """
        files = {name: value for name, value in options.items() if isinstance(value, Upload)}
        attachments = {name: self.rest.attachment(file.name, file.content) for name, file in files.items()}
        registered = self._registered(asker)
        data = driver.command_data(registered, command, options, focused=None, attachments=attachments)
        return await self.interact(payloads.interaction(COMMAND, data, asker), asker, within)

    async def autocomplete(
        self, command: str, option: str, typed: str, /, *, asker: Asker = MEMBER, within: float = 5.0, **others: Any
    ) -> Exchange:
        """Type into a command's option and wait for the choices (`.choices`); errors as for `slash`."""
        options = {**others, option: typed}
        data = driver.command_data(self._registered(asker), command, options, focused=option, attachments={})
        return await self.interact(payloads.interaction(AUTOCOMPLETE, data, asker), asker, within)

    async def message_menu(self, name: str, content: str, /, *, asker: Asker = MEMBER, within: float = 5.0) -> Exchange:
        """Use a message menu on somebody's message with this content and wait for the answer."""
        where = payloads.interaction(COMMAND, {}, asker)["channel_id"]
        data = driver.message_menu_data(self._registered(asker), name, content, 700_000_000_000_000_077, where)
        return await self.interact(payloads.interaction(COMMAND, data, asker), asker, within)

    async def press(
        self,
        answer: Exchange,
        /,
        *,
        asker: Asker | None = None,
        within: float = 5.0,
        values: Sequence[str] = (),
        **wanted: Any,
    ) -> Exchange:
        """Press the button with these fields (`label=…`, `custom_id=…`) on an answer, or choose `values` in its menu.

        Raises LookupError when the answer has no such component.
        """
        if answer.original is None:
            raise LookupError("that answer is not a message, so it has no buttons")
        return await self.press_on(
            answer.original, answer.find(**wanted), asker=asker or answer.asker, within=within, values=values
        )

    async def press_on(
        self, message: Json, component: Json, *, asker: Asker = MEMBER, within: float = 5.0, values: Sequence[str] = ()
    ) -> Exchange:
        """Press a component of any message, such as one from before a restart; it need not exist any more."""
        data = driver.component_data(component, values)
        return await self.interact(payloads.interaction(COMPONENT, data, asker, message=message), asker, within)

    async def submit(
        self,
        answer: Exchange,
        values: Mapping[str, Any] | None = None,
        *,
        asker: Asker | None = None,
        within: float = 5.0,
    ) -> Exchange:
        """Fill in the modal an answer opened (by custom id; the rest stays as it was opened) and submit it."""
        if answer.callback_type != MODAL:
            raise LookupError("that answer opened no modal")
        who = asker or answer.asker
        data = driver.modal_data(answer.data, values or {})
        source = answer.payload.get("message")
        return await self.interact(payloads.interaction(MODAL_SUBMIT, data, who, message=source), who, within)

    async def interact(self, payload: Json, asker: Asker, within: float) -> Exchange:
        """Send an interaction and wait until a callback settled it; raises NoAnswerError after `within` seconds."""
        exchange = await self.send(payload, asker)
        try:
            await asyncio.wait_for(exchange.settled.wait(), within)
        except TimeoutError as error:
            raise NoAnswerError(f"no answer to interaction {exchange.id} in {within} s") from error
        return exchange

    async def send(self, payload: Json, asker: Asker) -> Exchange:
        """Send an interaction and wait for nothing; `exchange.settled` tells of the answer."""
        exchange = Exchange(payload, asker, time.perf_counter())
        self.rest.remember(exchange)
        await self.gateway.dispatch("INTERACTION_CREATE", payload, guild=asker.guild)
        return exchange

    async def load(
        self, command: str, options: Iterable[Mapping[str, Any]], *, in_flight: int = 1, focus: str | None = None,
        asker: Asker = MEMBER, within: float = 5.0,
    ) -> Load:  # fmt: skip
        """Use a command once for each set of options, at most `in_flight` at a time, each as another person.

        With `focus` it is autocomplete on that option. A missing answer is counted, not raised; `within` is in seconds
        for each command.
        """
        waiting = iter(enumerate(options))
        latencies: list[float] = []
        counts = {"unanswered": 0, "refused": 0}

        async def member() -> None:
            for number, chosen in waiting:
                who = asker.with_id(asker.id + 1000 + number)
                kind = AUTOCOMPLETE if focus else COMMAND
                data = driver.command_data(self._registered(who), command, chosen, focused=focus, attachments={})
                try:
                    exchange = await self.interact(payloads.interaction(kind, data, who), who, within)
                except (NoAnswerError, ConnectionError):
                    counts["unanswered"] += 1
                    continue
                if exchange.accepted and exchange.latency is not None:
                    latencies.append(exchange.latency)
                else:
                    counts["refused"] += 1

        began = time.perf_counter()
        async with asyncio.TaskGroup() as members:
            for _ in range(in_flight):
                members.create_task(member())
        return Load(tuple(latencies), counts["unanswered"], counts["refused"], time.perf_counter() - began)

    def _registered(self, asker: Asker) -> list[Json]:
        """Return the commands this asker sees: the global ones, and the guild's own."""
        own = [] if asker.guild is None else self.rest.commands.get(str(payloads.guild_id(asker.guild)), [])
        return self.commands + own
