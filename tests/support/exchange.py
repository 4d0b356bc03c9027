"""One interaction and all that came back for it, and the faults that can be put in its way."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.payloads import EPHEMERAL, LOADING, Asker, Json, message, walk

UNKNOWN_INTERACTION = 10062  # the token is unknown, or nothing answered it in time
UNKNOWN_WEBHOOK = 10015  # a follow-up to something never answered, or after a quarter of an hour
UNKNOWN_MESSAGE = 10008
ALREADY_ACKNOWLEDGED = 40060
INVALID_FORM = 50035

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED_CALLBACKS = {
    2: {MESSAGE, DEFERRED_MESSAGE, MODAL},
    3: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL},
    4: {CHOICES},
    5: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE},
}


class NoAnswerError(TimeoutError):
    """Nothing came back for an interaction in the time given."""


@dataclass(frozen=True)
class Fault:
    """What happens to one callback: a wait in seconds, then a status other than success, or a dropped connection.

    `recorded` is Discord failing after it took the answer: the member sees it and the bot is told of an error.
    """

    status: int = 0
    code: int = 0
    reason: str = ""
    delay: float = 0.0
    retry_after: float | None = None
    dropped: bool = False
    recorded: bool = False

    @property
    def retried(self) -> bool:
        """Whether discord.py 2.7.1 sends the same callback again after this."""
        return self.status >= 500 or self.retry_after is not None


def server_error(*, recorded: bool = False) -> Fault:
    """Answer 500; with `recorded` the member saw the answer all the same."""
    return Fault(status=500, reason="Internal Server Error", recorded=recorded)


def rate_limited(retry_after: float = 0.2) -> Fault:
    """Answer 429 and ask for a wait of `retry_after` seconds."""
    return Fault(status=429, reason="You are being rate limited.", retry_after=retry_after)


def slow(delay: float) -> Fault:
    """Hold the callback for `delay` seconds, then take it."""
    return Fault(delay=delay)


def unknown_interaction() -> Fault:
    """Answer 404 with 10062, as Discord does when the three seconds are over."""
    return Fault(status=404, code=UNKNOWN_INTERACTION, reason="Unknown interaction")


def already_acknowledged() -> Fault:
    """Answer 400 with 40060, as Discord does when another process was first."""
    return Fault(status=400, code=ALREADY_ACKNOWLEDGED, reason="Interaction has already been acknowledged.")


def dropped_connection() -> Fault:
    """Close the connection without a word."""
    return Fault(dropped=True)


@dataclass(frozen=True)
class Later:
    """A request to the interaction's webhook after the callback: a follow-up (POST), an edit or a deletion."""

    method: str
    message_id: str
    body: Json
    status: int


@dataclass(eq=False)
class Exchange:
    """An interaction that was sent, and everything the bot did with it.

    `latency` is in seconds, from the event's sending to the arrival of the callback that settled it.
    """

    payload: Json
    asker: Asker
    sent_at: float
    statuses: list[int] = field(default_factory=list)
    body: Json | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    latency: float | None = None
    original: Json | None = None
    messages: dict[str, Json] = field(default_factory=dict)
    later: list[Later] = field(default_factory=list)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def id(self) -> int:
        """The interaction's id."""
        return int(self.payload["id"])

    @property
    def kind(self) -> int:
        """The interaction's type: 2 command, 3 component, 4 autocomplete, 5 modal submit."""
        return int(self.payload["type"])

    @property
    def accepted(self) -> bool:
        """Whether Discord took an answer: what the member saw."""
        return self.body is not None

    @property
    def callback_type(self) -> int:
        """The type of the accepted callback, 0 when there is none."""
        return int(self.body["type"]) if self.body else 0

    @property
    def data(self) -> Json:
        """The data of the accepted callback; empty for none."""
        return (self.body or {}).get("data") or {}

    @property
    def ephemeral(self) -> bool:
        """Whether the answer is seen by the asker alone."""
        return bool((self.original or self.data).get("flags", 0) & EPHEMERAL)

    @property
    def choices(self) -> list[Json]:
        """The choices of an answered autocomplete."""
        return list(self.data.get("choices") or [])

    @property
    def components(self) -> list[Json]:
        """Every component now on the answer (the message, or the modal), outermost first."""
        shown = self.original if self.original is not None else self.data
        return list(walk(shown.get("components") or []))

    @property
    def text(self) -> str:
        """All the text of the answer as it stands now: content, text displays and embeds."""
        shown = self.original if self.original is not None else self.data
        parts = [shown.get("content") or ""]
        parts += [component["content"] for component in self.components if component["type"] == 10]
        parts += [embed.get("description") or "" for embed in shown.get("embeds") or []]
        return "\n".join(part for part in parts if part)

    @property
    def still_thinking(self) -> bool:
        """Whether the answer is a "thinking…" that nothing has replaced."""
        return bool(self.original is not None and self.original["flags"] & LOADING)

    def accept(self, body: Json, files: Mapping[str, bytes], uploads: list[Json]) -> None:
        """Record an answer that Discord takes, and make the message it becomes."""
        self.body, self.files = body, files
        kind = body["type"]
        if kind in {MESSAGE, DEFERRED_MESSAGE}:
            data = dict(self.data)
            if kind == DEFERRED_MESSAGE:
                data["flags"] = (data.get("flags") or 0) | LOADING
            made = message(data, in_channel=self.payload["channel_id"], source=self.payload, uploads=uploads)
            self.original = self.messages[made["id"]] = made
        elif kind in {UPDATE, DEFERRED_UPDATE} and "message" in self.payload:
            # the very message the button sits on, so that the exchange that made it shows the change as well
            self.original = self.payload["message"]
            self.messages[self.original["id"]] = self.original
            if kind == UPDATE:
                self.edit(self.original, self.data, uploads)

    def edit(self, shown: Json, data: Json, uploads: list[Json]) -> None:
        """Change a message in place: only the fields given, as Discord does."""
        made = message(data, in_channel=shown["channel_id"], source=self.payload, uploads=uploads)
        for key in ("content", "embeds", "components"):
            if key in data:
                shown[key] = made[key]
        if "attachments" in data or uploads:
            shown["attachments"] = made["attachments"]
        shown["flags"] = (shown["flags"] | (data.get("flags") or 0)) & ~LOADING
        shown["edited_timestamp"] = made["timestamp"]

    def settle(self, status: int, latency: float, *, final: bool) -> None:
        """Record the status a callback was answered with; `final` when the bot is not going to try again."""
        self.statuses.append(status)
        if final and not self.settled.is_set():
            self.latency = latency
            self.settled.set()
        self.changed.set()

    async def until_answered(self, within: float = 5.0) -> "Exchange":
        """Wait until a deferred answer has been replaced by a real one; returns at once when it was not deferred.

        `within` is in seconds; raises NoAnswerError after it.
        """
        return await self.until(
            lambda: not self.still_thinking and (self.callback_type != DEFERRED_UPDATE or bool(self.later)), within
        )

    async def until(self, reached: Callable[[], bool], within: float = 5.0) -> "Exchange":
        """Wait until a condition on this exchange holds; raises NoAnswerError after `within` seconds."""
        try:
            async with asyncio.timeout(within):
                while not reached():
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError as error:
            raise NoAnswerError(f"interaction {self.id}: nothing more in {within} s") from error
        return self

    def find(self, **wanted: Any) -> Json:
        """Return the answer's first component that has all the fields wanted, such as `label="Risks"` or `type=3`."""
        for component in self.components:
            if all(component.get(key) == value for key, value in wanted.items()):
                return component
        raise LookupError(f"no component with {wanted} among {[shown(component) for component in self.components]}")


def shown(component: Json) -> str:
    """Return a component in a few words for an error message."""
    name = component.get("label") or component.get("custom_id") or component.get("placeholder") or ""
    return f"{component['type']}:{name}"
