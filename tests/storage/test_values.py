from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.storage.values import is_slug, require_guild, require_revision, require_slug, whole_hour


@pytest.mark.parametrize("value", ["ahsct", "cladribine-tablets", "b12", "a" * 60, "n12345678901234"])
def test_a_kebab_case_id_is_a_slug(value: str) -> None:
    assert is_slug(value)


@pytest.mark.parametrize(
    "value",
    ["", "I feel numb", "numb feet", "Numb", "ahsct\n", "-ahsct", "1a", "a" * 61, "é", "a_b", "a@b", 5, None, b"a"],
)
def test_free_text_is_no_slug(value: object) -> None:
    assert not is_slug(value)


@pytest.mark.parametrize("value", ["123456789012345678", "u123456789012345", "user-123456789012345678-x"])
def test_a_snowflake_is_no_slug_however_it_is_dressed(value: str) -> None:
    assert not is_slug(value)


def test_a_refusal_does_not_repeat_what_was_refused() -> None:
    with pytest.raises(ValueError, match="kebab-case") as caught:
        require_slug("entry", "my left leg is numb")
    assert "numb" not in str(caught.value)


@pytest.mark.parametrize("value", ["0123456789abc", "0123456789A0", "0123456789a", "0123456789ab\n", "", 123456789012])
def test_a_revision_is_twelve_hexadecimal_digits_and_nothing_else(value: object) -> None:
    require_revision("0123456789ab")
    with pytest.raises(ValueError, match="revision"):
        require_revision(value)


@pytest.mark.parametrize("value", [0, -1, 2**63, True, "123", 1.0])
def test_a_server_id_is_a_positive_whole_number_that_fits_the_column(value: object) -> None:
    require_guild(2**63 - 1)
    require_guild(None)
    with pytest.raises(ValueError, match="guild"):
        require_guild(value)


def test_a_time_is_cut_down_to_its_hour_in_utc() -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    assert whole_hour(datetime(2026, 3, 4, 5, 29, 59, 999, tzinfo=india)) == datetime(2026, 3, 3, 23, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        whole_hour(datetime(2026, 3, 4))  # noqa: DTZ001 - that is the point
