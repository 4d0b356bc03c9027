"""What Discord refuses now and then: counted where nobody is left to answer, told where somebody is, never repeated."""

from collections.abc import Iterator

import pytest

from bot.interactions import errors
from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community

CALLBACK = "/interactions/*/callback"
UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED = (404, 10062), (400, 40060)
MISSING_PERMISSIONS = (403, 50013)


@pytest.fixture(autouse=True)
def _looked_at(own: Community) -> Iterator[None]:
    """Acknowledge what SimCord caught: the refusals these tests make."""
    yield
    assert own.env.errors is not None


@pytest.mark.parametrize("refusal", [UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED])
@pytest.mark.parametrize("what", ["command", "section", "share", "vote"])
async def test_a_refused_answer_is_counted_and_nothing_more_is_sent(
    own: Community, caplog: pytest.LogCaptureFixture, refusal: tuple[int, int], what: str
) -> None:
    counters, buttons = own.client.front.counters, own.words.buttons
    shown = await own.ana.slash(own.channel, "therapy", name="hsct")
    labels = {"section": own.words.sections[SectionId.RISKS], "share": buttons.share, "vote": buttons.helpful}
    own.env.inject_error("POST", CALLBACK, status=refusal[0], code=refusal[1])
    before = len(own.env.http_requests)
    if what == "command":
        await own.ana.slash(own.channel, "therapy", name="hsct")
    else:
        await own.ana.click(shown.response, label=labels[what])
    assert own.calls(before) == [("POST", "callback")]
    counted = (counters.expired, counters.already_answered, counters.failures)
    assert counted == ((1, 0, 0) if refusal is UNKNOWN_INTERACTION else (0, 1, 0))
    assert caplog.text == ""
    assert counters.under_way == 0


async def test_a_refused_autocomplete_is_left_alone(own: Community) -> None:
    own.env.inject_error("POST", CALLBACK, status=404, code=errors.UNKNOWN_INTERACTION)
    before = len(own.env.http_requests)
    await own.ana.autocomplete(own.channel, "therapy", "name", "hsct")
    assert own.calls(before) == [("POST", "callback")]


@pytest.mark.parametrize("how", ["option", "button"])
async def test_where_it_may_not_post_the_person_is_told_privately(own: Community, how: str) -> None:
    shown = await own.ana.slash(own.channel, "therapy", name="hsct")
    own.env.inject_error("POST", CALLBACK, status=MISSING_PERMISSIONS[0], code=MISSING_PERMISSIONS[1])
    if how == "option":
        result = await own.ana.slash(own.channel, "therapy", name="hsct", share=True)
    else:
        result = await own.ana.click(shown.response, label=own.words.buttons.share)
    assert result.ephemeral
    assert cards.texts(result.response.components)[0] == own.words.failures.cannot_share


async def test_a_failure_that_cannot_be_told_ends_there(own: Community, caplog: pytest.LogCaptureFixture) -> None:
    own.env.inject_error("POST", CALLBACK, status=500, times=2)
    before = len(own.env.http_requests)
    await own.ana.slash(own.channel, "therapy", name="hsct")
    assert own.calls(before) == [("POST", "callback")] * 2
    assert own.client.front.counters.failures == 1
    assert "The failure could not be told" in caplog.text


async def test_a_failure_that_expired_meanwhile_is_counted_as_that(own: Community) -> None:
    own.env.inject_error("POST", CALLBACK, status=500)
    own.env.inject_error("POST", CALLBACK, status=404, code=errors.UNKNOWN_INTERACTION)
    await own.ana.slash(own.channel, "therapy", name="hsct")
    counters = own.client.front.counters
    assert (counters.failures, counters.expired) == (1, 1)
