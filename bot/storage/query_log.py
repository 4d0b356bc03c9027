"""The query log: one row for every answered query, committed before the answer goes out.

Three promises pull against each other, and the writer is built around them:

* an acknowledged row survives ``kill -9``, so ``record`` waits for the commit;
* a member never waits for a sick database, so ``record`` gives up after ``PATIENCE_SECONDS``, and once something failed
  a breaker lets nobody wait until a write has succeeded again;
* it must cost next to nothing, so all the rows that wait while one transaction is under way share the next one
  (group commit).

Rows whose caller was sent away stay in a bounded backlog and are written when the database has recovered.
"""

import asyncio
import logging
from collections import deque
from typing import Final

from bot.storage.appender import MOST_ROWS, Appender
from bot.storage.database import Database, StorageError
from bot.storage.query_row import COLUMNS, Command, MatchBand, Outcome, QueryRow
from bot.storage.tables import query_log

__all__ = ["Command", "MatchBand", "Outcome", "QueryLog", "QueryRow"]

PATIENCE_SECONDS: Final = 0.055
GRACE_SECONDS: Final = 0.005
BACKLOG_LIMIT: Final = 10_000
FIRST_RETRY_SECONDS: Final = 0.05
LAST_RETRY_SECONDS: Final = 2.0
CLOSING_SECONDS: Final = 2.0

logger = logging.getLogger(__name__)

_Waiting = tuple[QueryRow, asyncio.Future[bool] | None]


class QueryLog:
    """Write query rows through one background task; start it outside the Discord client and close it last."""

    def __init__(self, database: Database, *, backlog_limit: int = BACKLOG_LIMIT) -> None:
        self._appender = Appender(database, query_log, COLUMNS)
        self._backlog_limit = backlog_limit
        self._backlog: deque[_Waiting] = deque()
        self._in_flight: list[_Waiting] = []
        self._wake = asyncio.Event()
        self._giving_up = False
        self._closing = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self._healthy = True
        self._failing = False
        self._written = 0
        self._late = 0
        self._lost = 0

    @property
    def written(self) -> int:
        """Rows committed since the start, late ones included."""
        return self._written

    @property
    def late(self) -> int:
        """Rows committed after their caller had been told ``False`` or had gone."""
        return self._late

    @property
    def lost(self) -> int:
        """Rows given up for good: the backlog was full, or the log was closed before they could be written."""
        return self._lost

    @property
    def pending(self) -> int:
        """Rows accepted and not yet committed."""
        return len(self._backlog) + len(self._in_flight)

    @property
    def healthy(self) -> bool:
        """Whether the last write went well and in time."""
        return self._healthy

    async def start(self) -> None:
        """Open the connection and start the writer; a database that cannot be opened leaves the log unhealthy."""
        if self._writer is not None:
            return
        try:
            await self._appender.open()
        except StorageError as error:
            self._note_failure(error)
        self._writer = asyncio.create_task(self._write_for_ever(), name="query-log-writer")

    async def record(self, row: QueryRow) -> bool:
        """Keep one row; ``True`` once it is committed, ``False`` within 80 ms when that cannot be done now.

        Never raises, except when the caller is cancelled. A row answered with ``False`` is written later if it can be.
        """
        if self._closing.is_set() or self.pending >= self._backlog_limit:
            self._lost += 1
            return False
        if not self._healthy:
            self._backlog.append((row, None))
            self._wake.set()
            return False
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bool] = loop.create_future()
        self._backlog.append((row, answer))
        self._wake.set()
        # A bare timer: asyncio.timeout would cost more than everything else in this method.
        timer = loop.call_later(PATIENCE_SECONDS, self._lose_patience, loop, answer)
        try:
            return await answer
        finally:
            timer.cancel()

    async def close(self) -> None:
        """Write what waits, for two seconds at most, and stop; what is left then is counted as lost."""
        self._closing.set()
        self._wake.set()
        if self._writer is not None:
            _done, running = await asyncio.wait({self._writer}, timeout=CLOSING_SECONDS)
            # Asked, not cancelled: SQLAlchemy closes a lost connection in a shielded task, and a cancellation in the
            # middle of it stops the driver's thread twice; that task, and so the process, would then wait for ever.
            self._giving_up = True
            if running:
                _done, running = await asyncio.wait(running, timeout=CLOSING_SECONDS / 4)
            for task in running:  # the driver itself does not come back
                task.cancel()
                await asyncio.wait({task}, timeout=CLOSING_SECONDS / 4)
        await self._close_appender()
        self._backlog.extendleft(reversed(self._in_flight))
        self._in_flight = []
        self._answer(self._backlog, committed=False)
        self._lost += len(self._backlog)
        self._backlog.clear()

    async def _write_for_ever(self) -> None:
        delay = FIRST_RETRY_SECONDS
        while True:
            while not self._backlog:
                if self._closing.is_set():
                    return
                self._wake.clear()
                await self._wake.wait()
            if self._giving_up:
                return
            if await self._write_some():
                delay = FIRST_RETRY_SECONDS
            else:
                await self._pause(delay)
                delay = min(delay * 2, LAST_RETRY_SECONDS)

    async def _write_some(self) -> bool:
        backlog = self._backlog
        self._in_flight = batch = [backlog.popleft() for _ in range(min(len(backlog), MOST_ROWS))]
        try:
            await self._appender.append([row.as_values() for row, _answer in batch])
        except Exception as error:  # noqa: BLE001 - whatever it was, the writer must live on and the members must not wait
            self._in_flight = []
            backlog.extendleft(reversed(batch))
            self._note_failure(error)
            self._answer(backlog, committed=False)
            return False
        self._in_flight = []
        self._written += len(batch)
        self._answer(batch, committed=True)
        self._healthy = True
        if self._failing:
            self._failing = False
            logger.info("the query log is writing again; %d rows still wait", len(backlog))
        return True

    def _answer(self, rows: deque[_Waiting] | list[_Waiting], *, committed: bool) -> None:
        for _row, answer in rows:
            if answer is not None and not answer.done():
                answer.set_result(committed)
            elif committed:
                self._late += 1

    def _lose_patience(self, loop: asyncio.AbstractEventLoop, answer: asyncio.Future[bool]) -> None:
        # When something blocked the event loop, the timer and the finished commit come due together; a last short wait
        # lets the commit speak first.
        loop.call_later(GRACE_SECONDS, self._give_up, answer)

    def _give_up(self, answer: asyncio.Future[bool]) -> None:
        if not answer.done():
            self._healthy = False
            answer.set_result(False)

    def _note_failure(self, error: Exception) -> None:
        self._healthy = False
        if not self._failing:
            self._failing = True
            # Another exception's words or traceback might hold a row; a StorageError's never do.
            why = error if isinstance(error, StorageError) else type(error).__name__
            logger.warning("the query log cannot write (%s); answers go on and rows wait", why)

    async def _pause(self, seconds: float) -> None:
        if self._closing.is_set():
            await asyncio.sleep(FIRST_RETRY_SECONDS)
            return
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return

    async def _close_appender(self) -> None:
        closing = asyncio.create_task(self._appender.close(), name="query-log-close")
        await asyncio.wait({closing}, timeout=CLOSING_SECONDS / 4)
