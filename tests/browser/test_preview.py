"""What somebody sees who types `make run` and opens the page it names."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Preview
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

CARD_DISCLAIMER = "Please discuss this with your clinician before you decide anything."
RISKS = "What can go wrong"
PRIVATE = "Only you can see this"


def test_a_member_opens_a_card_reads_its_risks_and_shares_it(visitor: Visitor) -> None:
    card = visitor.use("therapy", name="HSCT")
    expect(card.locator(".message-author")).to_have_text("Oligo")
    expect(card).to_contain_text(PRIVATE)
    expect(card).to_contain_text("HSCT: transplant of your own blood stem cells")
    expect(card).to_contain_text("How sure are we?")
    expect(card.locator(".text-display").last).to_have_text(CARD_DISCLAIMER)

    before = visitor.messages.count()
    visitor.press(card, "Risks")
    expect(card).to_contain_text(RISKS)
    expect(card).to_contain_text("How often:")
    expect(card.locator(".text-display").last).to_have_text(CARD_DISCLAIMER)
    assert visitor.messages.count() == before, "the card is changed in place"

    shared = visitor.press_for_another(card, "Share here")
    expect(shared).not_to_contain_text(PRIVATE)
    expect(shared).to_contain_text(RISKS)
    expect(shared.locator(".text-display").last).to_have_text(CARD_DISCLAIMER)
    expect(shared.get_by_role("button", name="Share here")).to_have_count(0)

    visitor.be("Maya (moderator)")
    expect(shared).to_be_visible()
    expect(card).to_have_count(0)  # the private one is Ana's


def test_risks_tell_how_often_in_whom_and_from_which_source(visitor: Visitor) -> None:
    card = visitor.use("risks", therapy="MSC")
    expect(card).to_contain_text(re.compile(r"MSC|[Mm]esenchymal"))
    expect(card).to_contain_text(re.compile(r"How often: .*(in 1,?000|in 100|not measured)"))
    expect(card.locator(".text-display").last).to_have_text(CARD_DISCLAIMER)


def test_two_therapies_stand_side_by_side(visitor: Visitor) -> None:
    card = visitor.use("compare", first="HSCT", second="DMT")
    expect(card.get_by_role("heading").first).to_contain_text("side by side")
    expect(card).to_contain_text("Key facts")
    expect(card.locator(".text-display").last).to_have_text(CARD_DISCLAIMER)


def test_a_guest_from_another_server_presses_a_button_under_a_shared_card_and_only_they_see_the_answer(
    visitor: Visitor,
) -> None:
    card = visitor.use("therapy", name="HSCT")
    shared = visitor.press_for_another(card, "Share here")
    visitor.be("Kim (from another server)")
    answer = visitor.press_for_another(shared, "Risks")
    expect(answer).to_contain_text(PRIVATE)
    expect(answer).to_contain_text(RISKS)
    expect(shared).not_to_contain_text(RISKS)
    visitor.be("Ana (member)")
    expect(shared).to_be_visible()
    expect(answer).to_have_count(0)


def test_an_unknown_name_offers_the_closest_ones_as_buttons_and_echoes_nothing(visitor: Visitor) -> None:
    card = visitor.use("therapy", name="?hsckt")
    expect(card).to_contain_text("I don't know a therapy by that name, so I won't guess.")
    expect(card).not_to_contain_text("hsckt")
    card.locator(".button-label").filter(has_text="HSCT").first.click()
    expect(card).to_contain_text("How sure are we?")
    expect(card).to_contain_text(CARD_DISCLAIMER)


def test_the_page_is_named_once_and_nothing_else_asks_for_attention(preview: Preview, page: Page) -> None:
    addresses = [line for line in preview.printed if "http" in line]
    assert len(addresses) == 1
    assert re.fullmatch(r"Oligo is open at http://127\.0\.0\.1:\d+/#\S+", addresses[0])
    assert [line for line in preview.printed if re.search("WARNING|ERROR|Traceback|Warning", line)] == []
    expect(page.locator("article.channel-message").first).to_contain_text("Type /therapy and choose hsct.")
