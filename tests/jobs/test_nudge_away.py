"""Away, quiet and back: others are asked, nothing is lost, and what is theirs comes back to them."""

from __future__ import annotations

from datetime import timedelta

from jobs import nudge
from models.db import gathering
from models.list_views import NudgeView
from models.outgoing import RetryLater
from models.views import FollowUpView
from tests.jobs.when import FRI, MON, THU, TUE, WED, at, ids, nudged, turn_to
from tests.stage import HANA, KEN, MIO, SORA, Stage

MINUTES, INQUIRY = "議事録を頼みました。", "問い合わせの下書きを頼みました。"


async def test_who_is_quiet_is_told_when_the_quiet_ends_and_nothing_is_lost(stage: Stage) -> None:
    await stage.say(KEN, "quiet until 15:00")
    await stage.deliver_all()
    first, second = await stage.post(SORA, MINUTES), await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 14, 59)
    assert await nudged(stage) == []
    assert (await stage.follow_up(first)).nudges == 1, "the step was taken, and waits on the list"
    turn_to(stage, MON, 15, 0)
    assert await nudged(stage) == ids(KEN)
    view = stage.teams.of("send", KEN)[-1].view
    assert isinstance(view, NudgeView)
    assert {row.follow_up_id for row in view.rows} == {(await stage.follow_up(post)).id for post in (first, second)}


async def test_who_is_quiet_keeps_what_they_claimed_and_others_are_asked_in_their_turn(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(KEN, "claim", post)
    await stage.say(KEN, "静かに 12/2まで")
    await stage.deliver_all()
    assert (await stage.follow_up(post)).claimed_by == KEN.id
    turn_to(stage, MON, 15)
    assert await nudged(stage) == []
    turn_to(stage, TUE, 10)
    assert await nudged(stage) == ids(HANA, MIO), "the claim is over, and the PMO is asked"
    turn_to(stage, THU, 8, 59)
    assert KEN.id not in await nudged(stage)
    turn_to(stage, THU, 9, 0)
    assert KEN.id in await nudged(stage)


async def test_quiet_that_begins_while_a_card_waits_keeps_it_back(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    await nudge.run(stage.ports)
    await stage.say(KEN, "quiet 2h")
    await stage.deliver_all()
    assert [type(asked.view).__name__ for asked in stage.teams.of("send", KEN)] == ["NoticeView"]
    turn_to(stage, MON, 12, 30)
    assert await nudged(stage) == [], "the lunch hour"
    turn_to(stage, MON, 13, 0)
    assert await nudged(stage) == ids(KEN)


async def test_back_ends_the_quiet_at_once(stage: Stage) -> None:
    await stage.say(KEN, "quiet until 12/10")
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    await stage.say(KEN, "back")
    turn_to(stage, MON, 11, 1)
    await stage.deliver_all()
    assert await nudged(stage) == ids(KEN)


async def test_while_the_owner_is_away_another_is_asked_and_then_the_owner_again(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.say(KEN, "away until 12/1")
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA), "of the PMO, the fewest open ones, in the file's order"
    assert (await stage.follow_up(post)).owners == (KEN.id,)
    turn_to(stage, MON, 15, 30)
    assert await nudged(stage) == ids(HANA, MIO)
    turn_to(stage, TUE, 10, 30)
    assert await nudged(stage) == ids(HANA, MIO)
    turn_to(stage, TUE, 15, 30)
    assert await nudged(stage) == ids(HANA), "the ladder began again"
    turn_to(stage, WED, 9, 0)
    assert await nudged(stage) == [], "back, and nothing new to tell"
    for day, hour, reached in ((WED, 10, (HANA, KEN, MIO)), (WED, 15, (HANA, KEN, MIO)), (THU, 10, (KEN,))):
        turn_to(stage, day, hour, 30)
        assert await nudged(stage) == ids(*reached)


async def test_a_theme_s_other_owner_is_asked_for_one_who_is_away(stage: Stage) -> None:
    await stage.say(HANA, "away until 12/1")
    await stage.post(SORA, INQUIRY)
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(MIO)


async def test_what_was_claimed_is_let_go_in_silence_and_comes_back(stage: Stage) -> None:
    post = await stage.post(SORA, INQUIRY)
    await stage.press(KEN, "claim", post)
    await stage.deliver_all()
    before = len(stage.teams.asked)
    await stage.say(KEN, "away until 12/1")
    await stage.deliver_all()
    assert [(asked.what, asked.to) for asked in stage.teams.asked[before:]] == [("send", KEN.id)]
    row = await stage.follow_up(post)
    assert (row.status, row.owners) == ("waiting", (HANA.id, MIO.id, KEN.id))
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA, MIO)
    told_at = []
    for hours in range(10, 130):
        turn_to(stage, MON, hours, 30)
        if KEN.id in await nudged(stage):
            told_at.append(stage.clock.now)
    assert told_at[0] >= at(WED, 9), "not before they are back, and then again"


async def test_one_who_goes_away_before_they_were_told_is_passed_by_at_once(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.say(KEN, "quiet until 15:00")
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == []
    turn_to(stage, MON, 11, 0)
    await stage.say(KEN, "away until 12/10")
    await stage.deliver_all()
    assert await nudged(stage) == ids(HANA)
    row = await stage.follow_up(post)
    assert (row.rung, row.nudges, row.next_nudge_at) == (1, 2, at(MON, 16)), "the same step, taken again"


async def test_one_who_goes_away_while_their_card_is_held_up_is_passed_by(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(minutes=5))]
    await nudge.run(stage.ports)
    await stage.deliver()
    await stage.say(KEN, "away tomorrow")
    turn_to(stage, MON, 10, 36)
    await stage.deliver_all()
    assert await nudged(stage) == ids(HANA)


async def test_where_somebody_else_has_it_on_the_list_the_step_is_not_taken_again(stage: Stage) -> None:
    post = await stage.post(SORA, INQUIRY)
    for one in (HANA, MIO):
        await stage.say(one, "quiet until 15:00")
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    await nudged(stage)
    await stage.say(HANA, "away until 12/10")
    await stage.deliver_all()
    assert await nudged(stage) == []
    assert (await stage.follow_up(post)).nudges == 1
    turn_to(stage, MON, 15, 0)
    assert await nudged(stage) == ids(MIO)


async def test_all_of_a_step_away_the_lead_is_asked(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    for one in (KEN, MIO):
        await stage.say(one, "away until 12/10")
    await stage.deliver_all()
    for hour in (10, 15):
        turn_to(stage, MON, hour, 30)
        assert await nudged(stage) == ids(HANA)


async def test_all_away_everyone_is_told_and_the_card_says_so(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    for one in (HANA, KEN, MIO):
        await stage.say(one, "away until 12/10")
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA, KEN, MIO)
    views = [stage.teams.of("send", one)[-1].view for one in (HANA, KEN, MIO)]
    assert [view.asks for view in views if isinstance(view, FollowUpView)] == ["everyone"] * 3
    assert await nudged(stage) == []
    turn_to(stage, FRI, 10, 30)
    assert await nudged(stage) == ids(HANA, KEN, MIO), "and it goes on"


async def test_who_is_away_and_quiet_is_left_in_peace_even_when_all_are_away(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    for one in (HANA, KEN, MIO):
        await stage.say(one, "away until 12/10")
    await stage.say(MIO, "quiet until 12/10")
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == ids(HANA, KEN)


async def test_nobody_is_passed_by_for_ever_when_all_are_away_and_quiet(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    for one in (HANA, KEN, MIO):
        await stage.say(one, "away until 12/10")
        await stage.say(one, "quiet until 12/10")
    await stage.deliver_all()
    turn_to(stage, MON, 10, 30)
    assert await nudged(stage) == []
    assert await stage.store.read(gathering.gone, stage.clock.now) == [], "a look finds nothing to write"
    assert (await stage.follow_up(post)).nudges == 1


async def test_a_promise_of_one_who_is_away_is_others_to_see_to_and_stays_theirs(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "promise", post, until="2026-12-02", word="")
    await stage.say(MIO, "away until 12/3")
    await stage.deliver_all()
    assert (await stage.follow_up(post)).promised_by == MIO.id, "the author was told"
    turn_to(stage, WED, 16, 0)
    assert await nudged(stage) == [], "the reminder is for who promised alone"
    turn_to(stage, THU, 9, 0)
    assert await nudged(stage) == ids(KEN), "it is late: the theme's owner"
    turn_to(stage, FRI, 9, 0)
    await stage.say(MIO, "back")
    turn_to(stage, FRI, 17, 0)
    assert MIO.id in await nudged(stage)


async def test_after_a_stop_past_its_end_a_promise_brings_its_step_and_no_reminder(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "promise", post, until="2026-12-02", word="")
    turn_to(stage, TUE, 9)
    assert await nudged(stage) == []
    turn_to(stage, THU, 9)
    assert await nudged(stage) == ids(MIO)
    stage.clock.forward(seconds=1)
    assert await nudged(stage) == []
    assert (await stage.follow_up(post)).nudges == 1


async def test_a_reminder_on_the_list_of_one_who_goes_away_goes_to_nobody(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "promise", post, until="2026-12-02", word="")
    await stage.say(MIO, "quiet until 12/2")
    turn_to(stage, WED, 16, 0)
    await nudged(stage)
    await stage.say(MIO, "away until 12/3")
    await stage.deliver_all()
    assert await nudged(stage) == []
    turn_to(stage, THU, 9, 0)
    assert await nudged(stage) == ids(KEN)
