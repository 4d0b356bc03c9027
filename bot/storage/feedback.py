"""What members thought of a card: a vote on one revision of one entry, in one hour, and nothing about who."""

import logging
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, insert, select

from bot.storage.database import Database, StorageError
from bot.storage.tables import feedback
from bot.storage.values import GuildId, require_guild, require_revision, require_slug, whole_hour

logger = logging.getLogger(__name__)


class FeedbackVote(StrEnum):
    """The three buttons under a card."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    WRONG_OR_OLD = "wrong_or_old"


class Feedback:
    """Keep votes and count them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, *, now: datetime, entry: str, revision: str, vote: FeedbackVote, guild: GuildId | None = None
    ) -> bool:
        """Keep one vote; ``False`` when the database cannot. Raises ``ValueError`` for a value that may not be kept."""
        require_slug("entry", entry)
        require_revision(revision)
        require_guild(guild)
        values = {
            "hour": whole_hour(now),
            "guild_id": guild,
            "entry_id": entry,
            "revision": revision,
            "vote": FeedbackVote(vote).value,
        }
        try:
            async with self._database.writing() as connection:
                await connection.execute(insert(feedback), values)
        except StorageError as error:
            logger.warning("a vote could not be kept: %s", error)
            return False
        return True

    async def counts(self, entry: str) -> dict[FeedbackVote, int]:
        """Count an entry's votes over all its revisions, every kind of vote present; raises ``StorageError``."""
        votes = func.count().label("votes")
        query = select(feedback.c.vote, votes).where(feedback.c.entry_id == entry).group_by(feedback.c.vote)
        async with self._database.reading() as connection:
            found = {row.vote: row.votes for row in await connection.execute(query)}
        return {vote: found.get(vote.value, 0) for vote in FeedbackVote}
