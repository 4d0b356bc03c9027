import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.storage.database import Database, StorageError
from bot.storage.feedback import Feedback, FeedbackVote
from bot.storage.values import GuildId
from tests.storage.rows import NOW, locked

VOTE: dict[str, Any] = {"now": NOW, "entry": "ahsct", "revision": "0123456789ab", "vote": FeedbackVote.HELPFUL}


async def test_votes_are_counted_by_kind_and_entry(database: Database) -> None:
    feedback = Feedback(database)
    assert await feedback.add(**VOTE)
    assert await feedback.add(**VOTE | {"revision": "b" * 12, "guild": GuildId(2**62)})
    assert await feedback.add(**VOTE | {"vote": FeedbackVote.WRONG_OR_OLD})
    assert await feedback.add(**VOTE | {"entry": "msc"})
    assert await feedback.counts("ahsct") == {
        FeedbackVote.HELPFUL: 2,
        FeedbackVote.NOT_HELPFUL: 0,
        FeedbackVote.WRONG_OR_OLD: 1,
    }
    assert set((await feedback.counts("nothing-here")).values()) == {0}


async def test_a_vote_keeps_the_hour_and_not_who(file: Path, database: Database) -> None:
    await Feedback(database).add(**VOTE | {"guild": GuildId(7)})
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM feedback").fetchall() == [
            (1, "2026-03-04 15:00:00.000000", 7, "ahsct", "0123456789ab", "helpful")
        ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"entry": "it made me worse"},
        {"entry": "123456789012345678"},
        {"revision": "yesterday"},
        {"vote": "it made me worse"},
        {"guild": "7"},
        {"now": NOW.replace(tzinfo=None)},
    ],
)
async def test_free_text_and_ids_are_refused(database: Database, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        await Feedback(database).add(**VOTE | wrong)


async def test_a_locked_database_takes_no_vote_and_raises_nothing(file: Path, database: Database) -> None:
    feedback = Feedback(database)
    with locked(file):
        assert await feedback.add(**VOTE) is False
    assert await feedback.add(**VOTE) is True
    assert (await feedback.counts("ahsct"))[FeedbackVote.HELPFUL] == 1


async def test_a_vote_after_the_database_was_deleted_is_kept_in_the_new_one(file: Path, database: Database) -> None:
    shutil.rmtree(file.parent)
    assert await Feedback(database).add(**VOTE)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM feedback").fetchone() == (1,)


async def test_counting_in_a_database_that_is_gone_is_a_storage_error(file: Path, database: Database) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("a file in the way")
    with pytest.raises(StorageError):
        await Feedback(database).counts("ahsct")
    assert await Feedback(database).add(**VOTE) is False


async def test_the_table_itself_refuses_an_unknown_vote(file: Path, database: Database) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError, match="vote_known"):
        connection.execute(
            "INSERT INTO feedback (hour, entry_id, revision, vote) VALUES ('2026-03-04 15:00:00', 'a', 'b', 'c')"
        )
