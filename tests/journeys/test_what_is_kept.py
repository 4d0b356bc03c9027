"""The query log: one row a command and a button, with what was answered; nothing about who asked or what was typed."""

import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
import simcord

from bot.knowledge.models import SectionId
from tests.journeys import cards
from tests.journeys.community import Community

CANARY = "Wzq7-canary-4711"
COLUMNS = "command, outcome, match_band, entry_id"


async def test_every_command_leaves_one_row(own: Community) -> None:
    asked = [
        ("therapy", {"name": "hsct"}, ("therapy", "answer", "exact", "hsct")),
        ("therapy", {"name": "bone marrow transplant"}, ("therapy", "answer", "alias", "hsct")),
        ("therapy", {"name": "hsctt"}, ("therapy", "suggestions", "close", None)),
        ("therapy", {"name": "qqqqqqqqqq"}, ("therapy", "none", "none", None)),
        ("risks", {"therapy": "hsct"}, ("risks", "answer", "exact", "hsct")),
        ("compare", {"first": "hsct", "second": "msc"}, ("compare", "answer", "exact", None)),
        ("compare", {"first": "hsct", "second": "hsct"}, ("compare", "none", "exact", None)),
        ("glossary", {"term": "myelin"}, ("glossary", "answer", "exact", None)),
        ("sources", {}, ("sources", "answer", "exact", None)),
        ("sources", {"name": "hsct"}, ("sources", "answer", "exact", "hsct")),
        ("help", {}, ("help", "answer", "exact", None)),
        ("about", {}, ("about", "answer", "exact", None)),
    ]
    for command, options, _row in asked:
        await own.ana.slash(own.channel, command, **options)
    assert own.rows(COLUMNS) == [row for _command, _options, row in asked]


async def test_every_button_leaves_one_row_and_a_vote_and_a_stale_button_leave_none(own: Community) -> None:
    shown = await own.ana.slash(own.channel, "therapy", name="hsct")
    await own.ana.click(shown.response, label=own.words.sections[SectionId.RISKS])
    await own.ana.click(shown.response, label=own.words.buttons.share)
    await own.ana.click(shown.response, label=own.words.buttons.helpful)
    await own.ana.click(await own.post("o0:old"), label="A button")
    await own.ana.click(await own.post("o1:open:therapy:gone::summary::1"), label="A button")
    assert own.rows(COLUMNS) == [
        ("therapy", "answer", "exact", "hsct"),
        ("button", "answer", "exact", "hsct"),
        ("button", "answer", "exact", "hsct"),
        ("button", "none", "none", None),
    ]


async def test_a_row_holds_the_hour_the_server_the_revision_and_the_language(own: Community) -> None:
    began = datetime.now(UTC)
    await own.ana.slash(own.channel, "therapy", name="hsct")
    await own.kim.slash("therapy", name="hsct")
    here, there = own.rows("hour, guild_id, revision, terms, latency_ms, locale")
    hour = datetime.fromisoformat(here[0]).replace(tzinfo=UTC)
    assert (hour.minute, hour.second, hour.microsecond) == (0, 0, 0)
    assert timedelta(0) <= datetime.now(UTC) - hour < timedelta(hours=1) + (datetime.now(UTC) - began)
    assert here[1:4] == (own.guild.id, own.client.front.desk.library.revisions["hsct"], "")
    assert 0 <= here[4] < 1000
    assert here[5] == "en-US"
    assert there[1] is None, "a direct message belongs to no server"


async def test_autocomplete_leaves_no_row(own: Community) -> None:
    for typed in ("", "h", "hs", "hsct"):
        await own.ana.autocomplete(own.channel, "therapy", "name", typed)
    assert own.rows(COLUMNS) == []


async def test_the_row_is_committed_before_the_answer_goes_out(own: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    record = own.env.backend.http_requests.append

    class Watching(list[simcord.HttpLogEntry]):
        def append(self, request: simcord.HttpLogEntry) -> None:
            seen.append(len(own.rows("id")))
            record(request)

    monkeypatch.setattr(own.env.backend, "http_requests", Watching())
    await own.ana.slash(own.channel, "therapy", name="hsct")
    await own.ana.slash(own.channel, "help")
    assert seen == [1, 2]


async def test_nothing_typed_and_nobodys_id_is_kept_logged_or_printed(
    own: Community, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    logging.getLogger("bot").setLevel(logging.DEBUG)
    fields = {"therapy": "name", "topic": "name", "risks": "therapy", "sources": "name", "glossary": "term"}
    for command, option in fields.items():
        await own.ana.slash(own.channel, command, **{option: CANARY})
        await own.ana.slash(own.channel, command, **{option: CANARY}, share=True)
        await own.ana.autocomplete(own.channel, command, option, CANARY)
    for first, second in ((CANARY, "hsct"), ("hsct", CANARY), (CANARY, CANARY)):
        await own.ana.slash(own.channel, "compare", first=first, second=second)
    for option in ("first", "second"):
        await own.ana.autocomplete(own.channel, "compare", option, CANARY)
    shown = await own.ana.slash(own.channel, "therapy", name="hsct", share=True)
    await own.bo.click(shown.response, label=own.words.buttons.helpful)
    sent = json.dumps(own.bodies())
    printed = "".join(capfd.readouterr())
    kept = own.stored()
    assert own.rows(COLUMNS)
    for secret in (CANARY, CANARY.casefold(), str(own.ana.id), str(own.bo.id), own.ana.name + " "):
        assert secret.encode() not in kept
        assert secret not in caplog.text
        assert secret not in printed
    assert CANARY not in sent
    assert cards.texts(shown.response.components)


async def test_a_crisis_leaves_a_row_without_its_server_and_without_a_country(own: Community) -> None:
    await own.ana.slash(own.channel, "crisis", country="Canada")

    assert own.rows("command, guild_id, outcome, entry_id, terms") == [("crisis", None, "safety", None, "")]


async def test_what_was_picked_for_an_appointment_is_not_kept(own: Community) -> None:
    shown = await own.ana.slash(own.channel, "prepare")
    select = shown.modal["components"][0]["component"]
    await own.ana.submit_modal(shown, {select["custom_id"]: [select["options"][0]["value"]]})

    assert own.rows("command, outcome, entry_id, terms") == [("prepare", "answer", None, "")]
