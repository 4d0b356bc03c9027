"""A process to be killed: record numbered rows for ever and print each number once it was acknowledged."""

import asyncio
import os
import sys
from itertools import count

from bot.storage.database import Database
from bot.storage.query_log import QueryLog
from tests.storage.rows import numbered


async def record_for_ever(url: str, first: int) -> None:
    database = Database(url)
    await database.migrate()
    log = QueryLog(database)
    await log.start()
    numbers = count(first)

    async def member() -> None:
        while True:
            number = next(numbers)
            if await log.record(numbered(number)):
                os.write(1, b"%d\n" % number)

    await asyncio.gather(*(member() for _ in range(8)))


if __name__ == "__main__":
    asyncio.run(record_for_ever(sys.argv[1], int(sys.argv[2])))
