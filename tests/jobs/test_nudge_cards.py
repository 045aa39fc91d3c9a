"""One card a person: how many a day, what is on it, and what becomes of one that does not leave."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from jobs import nudge
from models.community_file import parse
from models.db import applying
from models.db.nudges import told_between
from models.incoming import Installed, Person, PostArrived, Pressed
from models.list_views import NudgeView
from models.outgoing import RetryLater, Undeliverable
from models.views import FollowUpView
from tests.jobs.conftest import without_greeting, without_mornings
from tests.jobs.when import MON, TUE, at, ids, nudged, turn_to
from tests.stage import CHANNEL, COMMUNITY, HANA, KEN, MIO, SORA, TEAM, YUI, Stage, staged

MINUTES, INQUIRY = "議事録を頼みました。", "問い合わせの下書きを頼みました。"
BUSY = RetryLater("busy", timedelta(minutes=2))
ONE_A_DAY = COMMUNITY.replace('nudge_every = "4h"', 'nudge_every = "4h"\nnudges_per_day = 1')


@pytest.fixture
async def sparing(migrated_url: str) -> AsyncIterator[Stage]:
    """A stage on which nobody gets more than one card a day."""
    async with staged(migrated_url, ONE_A_DAY, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        await without_greeting(made)
        await without_mornings(made)
        yield made


async def is_on(stage: Stage, to: Person, *posts: PostArrived) -> bool:
    """Whether a member's last new card shows these posts, in this order."""
    view = stage.teams.of("send", to)[-1].view
    assert isinstance(view, NudgeView | FollowUpView)
    shown = [row.follow_up_id for row in view.rows] if isinstance(view, NudgeView) else [view.follow_up_id]
    return shown == [(await stage.follow_up(post)).id for post in posts]


async def test_what_a_day_holds_no_more_is_on_the_next_day_s_first_card(sparing: Stage) -> None:
    first = await sparing.post(SORA, MINUTES)
    turn_to(sparing, MON, 10, 30)
    assert await nudged(sparing) == ids(KEN)
    second = await sparing.post(SORA, MINUTES)
    for hour, minute in ((11, 0), (13, 0), (15, 0), (17, 59)):
        turn_to(sparing, MON, hour, minute)
        assert KEN.id not in await nudged(sparing)
    turn_to(sparing, TUE, 8, 59)
    assert await nudged(sparing) == []
    turn_to(sparing, TUE, 9, 0)
    assert KEN.id in await nudged(sparing)
    assert await is_on(sparing, KEN, first, second)


async def test_a_file_s_number_is_the_most_cards_of_a_day_and_the_day_is_the_reader_s(stage: Stage) -> None:
    told = []
    for minutes in range(10 * 60, 42 * 60, 30):
        turn_to(stage, MON, 0, minutes)
        await stage.post(SORA, MINUTES)
        told += [stage.clock.now] * (KEN.id in await nudged(stage))
    on_monday = [moment for moment in told if moment < at(TUE, 0)]
    assert len(on_monday) == 4
    assert next(moment for moment in told if moment >= at(TUE, 0)) == at(TUE, 9, 0)


async def test_a_later_step_that_did_not_fit_takes_the_place_of_the_one_before_it(sparing: Stage) -> None:
    post = await sparing.post(SORA, MINUTES)
    turn_to(sparing, MON, 10, 30)
    assert await nudged(sparing) == ids(KEN)
    turn_to(sparing, MON, 15, 30)
    assert await nudged(sparing) == ids(HANA, MIO), "Ken had his card today"
    turn_to(sparing, TUE, 9, 0)
    assert await nudged(sparing) == ids(KEN)
    assert await is_on(sparing, KEN, post)
    turn_to(sparing, TUE, 9, 1)
    assert await nudged(sparing) == []


async def test_a_card_with_nothing_new_on_it_does_not_leave(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(KEN)
    new = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 13, 30)
    await nudge.run(stage.ports)
    await stage.reply(MIO, new)
    await stage.deliver_all()
    assert len(stage.teams.of("send", KEN)) == 1, "the older one was told before, and its next step is not due"


async def test_a_newer_card_overtakes_one_that_waits_and_has_all_that_it_had(stage: Stage) -> None:
    first = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(hours=4))]
    await nudge.run(stage.ports)
    await stage.deliver()
    second = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 14, 0)
    assert await nudge.run(stage.ports) == 1
    turn_to(stage, MON, 14, 31)
    assert await nudged(stage) == ids(KEN)
    assert await is_on(stage, KEN, first, second)
    turn_to(stage, MON, 14, 32)
    assert await nudged(stage) == []


async def overtaken_at_night(stage: Stage) -> tuple[PostArrived, PostArrived]:
    """Two cards wait while Teams is busy until the evening; what was new on the second is answered meanwhile."""
    first = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 15, 0)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(hours=4))]
    await nudge.run(stage.ports)
    await stage.deliver()
    second = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 17, 30)
    await nudge.run(stage.ports)
    turn_to(stage, MON, 19, 0)
    await stage.deliver_all()
    assert stage.teams.of("send") == []
    return first, second


async def test_what_an_overtaken_card_would_have_told_is_told_though_the_newer_never_left(stage: Stage) -> None:
    first, second = await overtaken_at_night(stage)
    await stage.reply(MIO, second)
    turn_to(stage, TUE, 9, 0)
    assert KEN.id in await nudged(stage)
    assert await is_on(stage, KEN, first)


async def test_what_an_overtaken_card_would_have_told_counts_as_told_by_the_newer(stage: Stage) -> None:
    first = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(hours=4))]
    await nudge.run(stage.ports)
    await stage.deliver()
    second = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 14, 0)
    await nudge.run(stage.ports)
    await stage.reply(MIO, second)
    turn_to(stage, MON, 14, 31)
    assert await nudged(stage) == ids(KEN), "the first was never told"
    assert await is_on(stage, KEN, first)


async def test_a_step_of_an_overtaken_card_that_the_next_step_replaced_was_told_nobody(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(hours=5))]
    await nudge.run(stage.ports)
    await stage.deliver()
    turn_to(stage, MON, 15, 30)
    assert await nudged(stage) == ids(HANA, KEN, MIO)
    assert await is_on(stage, KEN, post)
    told = await stage.store.read(lambda tx: told_between(tx, TEAM, at(MON, 0), at(TUE, 0)), stage.clock.now)
    assert sorted((one.member_id, one.number) for one in told) == [(one, 2) for one in ids(HANA, KEN, MIO)]


async def test_what_was_answered_before_the_card_left_without_it_was_told_nobody(stage: Stage) -> None:
    answered, waiting = await stage.post(SORA, MINUTES), await stage.post(YUI, MINUTES)
    turn_to(stage, MON, 11, 0)
    await nudge.run(stage.ports)
    await stage.reply(MIO, answered)
    await stage.deliver_all()
    assert await is_on(stage, KEN, waiting)
    told = await stage.store.read(lambda tx: told_between(tx, TEAM, at(MON, 0), at(TUE, 0)), stage.clock.now)
    assert [one.follow_up_id for one in told] == [(await stage.follow_up(waiting)).id]


async def test_a_card_that_did_not_leave_counts_for_no_day(sparing: Stage) -> None:
    first = await sparing.post(SORA, MINUTES)
    turn_to(sparing, MON, 10, 30)
    await nudge.run(sparing.ports)
    await sparing.reply(MIO, first)
    await sparing.deliver_all()
    assert sparing.teams.of("send") == []
    second = await sparing.post(SORA, MINUTES)
    turn_to(sparing, MON, 14, 0)
    assert await nudged(sparing) == ids(KEN), "the day's one card is still to come"
    assert await is_on(sparing, KEN, second)
    third = await sparing.post(SORA, MINUTES)
    turn_to(sparing, MON, 17, 0)
    assert KEN.id not in await nudged(sparing)
    turn_to(sparing, TUE, 9, 0)
    await nudged(sparing)
    assert await is_on(sparing, KEN, second, third)


async def test_a_card_that_teams_refused_counts_for_no_day(sparing: Stage) -> None:
    await sparing.post(SORA, MINUTES)
    turn_to(sparing, MON, 10, 30)
    sparing.teams.answers["send"] = [Undeliverable("blocked", "403")]
    assert await nudged(sparing) == []
    turn_to(sparing, MON, 10, 31)
    assert await nudged(sparing) == ids(HANA, KEN, MIO), "the next step, at once; Ken is asked as well"


async def test_what_newcomers_wait_for_comes_first_then_what_is_due_earliest(stage: Stage) -> None:
    known = await stage.post(SORA, MINUTES)
    await stage.reply(KEN, known)
    older = await stage.post(SORA, MINUTES)
    stage.clock.forward(minutes=1)
    later = await stage.post(SORA, MINUTES)
    stage.clock.forward(minutes=1)
    new = await stage.post(Person("bbbbbbbb-0000-4000-8000-000000000001", "29:new", "新田 葵"), MINUTES)
    turn_to(stage, MON, 14, 0)
    assert await nudged(stage) == ids(KEN)
    view = stage.teams.of("send", KEN)[-1].view
    assert isinstance(view, NudgeView)
    assert [row.follow_up_id for row in view.rows] == [(await stage.follow_up(post)).id for post in (new, older, later)]


async def pressed_on(stage: Stage, by: Person, verb: str, post: PostArrived, card: str | None) -> object:
    row = await stage.follow_up(post)
    event = Pressed(stage.chat(by), by, verb, {"follow_up": row.id, "version": row.version}, card)
    return (await stage.dispatch(event)).view


async def test_a_nudge_card_on_which_was_pressed_is_not_drawn_over(stage: Stage) -> None:
    post = await stage.post(SORA, INQUIRY)
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA, MIO)
    await stage.press(MIO, "show", post)
    await stage.deliver_all()
    before = len(stage.teams.of("refresh"))
    cards = {asked.to: f"b{number}" for number, asked in enumerate(stage.teams.asked, start=1) if asked.to}
    view = await pressed_on(stage, MIO, "claim", post, cards[MIO.id])
    assert isinstance(view, FollowUpView)
    assert view.notice is not None
    await stage.deliver_all()
    drawn = stage.teams.of("refresh")[before:]
    assert cards[MIO.id] not in {asked.activity_id for asked in drawn}
    assert cards[HANA.id] in {asked.activity_id for asked in drawn}
    assert sorted(asked.to or "" for asked in drawn) == ids(HANA, MIO), "Mio's other card of the post is made true"


async def test_who_left_the_community_gets_no_card_that_waited(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    await nudge.run(stage.ports)
    without_ken = COMMUNITY.replace(f'owners = ["{KEN.id}"]', f'owners = ["{HANA.id}"]').replace(
        f'[[member]]\nid = "{KEN.id}"\nname = "{KEN.name}"\nroles = ["pmo"]\n', ""
    )
    await stage.store.transact(lambda tx: applying.apply(tx, parse(without_ken)), stage.clock.now)
    await stage.deliver_all()
    assert stage.teams.of("send") == []
    assert await nudged(stage) == ids(HANA), "who is there stands in"


async def test_a_member_of_two_communities_has_a_card_of_each(stage: Stage) -> None:
    other = "19:other@thread.tacv2"
    elsewhere = COMMUNITY.replace(TEAM, other).replace(CHANNEL, "19:elsewhere@thread.tacv2")
    await stage.store.transact(lambda tx: applying.apply(tx, parse(elsewhere)), stage.clock.now)
    here = await stage.post(SORA, MINUTES)
    there = await stage.post(SORA, MINUTES, team_id=other, channel_id="19:elsewhere@thread.tacv2")
    turn_to(stage, MON, 10, 30)
    await nudge.run(stage.ports)
    await stage.deliver_all()
    assert len(stage.teams.of("send", KEN)) == 2
    assert stage.teams.of("take_back") == [], "neither takes the other's place"
    for post in (here, there):
        await stage.reply(MIO, post)
    await stage.deliver_all()
    assert len({asked.activity_id for asked in stage.teams.of("refresh", KEN)}) == 2
