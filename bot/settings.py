"""Every setting, by topic, read once from the environment (and `.env`). A wrong one is a readable sentence.

`docs/operators.md` is held against these fields by a test.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LAST_PORT = 65_535

_ROOT = Path(__file__).parents[1]


class SettingsError(Exception):
    """A setting is wrong; the message says which and what to write."""


class Settings(BaseSettings):
    """What an operator can choose. A description says what a value must be, for the one who gave another."""

    model_config = SettingsConfigDict(
        env_prefix="OLIGO_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    # Discord
    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    shard_count: int | None = Field(default=None, ge=1, le=10_000, description="a whole number from 1 to 10000")
    shard_ids: str | None = Field(
        default=None, pattern=r"^[0-9]+(,[0-9]+)*$", description="whole numbers with commas between them, such as 0,1,2"
    )

    # Files and data
    data_dir: Path = Path("data")
    database_url: str | None = None
    content_dir: Path = _ROOT / "content"

    # Running
    health_address: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9.\-]*:[0-9]{1,5}$",
        description="an address and a port from 1 to 65535, such as 127.0.0.1:8080",
    )
    log_format: Literal["human", "json"] = Field(default="human", description="human or json")

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _without_spaces(cls, value: object) -> object:
        return value.replace(" ", "") if isinstance(value, str) else value

    @field_validator("health_address")
    @classmethod
    def _port_exists(cls, value: str | None) -> str | None:
        if value is not None and not 0 < int(value.rpartition(":")[2]) <= LAST_PORT:
            raise ValueError("no such port")
        return value

    @model_validator(mode="after")
    def _shards_fit(self) -> "Settings":
        if self.shard_ids is not None and self.shard_count is None:
            raise ValueError("OLIGO_SHARD_IDS needs OLIGO_SHARD_COUNT, the number of all shards")
        if self.shard_count is not None and any(number >= self.shard_count for number in self.shards or ()):
            raise ValueError("OLIGO_SHARD_IDS must be numbers below OLIGO_SHARD_COUNT")
        return self

    @property
    def shards(self) -> tuple[int, ...] | None:
        """The shards this process serves; None for all."""
        return None if self.shard_ids is None else tuple(map(int, self.shard_ids.split(",")))

    @property
    def seeds_dir(self) -> Path:
        """The seed ledger, beside the content."""
        beside = self.content_dir.parent / "seeds"
        return beside if beside.is_dir() else _ROOT / "seeds"

    @property
    def database(self) -> str:
        """The database's URL: SQLite in the data directory unless another is set."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir.absolute() / 'oligo.db'}"


def read() -> Settings:
    """Read the environment. Raise `SettingsError` with one sentence; it never quotes a value, which may be secret."""
    try:
        return Settings()
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        field = str(detail["loc"][0]) if detail["loc"] else ""
        about = Settings.model_fields.get(field)
        if about is None or about.description is None:  # two settings that do not fit together
            raise SettingsError(f"{detail['msg'].removeprefix('Value error, ')}.") from None
        raise SettingsError(f"OLIGO_{field.upper()} must be {about.description}.") from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env must be UTF-8 text; save it again as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"The file .env cannot be read: {error.strerror}.") from None
