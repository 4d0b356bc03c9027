"""Who helps, by country, as `content/support.yaml` holds it. Numbers are data with a date: they go stale."""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from bot.knowledge.fields import Content, Label, RecordId, Url

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2: GB, US, DE."""

ChannelValue = Annotated[str, StringConstraints(min_length=2, max_length=60)]


class Country(Content):
    """A country members live in: what people call it, and its emergency number."""

    code: CountryCode
    name: Label
    aliases: tuple[Label, ...] = ()
    emergency: Annotated[str, StringConstraints(pattern=r"^[0-9]{2,4}( or [0-9]{2,4})?$")]


class Channel(Content):
    """One way to reach a line."""

    how: Literal["call", "text", "chat", "whatsapp"]
    value: ChannelValue


class SupportLine(Content):
    """A helpline or an organisation. `checked_at` is the page it was seen on; nobody has called it yet."""

    id: RecordId
    kind: Literal["crisis", "finder", "ms-helpline", "ms-organisation", "ms-community"]
    countries: tuple[CountryCode, ...]  # none means worldwide
    name: Label
    channels: tuple[Channel, ...]
    hours: Label | None = None
    cost: Label | None = None
    url: Url
    checked_at: Url
    checked_on: date


class Support(Content):
    """All of it."""

    countries: tuple[Country, ...]
    lines: tuple[SupportLine, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> "Support":
        codes = [country.code for country in self.countries]
        if len(set(codes)) < len(codes):
            raise ValueError("a country stands twice; keep one")
        if unknown := {code for line in self.lines for code in line.countries} - set(codes):
            raise ValueError(f"no country has the code {', '.join(sorted(unknown))}; add it under countries")
        if not any(line.kind == "finder" and not line.countries for line in self.lines):
            raise ValueError("needs a worldwide finder for people whose country has no line here")
        return self

    def country(self, code: str) -> Country | None:
        """Return the country with this code, or None."""
        return next((country for country in self.countries if country.code == code), None)

    def lines_for(self, code: str | None, *kinds: str) -> list[SupportLine]:
        """Return the lines of these kinds in a country; the worldwide ones last."""
        own = [line for line in self.lines if line.kind in kinds and code in line.countries]
        return own + [line for line in self.lines if line.kind in kinds and not line.countries]
