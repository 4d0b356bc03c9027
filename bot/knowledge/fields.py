"""The small types every content model is made of.

Each is strict about its own shape, so that a model built from them cannot hold an empty sentence or a malformed id.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

KEBAB = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


def _fold_white_space(value: object) -> object:
    """Make a folded YAML block one line; anything but a string is left for pydantic to refuse."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _refuse_markup(value: str) -> str:
    if found := re.search(r"https?://|\]\(|<[@#:a-z/]|`", value, re.IGNORECASE):
        raise ValueError(f"holds {found[0]!r}; write plain words, links belong into an evidence record's source")
    return value


EntryId = Annotated[str, StringConstraints(pattern=KEBAB, max_length=40)]
PartId = Annotated[str, StringConstraints(pattern=KEBAB, max_length=24)]
RecordId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
SeedId = Annotated[str, StringConstraints(pattern=r"^S[0-9]$")]
SeedClaimId = Annotated[str, StringConstraints(pattern=r"^S[0-9]-[0-9]{3}$")]

Text = Annotated[
    str,
    BeforeValidator(_fold_white_space),
    StringConstraints(min_length=1, max_length=700),
    AfterValidator(_refuse_markup),
]
"""One idea in plain words, without markup or links; 700 characters at the most, so that any one fits on a card."""

Label = Annotated[
    str,
    BeforeValidator(_fold_white_space),
    StringConstraints(min_length=1, max_length=90),
    AfterValidator(_refuse_markup),
]
"""A title or a name; 90 characters at the most, so that with a mark it still fits an autocomplete choice (100)."""

ButtonLabel = Annotated[str, BeforeValidator(_fold_white_space), StringConstraints(min_length=1, max_length=38)]
"""What stands on a button; Discord allows 80 characters and advises 38 where the phone's screen is narrow."""

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s()<>]+(\([^\s()<>]*\)[^\s()<>]*)*$", max_length=400)]
PositiveInt = Annotated[int, Field(gt=0)]


class Content(BaseModel):
    """A strict, frozen model: unknown keys are errors, nothing is coerced, nothing can be changed later.

    The reader validates in pydantic's JSON mode, where a strict list may fill a tuple and a strict string an enum.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
