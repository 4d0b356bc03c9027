"""What the editorial checks look for, as `content/editorial.yaml` holds it: words are content, rules are code."""

import re
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.knowledge.fields import Content
from bot.knowledge.models import Level


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}; correct it") from None
    return pattern


Phrase = Annotated[str, Field(min_length=1, max_length=300)]
Pattern = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_compiles)]


class PatternRule(Content):
    """A pattern that may not stand in shown text, and what to write instead."""

    pattern: Pattern
    instead: Annotated[str, Field(min_length=3, max_length=200)]

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Compile the pattern once, for any case."""
        return re.compile(self.pattern, re.IGNORECASE)


class Editorial(Content):
    """The vocabulary of the rules; `docs` and each rule's module say what the rule is for."""

    hype: tuple[PatternRule, ...]
    claim_words: tuple[PatternRule, ...]
    advice: tuple[PatternRule, ...]
    unnamed_cells: tuple[PatternRule, ...]
    effect_verbs: tuple[Pattern, ...]
    hedges: dict[Level, tuple[Pattern, ...]]
    report_frames: tuple[Pattern, ...]
    reading_exempt: tuple[Phrase, ...]
    allowed_domains: tuple[Phrase, ...]
