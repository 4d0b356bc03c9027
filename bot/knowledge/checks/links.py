"""Links lead only to publishers, journals, registers and health services on the allow-list."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library


def check(library: Library, _today: date) -> Iterator[tuple[str, str, Finding]]:
    """Find evidence whose source is not on an allowed domain."""
    allowed = frozenset(library.editorial.allowed_domains)
    for record in library.evidence.values():
        host = _host(record.source.url)
        if not is_allowed(host, allowed):
            message = f"{host} is not an allowed domain; cite the publisher's page, or add the domain to editorial.yaml"
            yield "evidence", record.id, Finding(("source", "url"), message)


def _host(url: str) -> str:
    """Return the host a browser would go to, or the whole address where that is not plain."""
    try:
        return (urlsplit(url.replace("\\", "/")).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def is_allowed(host: str, allowed: frozenset[str]) -> bool:
    """Tell whether `host` is an allowed domain or lies under one."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in allowed for start in range(len(labels)))
