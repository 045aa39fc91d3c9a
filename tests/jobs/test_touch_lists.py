"""Executives' lists: on their Monday morning for who wishes it, at any time for who asks, and nothing twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jobs import touch_lists
from models.absence import Absence, Kind
from models.db import absences, forgetting
from models.db.store import Store
from models.incoming import Installed, Person, Pressed
from models.touch_list import Reason
from models.touch_views import TouchListView
from models.views import NoticeView
from tests.handlers.leaving import joins, leaves
from tests.handlers.test_challenge import FILLED, kept
from tests.handlers.test_challenge_seasons import NEXT as NEXT_SEASON
from tests.stage import COMMUNITY, HANA, KEN, MAKOTO, MIO, SORA, TEAM, YUI, Stage, listed, person, staged

RIN, JAN, BOSS = person(102, "凛"), person(103, "Jan de Vries"), person(9, "本田 進")
REGIONS = COMMUNITY.replace(
    listed(MAKOTO, ["executive"]), f"{listed(MAKOTO, ['executive'])}\n{listed(BOSS, ['executive'])}"
)
REGIONS += """
[[region]]
name = "Japan"
time_zone = "Asia/Tokyo"
countries = ["JP"]
[[region]]
name = "Amsterdam"
time_zone = "Europe/Amsterdam"
countries = ["NL"]
"""
MON, NEXT = date(2026, 11, 30), date(2026, 12, 7)


def turn_to(stage: Stage, day: date, hour: int, minute: int = 0) -> None:
    """A moment in Tokyo."""
    stage.clock.now = stage.clock.wall = datetime.combine(day, time(hour, minute), ZoneInfo("Asia/Tokyo"))


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, REGIONS, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        for who in (MAKOTO, BOSS):
            await made.install(who)
        await made.deliver_all()
        yield made


async def asked(stage: Stage, words: str = "touches", who: Person = MAKOTO) -> TouchListView:
    await stage.say(who, words)
    await stage.deliver_all()
    view = stage.teams.of("send", who)[-1].view
    assert isinstance(view, TouchListView), view
    return view


async def came(stage: Stage, who: Person = MAKOTO) -> TouchListView | None:
    """What comes by itself now."""
    before = len(stage.teams.of("send", who))
    await touch_lists.run(stage.ports)
    await stage.deliver_all()
    new = stage.teams.of("send", who)[before:]
    assert len(new) <= 1
    view: Any = new[0].view if new else None
    assert view is None or isinstance(view, TouchListView)
    return view


def told(view: TouchListView | None) -> list[tuple[str, Reason]]:
    return [(row.author, row.reason) for row in view.rows] if view else []


async def test_who_asks_gets_each_reason_with_a_way_to_the_post(stage: Stage) -> None:
    stage.clock.now -= timedelta(days=70)
    await stage.post(YUI, country="JP")
    await stage.post(JAN, country="NL")
    stage.clock.now += timedelta(days=69)
    await stage.post(SORA, "はじめまして。", country="JP")
    await stage.post(JAN, country="NL")
    await stage.post(YUI, country="JP")
    await kept(stage, RIN, post="true", tried="議事録を頼んでみた")
    await stage.deliver_all()
    stage.clock.forward(days=1)
    view = await asked(stage)
    assert told(view) == [
        (SORA.name, Reason.NEWCOMER), (RIN.name, Reason.TRIED), (JAN.name, Reason.FAR_AWAY),
        (YUI.name, Reason.LONG_WITHOUT),
    ]  # fmt: skip
    assert (view.weekly, view.wished) == (False, False)
    assert view.rows[0].text == "はじめまして。"
    assert view.rows[2].region == "Amsterdam"
    for row in view.rows:
        assert row.link.startswith("https://teams.microsoft.com/l/message/19%3Aplaza%40thread.tacv2/")


async def test_with_nothing_to_show_the_card_says_so(stage: Stage) -> None:
    assert (await asked(stage)).rows == ()


async def test_nothing_comes_by_itself_to_who_did_not_wish_it(stage: Stage) -> None:
    await stage.post(SORA)
    for day in (MON, NEXT):
        turn_to(stage, day, 9)
        assert await came(stage) is None
        assert await came(stage, BOSS) is None


@pytest.mark.parametrize("way", ["touches on", "ひとこと オン", "button"])
async def test_who_wishes_it_gets_it_each_monday_morning_once(stage: Stage, way: str) -> None:
    if way == "button":
        outcome = await stage.dispatch(Pressed(stage.chat(MAKOTO), MAKOTO, "wish_touches", {}))
        assert isinstance(outcome.view, TouchListView)
        assert (outcome.view.wished, outcome.view.notice) == (True, ("touches-wished", {}))
    else:
        assert (await asked(stage, way)).wished
    turn_to(stage, date(2026, 12, 4), 15)
    await stage.post(SORA)
    turn_to(stage, NEXT, 8, 59)
    assert await came(stage) is None
    turn_to(stage, NEXT, 9)
    view = await came(stage)
    assert told(view) == [(SORA.name, Reason.NEWCOMER)]
    assert view is not None
    assert view.weekly
    assert await came(stage) is None
    assert await came(stage, BOSS) is None
    turn_to(stage, NEXT, 11, 59)
    assert await came(stage) is None


async def test_in_a_week_with_nothing_to_show_nothing_comes(stage: Stage) -> None:
    await asked(stage, "touches on")
    turn_to(stage, NEXT, 9)
    assert await came(stage) is None
    turn_to(stage, NEXT, 10)
    await stage.post(SORA)
    assert await came(stage) is None, "the morning was looked at"


async def test_the_same_post_is_never_on_two_lists_of_one_person(stage: Stage) -> None:
    await stage.post(SORA)
    assert told(await asked(stage, "touches on")) == [(SORA.name, Reason.NEWCOMER)]
    assert told(await asked(stage)) == [(SORA.name, Reason.NEWCOMER)], "it is this week's list still"
    turn_to(stage, NEXT, 9)
    assert await came(stage) is None
    assert told(await asked(stage)) == []
    assert told(await asked(stage, who=BOSS)) == [(SORA.name, Reason.NEWCOMER)], "another may see it"


async def test_after_a_holiday_it_comes_on_the_first_day_that_is_worked(stage: Stage) -> None:
    """11 January 2027 is a Monday, and a holiday in Japan."""
    await asked(stage, "touches on")
    turn_to(stage, date(2027, 1, 10), 15)
    await stage.post(SORA)
    turn_to(stage, date(2027, 1, 11), 10)
    assert await came(stage) is None
    turn_to(stage, date(2027, 1, 12), 9)
    assert told(await came(stage)) == [(SORA.name, Reason.NEWCOMER)]


@pytest.mark.parametrize("kind", list(Kind))
async def test_who_is_away_or_quiet_is_left_in_peace(stage: Stage, kind: Kind) -> None:
    await asked(stage, "touches on")
    turn_to(stage, NEXT, 9)
    await stage.post(SORA)
    until = stage.clock.now + timedelta(hours=1)
    absence = Absence(MAKOTO.id, kind, stage.clock.now - timedelta(days=1), until)
    await stage.store.transact(partial(absences.begin, community_id=TEAM, absence=absence), stage.clock.now)
    assert await came(stage) is None
    turn_to(stage, NEXT, 10, 1)
    assert told(await came(stage)) == [(SORA.name, Reason.NEWCOMER)], "it is the morning still"


async def test_it_comes_no_more_to_who_ended_it_or_is_no_executive_now(stage: Stage) -> None:
    for who in (MAKOTO, BOSS):
        await asked(stage, "touches on", who)
    assert not (await asked(stage, "touches off")).wished
    await joins(stage, BOSS)
    await leaves(stage, BOSS)
    turn_to(stage, NEXT, 9)
    await stage.post(SORA)
    assert (await came(stage), await came(stage, BOSS)) == (None, None)


async def test_the_button_ends_it_as_well(stage: Stage) -> None:
    await asked(stage, "touches on")
    outcome = await stage.dispatch(Pressed(stage.chat(MAKOTO), MAKOTO, "stop_touches", {}))
    assert isinstance(outcome.view, TouchListView)
    assert (outcome.view.wished, outcome.view.notice) == (False, ("touches-stopped", {}))


async def test_two_processes_send_one_card(stage: Stage, migrated_url: str) -> None:
    await asked(stage, "touches on")
    turn_to(stage, NEXT, 9)
    await stage.post(SORA)
    with closing(Store(migrated_url, wall=lambda: stage.clock.wall, durable=False)) as store:
        other = replace(stage.ports, store=store)
        assert await touch_lists.run(other) + await touch_lists.run(stage.ports) == 1
    await stage.deliver_all()
    assert told(stage.teams.of("send", MAKOTO)[-1].view) == [(SORA.name, Reason.NEWCOMER)]  # type: ignore[arg-type]


async def test_what_was_closed_or_touched_meanwhile_is_not_shown(stage: Stage) -> None:
    posts = [await stage.post(who) for who in (SORA, YUI, RIN, JAN)]
    assert len((await asked(stage)).rows) == 4
    await stage.delete(posts[0])
    await stage.press(KEN, "settle", posts[1], reason="duplicate")
    await stage.react(MAKOTO, posts[2], added="like")
    assert told(await asked(stage)) == [(JAN.name, Reason.NEWCOMER)]
    await stage.reply(MAKOTO, posts[3])
    assert told(await asked(stage)) == []


async def test_what_is_answered_still_deserves_a_word_and_what_an_executive_touched_does_not(stage: Stage) -> None:
    answered, touched = await stage.post(SORA), await stage.post(YUI)
    await stage.reply(KEN, answered)
    await stage.react(BOSS, touched, added="like")
    assert told(await asked(stage)) == [(SORA.name, Reason.NEWCOMER)]


async def test_an_attempt_that_worked_or_stays_with_its_author_is_not_on_it(stage: Stage) -> None:
    await kept(stage, SORA, post="true", came_of_it="worked")
    await kept(stage, YUI)
    await stage.deliver_all()
    assert told(await asked(stage)) == []


async def test_an_attempt_that_worked_after_all_is_not_told_as_one_that_did_not(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true")).rows
    await stage.deliver_all()
    assert told(await asked(stage)) == [(SORA.name, Reason.TRIED)]
    changed = FILLED | {"attempt": row.id, "version": 1, "post": "true", "came_of_it": "worked"}
    await stage.look(SORA, "keep_attempt", **changed)
    await stage.deliver_all()
    assert told(await asked(stage)) == []


@pytest.mark.parametrize("shown_before", [False, True])
@pytest.mark.parametrize("how", ["forgotten", "left"])
async def test_who_is_not_there_any_more_is_offered_to_nobody(stage: Stage, how: str, *, shown_before: bool) -> None:
    await joins(stage, SORA)
    await stage.post(SORA)
    await kept(stage, YUI, post="true")
    await joins(stage, YUI)
    await stage.deliver_all()
    if shown_before:
        assert len((await asked(stage)).rows) == 2
    for who in (SORA, YUI):
        if how == "left":
            await leaves(stage, who)
        else:
            forget = partial(forgetting.forget, person_id=who.id, called={TEAM: "ここにいた方"})
            await stage.store.transact(forget, stage.clock.now)
    assert told(await asked(stage)) == []


async def test_what_was_tried_in_the_last_days_of_a_season_is_on_it_in_the_next(migrated_url: str) -> None:
    text = REGIONS.replace("[[region]]", f"{NEXT_SEASON}[[region]]", 1)
    async with staged(migrated_url, text, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        await made.install(MAKOTO)
        turn_to(made, date(2027, 3, 31), 12)
        await kept(made, post="true")
        await made.deliver_all()
        turn_to(made, date(2027, 4, 1), 12)
        assert told(await asked(made)) == [(SORA.name, Reason.TRIED)]


@pytest.mark.parametrize("who", [HANA, KEN, MIO, SORA], ids=["lead", "PMO", "another", "participant"])
async def test_it_is_for_executives_alone(stage: Stage, who: Person) -> None:
    for words in ("touches", "touches on"):
        await stage.say(who, words)
        await stage.deliver_all()
        view = stage.teams.of("send", who)[-1].view
        assert isinstance(view, NoticeView)
        assert view.key == "refused-touches-not-for-you"
    for verb in ("wish_touches", "stop_touches"):
        view = (await stage.dispatch(Pressed(stage.chat(who), who, verb, {}))).view
        assert isinstance(view, NoticeView)
        assert view.key == "refused-touches-not-for-you"


async def test_other_words_and_other_places_are_told_what_to_write(stage: Stage) -> None:
    await stage.say(MAKOTO, "touches monday")
    await stage.slash(MAKOTO, "touches")
    await stage.deliver_all()
    keys = {one.view.key for one in stage.teams.asked if isinstance(one.view, NoticeView) and one.to == MAKOTO.id}
    assert {"touches-unknown", "refused-touches-in-private"} <= keys


async def test_who_is_forgotten_has_no_list_and_no_wish(stage: Stage) -> None:
    await stage.post(SORA)
    await asked(stage, "touches on")
    forget = partial(forgetting.everything_of, person_id=MAKOTO.id)
    kept_of = await stage.store.read(forget, stage.clock.now)
    assert {"touch_wish", "touch_offer"} <= kept_of.keys(), "and it is disclosed until then"
    assert datetime(2026, 11, 30, tzinfo=UTC) < kept_of["touch_wish"][0]["since"]
