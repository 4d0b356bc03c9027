"""Sources: each record with its design, year, strength and link, its caveat always beside it; and the seed articles."""

from collections.abc import Iterable

from bot.answering.composing.text import Marks, heading, title
from bot.knowledge.fields import RecordId
from bot.knowledge.library import Library
from bot.knowledge.models import Evidence


def records(cited: Iterable[RecordId], marks: Marks, library: Library) -> list[str]:
    """Write one block a record, in the order of the marks."""
    return [_record(library.evidence[record], marks.number(record), library) for record in cited]


def seeds(library: Library) -> list[str]:
    """Write who wrote the seed articles, what they gain, and how they score on two quality standards."""
    words = library.wording
    blocks = [title(words.pages.sources_title), words.pages.sources_intro]
    for seed in library.seeds.values():
        claims = [claim for claim in library.seed_claims.values() if claim.seed == seed.id]
        held = sum(claim.verdict == "supported" for claim in claims)
        who = words.pages.seed_line.format(
            title=seed.title,
            publisher=seed.publisher,
            kind=words.seed_kinds[seed.kind],
            interest=seed.conflict_of_interest,
        )
        quality = words.pages.seed_defects.format(
            met=seed.jama_benchmarks_met.met, discern=seed.discern_total, supported=held, claims=len(claims)
        )
        blocks.append(f"{who}\n{quality}")
    return [*blocks, words.pages.disclosure]


def _record(record: Evidence, number: int, library: Library) -> str:
    words = library.wording
    source = record.source
    year = str(record.year) if record.year else words.marks.undated
    strength = words.marks.strength.format(
        certainty=words.certainties[record.strength.level], reason=record.strength.reason
    )
    lines = [
        f"**{number}.** {record.statement}",
        f"-# {record.population}",
        f"-# {source.title}. {source.publisher}, {year} ({words.designs[record.design]}). <{source.url}>",
        f"-# {strength}",
    ]
    if record.caveat:
        lines.append(words.marks.caveat.format(text=record.caveat))
    return "\n".join(lines)


def opening(library: Library) -> str:
    """Write the heading of a list of sources."""
    return heading(library.wording.headings.sources)
