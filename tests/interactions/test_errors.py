from types import SimpleNamespace

import discord
import pytest
from discord import app_commands

from bot.interactions import errors
from bot.interactions.counters import Counters

CANARY = "Wzq7-canary-4711"


def refusal(status: int, code: int) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="refused")
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    return kind(response, {"code": code, "message": CANARY})  # type: ignore[arg-type]  # all of a response it reads


def fail(error: Exception, cause: Exception | None = None) -> None:
    raise error from cause


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    with pytest.raises(type(error)) as caught:
        fail(error, cause)
    return caught.value


@pytest.mark.parametrize(
    "error",
    [ValueError(CANARY), KeyError(CANARY), UnicodeError(CANARY), refusal(500, 0), refusal(400, 50035)],
)
def test_a_description_names_the_kind_and_the_place_and_never_the_message(error: Exception) -> None:
    described = errors.describe(raised(error))
    assert CANARY not in described
    assert type(error).__name__ in described
    assert "fail:" in described


def test_a_description_names_no_message_of_a_cause_either() -> None:
    assert CANARY not in errors.describe(raised(RuntimeError(CANARY), ValueError(CANARY)))


def test_an_error_that_was_never_raised_can_be_described() -> None:
    assert errors.describe(ValueError(CANARY)) == "ValueError at unknown place"


def test_a_refusal_is_described_with_its_status_and_code() -> None:
    assert "500/0" in errors.describe(refusal(500, 0))


@pytest.mark.parametrize(
    ("error", "counted"),
    [
        (refusal(404, 10062), (1, 0)),
        (refusal(404, 10015), (1, 0)),
        (refusal(401, 50027), (1, 0)),
        (refusal(400, 40060), (0, 1)),
    ],
)
def test_refusals_that_happen_are_counted_as_what_they_are(error: Exception, counted: tuple[int, int]) -> None:
    counters = Counters()
    assert errors.is_expected(error, counters)
    assert (counters.expired, counters.already_answered) == counted
    assert counters.failures == 0


@pytest.mark.parametrize("error", [refusal(500, 0), refusal(403, 50013), ValueError(), app_commands.CheckFailure()])
def test_any_other_error_is_not_expected(error: Exception) -> None:
    counters = Counters()
    assert not errors.is_expected(error, counters)
    assert counters == Counters()
