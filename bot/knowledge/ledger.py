"""What stands beside the entries: the glossary, and the ledger of the seed articles and their claims."""

from typing import Annotated, Literal

from pydantic import Field

from bot.knowledge.fields import Content, EntryId, Label, PositiveInt, SeedClaimId, SeedId, Text


class Term(Content):
    """A word members meet, in one plain sentence."""

    term: Annotated[Label, Field(max_length=60)]  # stands in a custom id
    aliases: tuple[Label, ...] = ()
    meaning: Text
    see_also: tuple[Label, ...] = ()


class JamaBenchmarks(Content):
    """Which of Silberg's four benchmarks (JAMA 1997) a web page meets."""

    authorship: bool
    attribution: bool
    disclosure: bool
    currency: bool

    @property
    def met(self) -> int:
        """Count the benchmarks met, 0 to 4."""
        return sum((self.authorship, self.attribution, self.disclosure, self.currency))


class Seed(Content):
    """One of the web articles the content was built from. Promotional: it never supports a statement."""

    id: SeedId
    file: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    title: Annotated[str, Field(min_length=3, max_length=200)]
    publisher: Text
    kind: Literal["advertorial", "essay", "clinic-marketing", "stem-cell-bank-marketing", "content-farm"]
    conflict_of_interest: Text
    jama_benchmarks_met: JamaBenchmarks
    discern_total: Annotated[int, Field(ge=16, le=80)]
    defects: tuple[Text, ...]


class SeedClaim(Content):
    """One factual claim of a seed, in our own words, with our verdict and the entry that answers it."""

    id: SeedClaimId
    seed: SeedId
    line: PositiveInt
    says: Text
    verdict: Literal["supported", "overstated", "misleading", "unsupported", "outdated", "broken-text"]
    reason: Text
    answered_by: EntryId
