"""Nothing old is served as new: a review date that has passed is an error, one within 30 days a warning."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.problems import Severity

NOTICE = timedelta(days=30)


def check(entry: Entry, _library: Library, today: date) -> Iterator[Finding]:
    """Find reviews that are overdue or nearly due, and checks dated in the future."""
    review = entry.review
    if review.checked_on > today + timedelta(days=1):
        yield Finding(("review", "checked_on"), f"{review.checked_on} is in the future; write the day it was checked")
    if review.review_due < today:
        yield Finding(
            ("review", "review_due"), f"was due on {review.review_due}; check the entry again and set a new date"
        )
    elif review.review_due <= today + NOTICE:
        yield Finding(("review", "review_due"), f"is due on {review.review_due}; plan the review", Severity.WARNING)
