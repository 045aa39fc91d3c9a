"""The command “roll”: how one is named, and who may open the roll of a season when."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pptx import Presentation

from app import PAPERS
from bot.cards import render
from handlers.registry import Outcome
from models.db import naming, papers
from models.incoming import Person, Pressed
from models.roll import Called, Naming
from models.roll_views import RollView
from models.views import NoticeView
from tests.handlers.leaving import joins, leaves
from tests.stage import COMMUNITY, DANA, HANA, KEN, SORA, TEAM, YUI, Stage, staged
from web import papers as opening

SEASONS = f"""{COMMUNITY.replace(f'name = "{HANA.name}"', f'name = "{HANA.name}"{chr(10)}reading = "うえだ はな"')}
[[season]]
code = "S5"
name = "シーズン5"
starts = "2026-04-01"
ends = "2026-09-30"
"""
OVER = datetime(2027, 4, 2, 3, tzinfo=UTC)


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, SEASONS, migrated=True) as made:
        yield made


async def roll(stage: Stage, who: Person, words: str = "roll") -> RollView:
    await stage.say(who, words)
    await stage.deliver_all()
    view = stage.teams.of("send", who)[-1].view
    assert isinstance(view, RollView), view
    return view


async def press(stage: Stage, who: Person, verb: str, season: str | None = "S6", **fields: Any) -> Outcome:
    return await stage.dispatch(Pressed(stage.chat(who), who, verb, {"season": season} | fields))


async def pressed(stage: Stage, who: Person, verb: str, season: str | None = "S6", **fields: Any) -> RollView:
    view = (await press(stage, who, verb, season, **fields)).view
    assert isinstance(view, RollView), view
    return view


async def opened(stage: Stage, token: str) -> tuple[int, str, bytes]:
    """What a browser finds at a link: status, kind, content."""
    application = web.Application()
    page = partial(papers.page, makers=PAPERS)
    application.add_routes(
        opening.routes(lambda one: stage.store.read(lambda tx: page(tx, token=one), stage.clock.now))
    )
    async with TestClient(TestServer(application)) as client:
        answer = await client.get(f"/papers/{token}")
        return answer.status, answer.content_type, await answer.read()


@pytest.mark.parametrize("words", ["roll", "エンドロール", "ロール", "roll S6", "roll シーズン6"])
async def test_everybody_finds_how_they_will_be_named_and_no_count(stage: Stage, words: str) -> None:
    await stage.post(SORA)
    view = await roll(stage, SORA, words)
    assert (view.season, view.name, view.is_over, view.released) == ("S6", "シーズン6", False, False)
    assert view.shown_as is not None
    assert (view.shown_as.name, view.shown_as.reading) == (SORA.name, None)
    assert (view.counts, view.may_open, view.may_release) == (None, False, False)
    hana = await roll(stage, HANA, words)
    assert hana.shown_as is not None
    assert hana.shown_as.reading == "うえだ はな"


async def test_a_choice_holds_on_the_next_roll_and_in_every_season_of_the_community(stage: Stage) -> None:
    await stage.post(SORA)
    view = await pressed(stage, SORA, "name_on_roll", reading="あおき そら", called="", hidden="false")
    assert view.notice == ("roll-naming-kept", {})
    assert view.shown_as is not None
    assert view.shown_as.reading == "あおき そら"
    view = await pressed(stage, SORA, "name_on_roll", "S5", reading="", called=" 空さん ", hidden="false")
    assert view.shown_as is not None
    assert (view.shown_as.name, view.shown_as.reading) == ("空さん", None)
    counts = (await roll(stage, HANA)).counts
    assert counts is not None
    assert (counts.named, counts.unnamed, counts.missing) == (1, 0, 0)
    view = await pressed(stage, SORA, "name_on_roll", reading="", called="", hidden="true")
    assert view.shown_as is None
    counts = (await roll(stage, HANA)).counts
    assert counts is not None
    assert (counts.named, counts.unnamed) == (0, 1)


async def test_what_cannot_be_read_is_refused_and_what_was_kept_stays(stage: Stage) -> None:
    await pressed(stage, SORA, "name_on_roll", reading="あおき", called="")
    view = await pressed(stage, SORA, "name_on_roll", reading="青木", called="")
    assert view.notice == ("refused-roll-reading", {"limit": 80})
    view = await pressed(stage, SORA, "name_on_roll", reading="", called="x" * 61)
    assert view.notice == ("refused-roll-name", {"limit": 60})
    assert await stage.store.read(lambda tx: naming.of_member(tx, TEAM, SORA.id), stage.clock.now) == Naming("あおき")


async def test_nobody_is_named_by_another_whatever_the_card_says(stage: Stage) -> None:
    await pressed(stage, SORA, "name_on_roll", called="わたし", member_id=YUI.id, by=YUI.id)
    known = await stage.store.read(lambda tx: naming.of_community(tx, TEAM), stage.clock.now)
    assert known.keys() == {SORA.id}


async def test_a_choice_that_teams_brings_twice_is_kept_once(stage: Stage) -> None:
    for _ in range(2):
        await pressed(stage, SORA, "name_on_roll", called="そら")
    known = await stage.store.read(lambda tx: naming.of_community(tx, TEAM), stage.clock.now)
    assert known == {SORA.id: Naming(called="そら")}


async def form(stage: Stage, who: Person) -> dict[str, Any]:
    """What the card’s form sends when nothing in it is touched."""
    drawn = render(await roll(stage, who), "ja", "Asia/Tokyo").card
    (inputs,) = (action["card"]["body"] for action in drawn["actions"] if action["type"] == "Action.ShowCard")
    return {one["id"]: one.get("value", "") for one in inputs if one["type"].startswith("Input.")}


async def table(stage: Stage) -> list[list[str]]:
    """The rows of the roll as a table: name, reading, and ways."""
    tokens = dict((await pressed(stage, HANA, "open_roll")).links)
    written = (await opened(stage, tokens["csv"]))[2].decode("utf-8-sig")
    return [*csv.reader(io.StringIO(written))][1:]


async def test_a_form_that_is_sent_untouched_changes_nothing_whatever_one_is_called_later(stage: Stage) -> None:
    await stage.post(YUI)
    filled = await form(stage, YUI)
    assert (filled["called"], filled["reading"]) == ("", "")
    await pressed(stage, YUI, "name_on_roll", **filled)
    await stage.post(replace(YUI, name="Yui Sato"))
    assert [row[:2] for row in await table(stage)] == [["Yui Sato", "Yui Sato"]]


async def test_who_chooses_another_name_has_the_old_one_nowhere_beside_it(stage: Stage) -> None:
    await stage.post(YUI)
    await pressed(stage, YUI, "name_on_roll", **(await form(stage, YUI) | {"called": "美緒"}))
    ((name, reading, *_),) = await table(stage)
    assert (name, reading) == ("美緒", "")


async def test_a_card_from_before_that_filled_the_old_reading_in_is_not_taken_at_its_word(stage: Stage) -> None:
    await stage.post(YUI)
    view = await pressed(stage, YUI, "name_on_roll", called="美緒", reading="Yui Kato")
    assert view.notice == ("roll-naming-kept-unread", {})
    assert view.shown_as == Called("美緒", None)
    view = await pressed(stage, YUI, "name_on_roll", called="美緒", reading="Yui Kato", hidden="true")
    assert view.notice == ("roll-naming-kept", {})
    view = await pressed(stage, YUI, "name_on_roll", called="美緒", reading="みお")
    assert (view.notice, view.shown_as) == (("roll-naming-kept", {}), Called("美緒", "みお"))
    assert (await form(stage, YUI))["reading"] == "みお"


async def test_a_wish_that_was_kept_with_the_old_reading_is_shown_without_it(stage: Stage) -> None:
    await stage.post(YUI)
    kept = partial(naming.keep, community_id=TEAM, member_id=YUI.id, wish=Naming("Yui Kato", "美緒"))
    await stage.store.transact(kept, stage.clock.now)
    assert (await form(stage, YUI))["reading"] == ""
    ((name, reading, *_),) = await table(stage)
    assert (name, reading) == ("美緒", "")


@pytest.mark.parametrize("maker", [HANA, KEN], ids=["lead", "PMO"])
async def test_who_makes_it_gets_links_to_its_files_also_before_the_end(stage: Stage, maker: Person) -> None:
    await stage.post(SORA)
    view = await pressed(stage, maker, "open_roll")
    tokens = dict(view.links)
    assert list(tokens) == ["html", "csv", "pptx"]
    status, kind, page = await opened(stage, tokens["html"])
    assert (status, kind) == (200, "text/html")
    assert "下見です" in page.decode()
    assert f"<li>{SORA.name}</li>" in page.decode()
    _, kind, table = await opened(stage, tokens["csv"])
    assert kind == "text/csv"
    assert [row[0] for row in csv.reader(io.StringIO(table.decode("utf-8-sig")))][1:] == [SORA.name]
    _, kind, slides = await opened(stage, tokens["pptx"])
    assert kind.endswith("presentationml.presentation")
    assert len(Presentation(io.BytesIO(slides)).slides) == 3


async def test_others_open_it_once_the_lead_shows_it_and_only_the_page(stage: Stage) -> None:
    await stage.post(SORA)
    stage.clock.now = OVER
    view = await pressed(stage, SORA, "open_roll")
    assert (view.notice, view.links) == (("refused-roll-not-yet", {}), ())
    for _ in range(2):
        shown = await pressed(stage, HANA, "release_roll")
        assert (shown.released, shown.notice) == (True, ("roll-released", {}))
    assert (await roll(stage, SORA)).may_open
    view = await pressed(stage, SORA, "open_roll")
    ((kind, token),) = view.links
    assert kind == "html"
    status, _, page = await opened(stage, token)
    assert status == 200
    assert "下見" not in page.decode()
    assert stage.teams.of("post") == []
    withdrawn = await pressed(stage, HANA, "withdraw_roll")
    assert not withdrawn.released
    assert not (await roll(stage, SORA)).may_open
    assert (await opened(stage, token))[0] == 404, "a link that was given out opens no more than its reader may"


async def test_a_page_is_as_things_are_when_it_is_opened(stage: Stage) -> None:
    await stage.post(SORA)
    ((_, token), *_rest) = (await pressed(stage, HANA, "open_roll")).links
    await pressed(stage, SORA, "name_on_roll", called="そら")
    assert "<li>そら</li>" in (await opened(stage, token))[2].decode()


async def test_the_page_speaks_its_reader_s_language(stage: Stage) -> None:
    await pressed(stage, HANA, "release_roll")
    ((_, token),) = (await pressed(stage, DANA, "open_roll")).links
    assert '<html lang="en">' in (await opened(stage, token))[2].decode()


async def test_who_is_pmo_no_more_cannot_open_the_files_that_were_offered(stage: Stage) -> None:
    await joins(stage, KEN)
    tokens = dict((await pressed(stage, KEN, "open_roll")).links)
    await leaves(stage, KEN)
    for token in tokens.values():
        assert (await opened(stage, token))[0] == 404


@pytest.mark.parametrize("verb", ["release_roll", "withdraw_roll"])
@pytest.mark.parametrize("who", [KEN, SORA], ids=["PMO", "participant"])
async def test_only_the_lead_shows_it_to_everybody(stage: Stage, verb: str, who: Person) -> None:
    await pressed(stage, HANA, "release_roll")
    view = (await press(stage, who, verb)).view
    assert isinstance(view, NoticeView)
    assert view.key == "refused-roll-not-for-you"
    assert (await roll(stage, SORA)).released


async def test_a_guest_finds_how_they_are_named_and_nothing_else(stage: Stage) -> None:
    await pressed(stage, HANA, "release_roll")
    guest = replace(HANA, guest=True)
    view = await roll(stage, guest)
    assert (view.counts, view.may_open, view.may_release) == (None, False, False)
    view = await pressed(stage, guest, "name_on_roll", called="はな")
    assert (view.counts, view.may_open) == (None, False)
    refused = (await press(stage, guest, "open_roll")).view
    assert isinstance(refused, NoticeView)
    assert refused.key == "refused-not-for-guests"


async def test_each_season_has_its_own(stage: Stage) -> None:
    stage.clock.now = datetime(2026, 9, 1, 1, tzinfo=UTC)
    await stage.post(YUI)
    stage.clock.now = datetime(2026, 11, 30, 1, tzinfo=UTC)
    await pressed(stage, HANA, "release_roll", "S5")
    view = await roll(stage, SORA, "roll S5")
    assert (view.season, view.is_over, view.may_open) == ("S5", True, True)
    assert not (await roll(stage, SORA)).may_open
    ((_, token),) = (await pressed(stage, SORA, "open_roll", "S5")).links
    assert f"<li>{YUI.name}</li>" in (await opened(stage, token))[2].decode()


async def test_in_a_channel_one_is_asked_to_come_to_the_private_chat(stage: Stage) -> None:
    await stage.slash(SORA, "roll")
    await stage.deliver_all()
    (said,) = stage.teams.of("whisper", SORA)
    assert isinstance(said.view, NoticeView)
    assert said.view.key == "refused-roll-in-private"


@pytest.mark.parametrize("season", ["S9", None, 7, "meeting"])
async def test_a_forged_season_opens_nothing(stage: Stage, season: Any) -> None:
    view = (await press(stage, HANA, "open_roll", season)).view
    assert isinstance(view, NoticeView)
    assert view.key == "refused-malformed"


async def test_a_season_that_there_is_not_is_told_with_those_that_there_are(stage: Stage) -> None:
    await stage.say(SORA, "roll S9")
    await stage.deliver_all()
    view = stage.teams.of("send", SORA)[-1].view
    assert isinstance(view, NoticeView)
    assert (view.key, view.values) == ("refused-unknown-season", {"season": "S9", "known": "S6, S5"})


async def test_without_a_season_one_finds_one_s_name_alone(stage: Stage) -> None:
    stage.clock.now = datetime(2026, 1, 5, 1, tzinfo=UTC)
    view = await roll(stage, HANA)
    assert (view.season, view.counts, view.may_release) == (None, None, False)
    assert view.shown_as is not None
    view = await pressed(stage, HANA, "name_on_roll", None, called="はな")
    assert view.notice == ("roll-naming-kept", {})
