"""Somebody at the preview page: types commands and presses buttons as a person does."""

from playwright.sync_api import Locator, Page, expect


class Visitor:
    """Drives one page. What Oligo answers is found by its place: each answer is a new message."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def messages(self) -> Locator:
        """All messages of the channel, the oldest first."""
        return self.page.locator("article.channel-message")

    def be(self, name: str) -> None:
        """Go on as somebody else."""
        self.page.get_by_label("Viewing as").select_option(label=name)
        expect(self.page.locator("#viewer-picker option:checked")).to_have_text(name)

    def use(self, command: str, **options: str) -> Locator:
        """Use a slash command, choosing each option from what is offered while it is typed; return the answer.

        A value after a question mark is sent as it is, without a choice.
        """
        before = self._settled_count()
        composer = self.page.locator("textarea:visible").first
        composer.fill(f"/{command}")
        expect(self._offered.filter(has_text=f"/{command}").first).to_be_visible()
        composer.press("Enter")
        for name, value in options.items():
            self.page.locator(f"input[data-option={name}]").fill(value.removeprefix("?"))
            if not value.startswith("?"):
                self._offered.filter(has_text=value).first.click()
        self.page.locator("button[type=submit]:visible").last.click()
        return self._after(before)

    def press(self, card: Locator, label: str) -> Locator:
        """Press a button that changes the card it sits on; return the card."""
        card.get_by_role("button", name=label, exact=True).click()
        return card

    def press_for_another(self, card: Locator, label: str) -> Locator:
        """Press a button that answers with a message of its own; return that one."""
        before = self._settled_count()
        self.press(card, label)
        return self._after(before)

    @property
    def _offered(self) -> Locator:
        return self.page.locator("[role=option]:visible")

    def _settled_count(self) -> int:
        expect(self.page.locator("textarea:visible").first).to_be_visible()
        expect(self.messages.first).to_be_visible()
        return self.messages.count()

    def _after(self, count: int) -> Locator:
        expect(self.messages).to_have_count(count + 1)
        identity = self.messages.last.get_attribute("data-message-id")
        return self.page.locator(f"article.channel-message[data-message-id='{identity}']")
