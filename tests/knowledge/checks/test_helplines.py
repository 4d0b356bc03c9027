from datetime import date, timedelta

import pytest

from bot.knowledge.checks.helplines import FRESH_FOR, check
from bot.knowledge.library import Library
from bot.knowledge.problems import Severity


def oldest(library: Library) -> date:
    return min(line.checked_on for line in library.support.lines)


def test_lines_checked_within_180_days_pass(small: Library) -> None:
    assert timedelta(days=180) == FRESH_FOR
    assert list(check(small, oldest(small) + FRESH_FOR)) == []


def test_a_line_checked_181_days_ago_is_a_warning_at_its_date(small: Library) -> None:
    found = list(check(small, oldest(small) + FRESH_FOR + timedelta(days=1)))
    assert found
    for kind, name, finding in found:
        line = small.support.lines[int(finding.location[1])]
        assert (kind, name, finding.severity) == ("support", "", Severity.WARNING)
        assert finding.location[-1] == "checked_on"
        assert finding.message.startswith(f"{line.name} was checked on {line.checked_on}; look at its own page again")


@pytest.mark.parametrize(("days", "errors"), [(1, False), (2, True)])
def test_a_line_checked_after_tomorrow_is_an_error(small: Library, days: int, errors: bool) -> None:
    newest = max(line.checked_on for line in small.support.lines)
    found = [finding.message for _kind, _name, finding in check(small, newest - timedelta(days=days))]
    assert any("is in the future; write the day it was checked" in message for message in found) is errors
