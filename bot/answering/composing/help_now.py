"""Who helps: organisations and helplines by country, and help in a crisis."""

from collections.abc import Iterator

from bot.answering.composing.text import day, heading, title
from bot.knowledge.library import Library
from bot.knowledge.support import Country, SupportLine

MOST_CRISIS_LINES = 2  # more numbers than two are a list to search, not help (research/health-chatbots, section 4)


def support(country: Country | None, library: Library) -> Iterator[str]:
    """Write organisations first, then lines for hard hours, then where to find others."""
    words = library.wording.support
    code = country.code if country else None
    yield title(words.title.format(country=country.name) if country else words.title_worldwide)
    if organisations := library.support.lines_for(code, "ms-helpline", "ms-organisation", "ms-community"):
        yield heading(words.organisations)
        yield from (_line(line, library) for line in organisations)
    yield heading(words.hard_times)
    yield words.emergency.format(number=country.emergency) if country else words.emergency_unknown
    yield from (_line(line, library) for line in library.support.lines_for(code, "crisis", "finder"))
    yield words.numbers_change


def crisis(country: Country | None, library: Library) -> Iterator[str]:
    """Write a short, warm page: the emergency number, at most two lines, the finder, a person nearby."""
    words = library.wording.crisis
    code = country.code if country else None
    yield words.opening
    yield words.emergency.format(number=country.emergency) if country else words.emergency_unknown
    lines = library.support.lines_for(code, "crisis")[:MOST_CRISIS_LINES]
    yield from (_short(line, library) for line in lines)
    yield words.finder_too if lines else words.finder_only
    yield words.someone_near


def _line(line: SupportLine, library: Library) -> str:
    words = library.wording.support
    details = [*_channels(line, library), *(text for text in (line.hours, line.cost) if text), f"<{line.url}>"]
    checked = words.checked.format(checked=day(line.checked_on))
    return f"- **{line.name}** {'; '.join(details)}\n{checked}"


def _short(line: SupportLine, library: Library) -> str:
    details = [*_channels(line, library), *(text for text in (line.hours,) if text)]
    return f"**{line.name}** {'; '.join(details)}"


def _channels(line: SupportLine, library: Library) -> list[str]:
    shapes = library.wording.support.channels
    return [shapes[channel.how].format(value=channel.value) for channel in line.channels]
