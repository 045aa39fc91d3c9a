"""The day begins with a card of what is owed today, for who wants one; with nothing owed there is none."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from jobs import nudge
from models.incoming import Installed
from models.list_views import NudgeView
from tests.jobs.conftest import without_greeting
from tests.jobs.when import FRI, MON, SAT, SUN, TUE, WED, ids, nudged, turn_to
from tests.stage import COMMUNITY, DANA, HANA, KEN, MIO, SORA, TEAM, YUI, Stage, staged

MINUTES = "議事録を頼みました。"
SHORT_DAYS = COMMUNITY.replace('hours = ["09:00-12:00", "13:00-18:00"]', 'hours = ["09:00-09:30", "13:00-18:00"]')
ONE_A_DAY = COMMUNITY.replace('nudge_every = "4h"', 'nudge_every = "4h"\nnudges_per_day = 1')


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    """Everybody's day begins with a card; this Monday's first hour is over."""
    async with staged(migrated_url, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        await without_greeting(made)
        yield made


async def shown(stage: Stage) -> NudgeView:
    view = stage.teams.of("send", KEN)[-1].view
    assert isinstance(view, NudgeView)
    return view


async def test_it_comes_once_in_the_first_hour_with_what_is_owed_today(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.react(KEN, post, added="like")
    turn_to(stage, TUE, 8, 59)
    assert await nudged(stage) == []
    turn_to(stage, TUE, 9, 0)
    assert await nudged(stage) == ids(KEN), "it is his, and the others own nothing"
    view = await shown(stage)
    assert (view.morning, len(view.rows), view.rows[0].late) == (True, 1, False)
    turn_to(stage, TUE, 9, 1)
    assert await nudged(stage) == []


@pytest.mark.parametrize(("minute", "mornings"), [(59, [True]), (60, [])])
async def test_it_comes_in_the_first_hour_alone(stage: Stage, minute: int, mornings: list[bool]) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.react(KEN, post, added="like")
    turn_to(stage, TUE, 9, minute)
    cards = await nudged(stage)
    views = [asked.view for asked in stage.teams.of("send", KEN)]
    assert [view.morning for view in views if isinstance(view, NudgeView)] == mornings
    assert cards == ids(KEN), "at ten the nudge comes, whatever the morning"


async def test_the_first_hour_is_an_hour_of_work(migrated_url: str) -> None:
    async with staged(migrated_url, SHORT_DAYS, migrated=True) as made:
        await made.post(SORA, MINUTES)
        turn_to(made, TUE, 13, 10)
        await nudged(made)
        view = made.teams.of("send", KEN)[-1].view
        assert isinstance(view, NudgeView)
        assert view.morning


async def test_with_nothing_owed_there_is_none(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.reply(MIO, post)
    for day in (TUE, WED):
        turn_to(stage, day, 9)
        assert await nudged(stage) == []


async def test_what_is_due_on_another_day_is_not_on_it(stage: Stage) -> None:
    turn_to(stage, MON, 17)
    post = await stage.post(SORA, MINUTES)
    await stage.press(KEN, "promise", post, until="2026-12-03", word="")
    for day in (TUE, WED):
        turn_to(stage, day, 9)
        assert await nudged(stage) == []
    turn_to(stage, WED + 1, 9)
    assert await nudged(stage) == ids(KEN)


async def test_what_nobody_owns_is_on_the_card_of_all_the_pmo_but_never_of_its_author(stage: Stage) -> None:
    post = await stage.post(YUI)
    await stage.react(HANA, post, added="like")
    turn_to(stage, TUE, 9)
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_what_another_has_in_hand_is_theirs_to_read_of(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 17)
    await stage.press(MIO, "claim", post)
    await stage.react(MIO, post, added="like")
    turn_to(stage, TUE, 9)
    assert await nudged(stage) == ids(MIO)


async def test_it_is_turned_off_and_on_again_and_nudges_come_all_the_same(stage: Stage) -> None:
    await stage.say(KEN, "朝 オフ")
    post = await stage.post(SORA, MINUTES)
    await stage.react(KEN, post, added="like")
    await stage.deliver_all()
    turn_to(stage, TUE, 9)
    assert await nudged(stage) == []
    turn_to(stage, TUE, 10)
    assert await nudged(stage) == ids(KEN)
    await stage.say(KEN, "morning on")
    await stage.deliver_all()
    turn_to(stage, WED, 9)
    assert KEN.id in await nudged(stage)
    assert (await shown(stage)).morning


async def test_it_holds_what_could_not_be_told_yesterday(migrated_url: str) -> None:
    async with staged(migrated_url, ONE_A_DAY, migrated=True) as made:
        first = await made.post(SORA, MINUTES)
        turn_to(made, MON, 10, 30)
        assert await nudged(made) == ids(KEN)
        second = await made.post(SORA, MINUTES)
        turn_to(made, MON, 16)
        assert KEN.id not in await nudged(made)
        turn_to(made, TUE, 9)
        assert KEN.id in await nudged(made)
        view = await shown(made)
        assert [row.follow_up_id for row in view.rows] == [(await made.follow_up(one)).id for one in (first, second)]
        turn_to(made, TUE, 17)
        third = await made.post(SORA, MINUTES)
        assert KEN.id not in await nudged(made), "it counted as the day's one card"
        assert (await made.follow_up(third)).nudges == 0


async def test_one_with_nothing_new_is_none_of_the_day_s_cards(migrated_url: str) -> None:
    async with staged(migrated_url, ONE_A_DAY, migrated=True) as made:
        post = await made.post(SORA, MINUTES)
        await made.react(KEN, post, added="like")
        turn_to(made, TUE, 9)
        assert await nudged(made) == ids(KEN)
        turn_to(made, TUE, 10)
        assert await nudged(made) == ids(KEN), "the nudge of the day"


@pytest.mark.parametrize("words", ["away until 12/1", "quiet until 12/1"])
async def test_who_is_away_or_quiet_gets_none(stage: Stage, words: str) -> None:
    await stage.say(KEN, words)
    post = await stage.post(SORA, MINUTES)
    await stage.react(MIO, post, added="like")
    await stage.deliver_all()
    turn_to(stage, TUE, 9)
    assert KEN.id not in await nudged(stage)
    turn_to(stage, WED, 9)
    assert KEN.id in await nudged(stage)
    assert (await shown(stage)).morning


async def test_there_is_none_on_a_day_off_and_none_for_participants(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.react(KEN, post, added="like")
    await stage.press(DANA, "claim", await stage.post(YUI))
    turn_to(stage, SAT, 9)
    assert await nudged(stage) == []
    turn_to(stage, SUN + 1, 9)
    assert set(await nudged(stage)) <= {HANA.id, KEN.id, MIO.id, DANA.id}
    turn_to(stage, FRI + 14, 9)
    await nudged(stage)
    turn_to(stage, FRI + 28, 9)
    assert await nudged(stage) == [], "New Year's Day"


async def test_a_morning_card_of_which_all_was_answered_meanwhile_does_not_leave(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.react(KEN, post, added="like")
    turn_to(stage, TUE, 9)
    await nudge.run(stage.ports)
    await stage.reply(MIO, post)
    await stage.deliver_all()
    assert stage.teams.of("send") == []
    assert await nudged(stage) == []
