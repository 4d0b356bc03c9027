from datetime import date

import pytest

from bot.knowledge.checks.dates import check
from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from bot.knowledge.problems import Severity

# The small entries were checked on 2026-11-22 and are due on 2027-11-22.


def findings(small: Library, alpha: Therapy, today: date) -> list[tuple[str, str, Severity]]:
    return [(".".join(map(str, one.location)), one.message, one.severity) for one in check(alpha, small, today)]


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 11, 22), date(2027, 3, 1), date(2027, 10, 22)])
def test_a_review_that_is_not_due_for_a_month_passes(small: Library, alpha: Therapy, today: date) -> None:
    assert findings(small, alpha, today) == []


@pytest.mark.parametrize("today", [date(2027, 10, 23), date(2027, 11, 1), date(2027, 11, 22)])
def test_a_review_due_within_thirty_days_is_a_warning(small: Library, alpha: Therapy, today: date) -> None:
    assert findings(small, alpha, today) == [
        ("review.review_due", "is due on 2027-11-22; plan the review", Severity.WARNING)
    ]


@pytest.mark.parametrize("today", [date(2027, 11, 23), date(2030, 1, 1)])
def test_a_review_that_is_overdue_is_an_error(small: Library, alpha: Therapy, today: date) -> None:
    assert findings(small, alpha, today) == [
        ("review.review_due", "was due on 2027-11-22; check the entry again and set a new date", Severity.ERROR)
    ]


def test_a_check_dated_after_tomorrow_is_an_error(small: Library, alpha: Therapy) -> None:
    assert findings(small, alpha, date(2026, 11, 20)) == [
        ("review.checked_on", "2026-11-22 is in the future; write the day it was checked", Severity.ERROR)
    ]
