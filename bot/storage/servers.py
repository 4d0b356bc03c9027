"""What a server's managers chose for it. Held in memory too, so that help in a crisis never waits for the database."""

import logging
import re
from typing import Final

from sqlalchemy import insert, select, update

from bot.storage.database import Database, StorageError
from bot.storage.tables import servers
from bot.storage.values import GuildId, require_guild

_COUNTRY: Final = re.compile(r"[A-Z]{2}")  # ISO 3166-1 alpha-2

logger = logging.getLogger(__name__)


class Servers:
    """The servers' settings."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._countries: dict[int, str] = {}

    async def load(self) -> None:
        """Read the settings of all servers; raises ``StorageError``."""
        query = select(servers.c.guild_id, servers.c.country).where(servers.c.country.is_not(None))
        async with self._database.reading() as connection:
            self._countries = {row.guild_id: row.country for row in await connection.execute(query)}

    def country(self, guild: GuildId | None) -> str | None:
        """Give the country a server chose, as its two letters; ``None`` when it chose none."""
        return None if guild is None else self._countries.get(guild)

    async def set_country(self, guild: GuildId, country: str | None) -> bool:
        """Choose a server's country, or take the choice back; ``False`` when the database cannot keep it."""
        require_guild(guild)
        if country is not None and _COUNTRY.fullmatch(country) is None:
            raise ValueError("country must be two capital letters")
        try:
            async with self._database.writing() as connection:
                values = {"country": country}
                changed = await connection.execute(update(servers).where(servers.c.guild_id == guild).values(values))
                if changed.rowcount == 0:
                    await connection.execute(insert(servers).values(guild_id=guild, **values))
        except StorageError as error:
            logger.warning("a server's country could not be kept: %s", error)
            return False
        if country is None:
            self._countries.pop(guild, None)
        else:
            self._countries[guild] = country
        return True
