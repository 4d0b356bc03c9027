from bot.interactions import voters
from bot.interactions.voters import MOST_REMEMBERED, Voters


def test_a_person_counts_once_for_each_text() -> None:
    seen = Voters()
    assert seen.is_first(1, "hsct", "a")
    assert not seen.is_first(1, "hsct", "a")
    assert seen.is_first(2, "hsct", "a")
    assert seen.is_first(1, "hsct", "b")
    assert seen.is_first(1, "msc", "a")


def test_a_vote_that_could_not_be_kept_may_be_repeated() -> None:
    seen = Voters()
    assert seen.is_first(1, "hsct", "a")
    seen.forget(1, "hsct", "a")
    assert seen.is_first(1, "hsct", "a")
    seen.forget(9, "hsct", "a")  # nothing to forget is no error


def test_memory_is_bounded_and_the_oldest_is_forgotten_first() -> None:
    seen = Voters()
    for user in range(MOST_REMEMBERED + 5):
        assert seen.is_first(user, "hsct", "a")
    assert len(seen._seen) == MOST_REMEMBERED
    assert not seen.is_first(MOST_REMEMBERED + 4, "hsct", "a")
    assert seen.is_first(0, "hsct", "a")


def test_what_is_remembered_names_nobody_and_differs_after_a_restart() -> None:
    first, second = Voters(), Voters()
    first.is_first(123456789012345678, "hsct", "a")
    second.is_first(123456789012345678, "hsct", "a")
    assert set(first._seen).isdisjoint(second._seen)
    assert not any(b"123456789012345678" in mark or b"hsct" in mark for mark in first._seen)
    assert voters.MOST_REMEMBERED == MOST_REMEMBERED
