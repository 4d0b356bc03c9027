from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.servers import Servers
from bot.storage.values import GuildId
from tests.storage.rows import locked

HERE, THERE = GuildId(111), GuildId(222)


async def test_a_country_is_kept_replaced_taken_back_and_outlives_the_process(file: Path, database: Database) -> None:
    servers = Servers(database)
    await servers.load()
    assert servers.country(HERE) is None
    assert await servers.set_country(HERE, "DE")
    assert await servers.set_country(HERE, "GB")
    assert await servers.set_country(THERE, "FR")
    assert await servers.set_country(THERE, None)
    await database.close()

    again = Database(f"sqlite+aiosqlite:///{file}")
    reloaded = Servers(again)
    await reloaded.load()
    assert (reloaded.country(HERE), reloaded.country(THERE), reloaded.country(None)) == ("GB", None, None)
    await again.close()


@pytest.mark.parametrize("country", ["gb", "United Kingdom", "", "G1"])
async def test_a_country_is_two_capital_letters(database: Database, country: str) -> None:
    with pytest.raises(ValueError, match="country"):
        await Servers(database).set_country(HERE, country)


async def test_a_locked_database_keeps_nothing_and_changes_nothing(file: Path, database: Database) -> None:
    servers = Servers(database)
    assert await servers.set_country(HERE, "DE")
    with locked(file):
        assert not await servers.set_country(HERE, "FR")
    assert servers.country(HERE) == "DE"
