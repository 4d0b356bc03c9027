"""Helpful, not helpful, wrong or old: counted once a person, on exactly the text that was seen, without the person."""

import sqlite3
from contextlib import closing

import pytest

from bot.interactions import custom_ids
from bot.interactions.custom_ids import Vote
from tests.journeys import cards
from tests.journeys.community import Community

STORED = {Vote.HELPFUL: "helpful", Vote.NOT_HELPFUL: "not_helpful", Vote.WRONG_OR_OLD: "wrong_or_old"}


@pytest.mark.parametrize("vote", Vote)
async def test_a_vote_is_stored_with_what_was_seen_and_without_who(own: Community, vote: Vote) -> None:
    labels = own.words.buttons
    label = {
        Vote.HELPFUL: labels.helpful,
        Vote.NOT_HELPFUL: labels.not_helpful,
        Vote.WRONG_OR_OLD: labels.wrong_or_old,
    }[vote]
    shown = await own.ana.slash(own.channel, "therapy", name="hsct")
    voted = await own.ana.click(shown.response, label=label)
    assert voted.ephemeral
    assert voted.response.id != shown.response.id, "the card stays as it is"
    assert cards.texts(voted.response.components)[0] == own.words.notices.vote_kept
    revision = own.client.front.desk.library.revisions["hsct"]
    assert own.rows("entry_id, revision, vote, guild_id", "feedback") == [
        ("hsct", revision, STORED[vote], own.guild.id)
    ]
    assert str(own.ana.id).encode() not in own.stored()
    [columns] = {tuple(row[1] for row in own_columns(own))}
    assert set(columns) <= {"id", "hour", "guild_id", "entry_id", "revision", "vote"}


def own_columns(community: Community) -> list[tuple[str, ...]]:
    """Return the columns of the table of votes."""
    with closing(sqlite3.connect(community.data / "oligo.db")) as connection:
        return connection.execute("PRAGMA table_info(feedback)").fetchall()


async def test_the_same_person_counts_once_and_another_person_counts_too(own: Community) -> None:
    shown = await own.ana.slash(own.channel, "therapy", name="hsct", share=True)
    words = own.words
    said = []
    for member, label in (
        (own.ana, words.buttons.helpful),
        (own.ana, words.buttons.wrong_or_old),
        (own.bo, words.buttons.not_helpful),
    ):
        voted = await member.click(shown.response, label=label)
        said.append(cards.texts(voted.response.components)[0])
    assert said == [words.notices.vote_kept, words.notices.vote_seen, words.notices.vote_kept]
    assert [row[0] for row in own.rows("vote", "feedback")] == ["helpful", "not_helpful"]


async def test_a_changed_card_may_be_voted_on_again(own: Community) -> None:
    for revision in ("0123456789ab", "ba9876543210"):
        old = await own.post(custom_ids.voting("hsct", revision, Vote.HELPFUL))
        voted = await own.ana.click(old, label="A button")
        assert cards.texts(voted.response.components)[0] == own.words.notices.vote_kept
    assert [row[0] for row in own.rows("revision", "feedback")] == ["0123456789ab", "ba9876543210"]


async def test_a_vote_that_a_locked_database_cannot_keep_says_so_and_may_be_repeated(own: Community) -> None:
    shown = await own.ana.slash(own.channel, "therapy", name="hsct")
    label = own.words.buttons.helpful
    with closing(sqlite3.connect(own.data / "oligo.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        lost = await own.ana.click(shown.response, label=label)
        other.execute("ROLLBACK")
    assert cards.texts(lost.response.components)[0] == own.words.notices.vote_lost
    assert own.rows("vote", "feedback") == []
    kept = await own.ana.click(shown.response, label=label)
    assert cards.texts(kept.response.components)[0] == own.words.notices.vote_kept


async def test_a_locked_database_does_not_hold_back_an_answer_and_the_loss_is_counted(own: Community) -> None:
    with closing(sqlite3.connect(own.data / "oligo.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = await own.ana.slash(own.channel, "therapy", name="hsct")
        other.execute("ROLLBACK")
    assert own.client.front.desk.library.entries["hsct"].title in cards.text(result.response.components)
    assert own.client.front.counters.unlogged == 1
