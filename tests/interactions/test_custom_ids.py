import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.query import Query, View
from bot.interactions import custom_ids
from bot.interactions.buttons import ALL, OpenButton, ShareButton, StaleButton, VoteButton
from bot.interactions.custom_ids import LONGEST, Vote
from bot.knowledge.library import Library
from bot.knowledge.models import SectionId

QUERY = Query(View.THERAPY, "dmt", section=SectionId.PARTS, part="anti-cd20", page=2)
REVISION = "0123456789ab"


def buttons_for(custom_id: str) -> list[type]:
    """Return the buttons whose template fits, as discord.py looks for them."""
    return [button for button in ALL if button.__discord_ui_compiled_template__.fullmatch(custom_id)]


def test_each_id_belongs_to_its_button_and_to_no_other() -> None:
    assert buttons_for(custom_ids.opening(QUERY)) == [OpenButton]
    assert buttons_for(custom_ids.sharing(QUERY)) == [ShareButton]
    for vote in Vote:
        assert buttons_for(custom_ids.voting("hsct", REVISION, vote)) == [VoteButton]


@settings(max_examples=100, deadline=None, database=None)
@given(
    st.text(max_size=LONGEST)
    | st.builds("o1:{}:{}".format, st.sampled_from(["open", "share", "vote", "x"]), st.text("ab01:-\n", max_size=60))
    | st.from_regex(custom_ids.OPEN.replace("(?P<query>", "("), fullmatch=True)
)
def test_every_id_there_can_be_belongs_to_exactly_one_button(custom_id: str) -> None:
    assert len(buttons_for(custom_id)) == 1


@pytest.mark.parametrize("foreign", ["", "o0:open:x", "o1:open:x", "o1:vote:hsct", "o12:open:therapy:a::summary::1"])
def test_an_id_that_is_not_ours_belongs_to_the_stale_button(foreign: str) -> None:
    assert buttons_for(foreign) == [StaleButton]


def test_an_id_brings_back_what_it_was_made_of() -> None:
    found = re.fullmatch(custom_ids.OPEN, custom_ids.opening(QUERY))
    assert found is not None
    assert Query.from_token(found["query"]) == QUERY
    found = re.fullmatch(custom_ids.VOTE, custom_ids.voting("hsct", REVISION, Vote.WRONG_OR_OLD))
    assert found is not None
    assert found.groupdict() == {"entry": "hsct", "revision": REVISION, "vote": "w"}


def test_the_longest_ids_the_models_allow_fit_discord() -> None:
    entry, part, term = "a" * 30, "p" * 24, "t" * 60
    for section in SectionId:
        custom_ids.sharing(Query(View.COMPARE, entry, entry, section=section, page=99))
        custom_ids.sharing(Query(View.TOPIC, "a" * 40, section=section, page=99))
    custom_ids.sharing(Query(View.THERAPY, entry, section=SectionId.PARTS, part=part, page=99))
    custom_ids.sharing(Query(View.GLOSSARY, term, page=99))
    custom_ids.voting("a" * 40, REVISION, Vote.HELPFUL)


def test_an_id_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="shorten"):
        custom_ids.opening(Query(View.THERAPY, "a" * LONGEST))


def test_every_term_and_entry_that_ships_fits_into_an_id(library: Library) -> None:
    for key in library.terms:
        custom_ids.sharing(Query(View.GLOSSARY, key.replace(" ", "-"), page=99))
    for entry in library.entries.values():
        custom_ids.voting(entry.id, library.revisions[entry.id], Vote.HELPFUL)
