"""A process whose disk is full for a while: the system refuses to let its files grow. Writes what it saw as JSON."""

import asyncio
import json
import resource
import sys
from pathlib import Path

from bot.storage.database import Database
from bot.storage.feedback import Feedback, FeedbackVote
from bot.storage.query_log import QueryLog
from tests.storage.rows import NOW, numbered, timed_record, until


def allow_files_up_to(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def fill_and_free(file: Path) -> dict[str, object]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.migrate()
    log = QueryLog(database)
    await log.start()
    before = [await timed_record(log, number) for number in range(5)]

    allow_files_up_to(4096)  # less than one page and its frame header in the write-ahead log
    full = [await timed_record(log, number) for number in range(5, 25)]
    full += await asyncio.gather(*(timed_record(log, number) for number in range(25, 50)))
    seen = {
        "kept before": [kept for kept, _seconds in before],
        "kept while full": [kept for kept, _seconds in full],
        "slowest while full": max(seconds for _kept, seconds in full),
        "pending while full": log.pending,
        "healthy while full": log.healthy,
        "writable while full": await database.is_writable(2),
        "vote while full": await Feedback(database).add(
            now=NOW, entry="ahsct", revision="0" * 12, vote=FeedbackVote.HELPFUL
        ),
    }

    allow_files_up_to(resource.RLIM_INFINITY)
    await until(lambda: log.pending == 0)
    seen |= {
        "kept after": await log.record(numbered(50)),
        "late": log.late,
        "lost": log.lost,
        "healthy after": log.healthy,
        "writable after": await database.is_writable(2),
    }
    await log.close()
    await database.close()
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(fill_and_free(Path(sys.argv[1])))))
