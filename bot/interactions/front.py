"""Front: what every handler shares. Read options → ask the desk → log → send; each step once, here."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import perf_counter
from typing import Any

import discord

from bot.answering.answer import Answer
from bot.answering.desk import Desk, Reply
from bot.answering.query import Query
from bot.interactions import errors
from bot.interactions.cards import Card, Renderer, files
from bot.interactions.counters import Counters
from bot.interactions.custom_ids import Vote
from bot.interactions.voters import Voters
from bot.storage.feedback import Feedback, FeedbackVote
from bot.storage.query_log import QueryLog
from bot.storage.query_row import Command, MatchBand, Outcome, QueryRow
from bot.storage.servers import Servers
from bot.storage.values import GuildId

log = logging.getLogger(__name__)

_VOTES = {
    Vote.HELPFUL: FeedbackVote.HELPFUL,
    Vote.NOT_HELPFUL: FeedbackVote.NOT_HELPFUL,
    Vote.WRONG_OR_OLD: FeedbackVote.WRONG_OR_OLD,
}


class Front:
    """Answers interactions from the desk it was given."""

    def __init__(
        self, desk: Desk, query_log: QueryLog, feedback: Feedback, servers: Servers, clock: Callable[[], datetime]
    ) -> None:
        """Take everything a handler needs; `clock` gives the time in UTC."""
        self.desk = desk
        self._renderer = Renderer(desk.library.wording)
        self.counters = Counters()
        self.stopping = False
        self.servers = servers
        self._query_log = query_log
        self._feedback = feedback
        self._clock = clock
        self._voters = Voters()
        self._idle = asyncio.Event()
        self._idle.set()

    async def answer(
        self, interaction: discord.Interaction[Any], query: Query, command: Command, *, share: bool = False
    ) -> None:
        """Answer a command: publicly only where the asker chose so."""
        with self._under_way():
            reply = await self._ask(interaction, query, command)
            public = share and reply.answer.query is not None
            await self._send(interaction, reply.answer, public=public)

    async def open(self, interaction: discord.Interaction[Any], query: Query) -> None:
        """Answer a button: in place on the presser's own card, privately below a card that others see."""
        with self._under_way():
            reply = await self._ask(interaction, query, Command.BUTTON)
            message = interaction.message
            if message is not None and message.flags.ephemeral:
                card = self._card(interaction, reply.answer, public=False)
                await interaction.response.edit_message(view=card, attachments=await files(reply.answer))
            else:
                await self._send(interaction, reply.answer, public=False)

    async def prepare(self, interaction: discord.Interaction[Any], picked: list[str]) -> None:
        """Answer a form with one list of questions; what was picked is not logged."""
        with self._under_way():
            started = perf_counter()
            reply = self.desk.prepare(picked)
            await self._record(interaction, reply, Command.PREPARE, perf_counter() - started)
            await self._send(interaction, reply.answer, public=False)

    async def share(self, interaction: discord.Interaction[Any], query: Query) -> None:
        """Post a card publicly, as a reply of its own."""
        with self._under_way():
            reply = await self._ask(interaction, query, Command.BUTTON)
            await self._send(interaction, reply.answer, public=reply.answer.query is not None)

    async def vote(self, interaction: discord.Interaction[Any], entry: str, revision: str, vote: Vote) -> None:
        """Count a vote on what was seen, without who voted."""
        with self._under_way():
            words = self.desk.library.wording.notices
            if not self._voters.is_first(interaction.user.id, entry, revision):
                await self._tell(interaction, words.vote_seen)
                return
            kept = await self._feedback.add(
                now=self._clock(), guild=_guild(interaction), entry=entry, revision=revision, vote=_VOTES[vote]
            )
            if not kept:
                self._voters.forget(interaction.user.id, entry, revision)
            await self._tell(interaction, words.vote_kept if kept else words.vote_lost)

    async def refuse(self, interaction: discord.Interaction[Any], sentence: str) -> None:
        """Say one sentence instead of an answer."""
        with self._under_way():
            await self._tell(interaction, sentence)

    async def idle(self) -> None:
        """Wait until nothing is being answered."""
        await self._idle.wait()

    async def fail(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Hand a failure to the one policy."""
        await errors.handle(interaction, error, self.desk, self._renderer, self.counters)

    async def _ask(self, interaction: discord.Interaction[Any], query: Query, command: Command) -> Reply:
        """Ask the desk, and commit the log row before anything is sent."""
        started = perf_counter()
        reply = self.desk.reopen(query) if command is Command.BUTTON else self.desk.answer(query)
        await self._record(interaction, reply, command, perf_counter() - started)
        return reply

    async def _record(
        self, interaction: discord.Interaction[Any], reply: Reply, command: Command, seconds: float
    ) -> None:
        """Commit the row; whatever goes wrong with it, somebody may be waiting for help, and the answer goes out."""
        try:
            kept = await self._query_log.record(self._row(interaction, reply, command, seconds))
        except ValueError as error:  # a shape the log refuses: a locale Discord has just invented, say
            log.error("A row was refused: %s", errors.describe(error))  # noqa: TRY400 - a traceback could quote
            kept = False
        if not kept:
            self.counters.unlogged += 1

    def _row(self, interaction: discord.Interaction[Any], reply: Reply, command: Command, seconds: float) -> QueryRow:
        return QueryRow.at(
            self._clock(),
            command=command,
            outcome=Outcome(reply.answer.kind),
            guild=_guild(interaction),
            entry=reply.answer.entry,
            revision=reply.answer.revision,
            match_band=MatchBand(reply.band) if reply.band else None,
            latency_ms=round(seconds * 1000),
            locale=str(interaction.locale),
        )

    def _card(self, interaction: discord.Interaction[Any], answer: Answer, *, public: bool) -> Card:
        shareable = not public and interaction.guild_id is not None
        return self._renderer.render(answer, shareable=shareable)

    async def _tell(self, interaction: discord.Interaction[Any], sentence: str) -> None:
        await errors.tell(interaction, sentence, self.desk, self._renderer)

    async def _send(self, interaction: discord.Interaction[Any], answer: Answer, *, public: bool) -> None:
        card = self._card(interaction, answer, public=public)
        pictures = await files(answer)
        await interaction.response.send_message(
            view=card, ephemeral=not public, files=pictures or discord.utils.MISSING
        )

    @contextmanager
    def _under_way(self) -> Iterator[None]:
        """Count what is being answered, so that a stop can wait for it."""
        self.counters.under_way += 1
        self._idle.clear()
        try:
            yield
            self.counters.answered += 1
        finally:
            self.counters.under_way -= 1
            if not self.counters.under_way:
                self._idle.set()


def _guild(interaction: discord.Interaction[Any]) -> GuildId | None:
    return None if interaction.guild_id is None else GuildId(interaction.guild_id)
