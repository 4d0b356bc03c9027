"""Reading a card from its raw components, as a member's screen would, and what holds for every card."""

from typing import Any

from simcord.components import walk_components

from bot.knowledge.wording import Wording

ROW, BUTTON, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 10, 12, 13, 14, 17
MOST_COMPONENTS, MOST_CHARACTERS, MOST_BYTES = 40, 4000, 10_000
LONGEST_CUSTOM_ID, LONGEST_LABEL, MOST_BUTTONS_IN_A_ROW = 100, 80, 5
MOST_PICTURES, LONGEST_ALT = 10, 1024

Components = list[dict[str, Any]]


def texts(components: Components) -> list[str]:
    """Return every text display, in order."""
    return [one["content"] for one in walk_components(components) if one["type"] == TEXT]


def text(components: Components) -> str:
    """Return all text of a card."""
    return "\n\n".join(texts(components))


def buttons(components: Components) -> dict[str, str]:
    """Return a card's buttons: custom ids by label; of equal labels the first."""
    found: dict[str, str] = {}
    for one in walk_components(components):
        if one["type"] == BUTTON:
            found.setdefault(one["label"], one["custom_id"])
    return found


def custom_ids(components: Components) -> list[str]:
    """Return the custom ids of all buttons, in order."""
    return [one["custom_id"] for one in walk_components(components) if one["type"] == BUTTON]


def pictures(components: Components) -> list[dict[str, Any]]:
    """Return the pictures of a card, each with its `description` for who cannot see it."""
    return [item for one in walk_components(components) if one["type"] == GALLERY for item in one["items"]]


def assert_card(components: Components, words: Wording) -> None:
    """Prove Discord's limits, and that the last thing said is a disclaimer."""
    every = list(walk_components(components))
    assert len(every) <= MOST_COMPONENTS
    assert [one["type"] for one in components].count(CONTAINER) == 1
    assert {one["type"] for one in every} <= {ROW, BUTTON, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
    shown = texts(components)
    assert shown[-1] in {words.disclaimers.card, words.disclaimers.service}
    assert sum(map(len, shown)) <= MOST_CHARACTERS
    assert sum(len(one.encode()) for one in shown) <= MOST_BYTES
    assert all(one.strip() for one in shown)
    ids = custom_ids(components)
    assert len(set(ids)) == len(ids)
    assert all(1 <= len(one) <= LONGEST_CUSTOM_ID for one in ids)
    assert all(1 <= len(one["label"]) <= LONGEST_LABEL for one in every if one["type"] == BUTTON)
    assert all(1 <= len(one["components"]) <= MOST_BUTTONS_IN_A_ROW for one in every if one["type"] == ROW)
    assert len(pictures(components)) <= MOST_PICTURES
    assert all(1 <= len(item["description"].strip()) <= LONGEST_ALT for item in pictures(components))
    assert components[0]["components"][-1]["content"] == shown[-1], "the disclaimer closes the card"
