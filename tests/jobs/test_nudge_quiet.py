"""What quietens a nudge: a receipt, a claim, a promise, an end; also one that is queued already."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobs import expire_claims, nudge
from models.incoming import PostArrived
from models.outgoing import RetryLater
from models.views import FollowUpView
from tests.jobs.when import FRI, MON, SAT, SUN, THU, TUE, WED, at, ids, nudged, turn_to
from tests.stage import HANA, KEN, MIO, SORA, Stage

MINUTES = "議事録を頼みました。"


async def test_a_receipt_moves_the_nudge_to_when_the_answer_is_late(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.react(MIO, post, added="like")
    turn_to(stage, TUE, 9, 59)
    assert await nudged(stage) == []
    turn_to(stage, TUE, 10, 0)
    assert await nudged(stage) == ids(KEN)


async def test_a_receipt_taken_back_brings_the_first_nudge_back(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.react(MIO, post, added="like")
    turn_to(stage, MON, 11)
    await stage.react(MIO, post, removed="like")
    assert await nudged(stage) == ids(KEN)


async def test_a_promise_nudges_who_promised_at_its_end_and_then_wider(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "promise", post, until="2026-12-02", word="")
    turn_to(stage, WED, 15, 59)
    assert await nudged(stage) == []
    turn_to(stage, WED, 16, 0)
    assert await nudged(stage) == ids(MIO), "two hours before, so that it can be kept"
    turn_to(stage, WED, 17, 59)
    assert await nudged(stage) == []
    turn_to(stage, WED, 18, 0)
    assert await nudged(stage) == [], "the promise ends with the working day"
    turn_to(stage, THU, 9, 0)
    assert await nudged(stage) == ids(MIO)
    turn_to(stage, THU, 13, 59)
    assert await nudged(stage) == []
    turn_to(stage, THU, 14, 0)
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_a_promise_made_in_words_nudges_who_wrote_it(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.reply(MIO, post, "確認します。")
    await stage.deliver_all()
    turn_to(stage, TUE, 10, 0)
    assert await nudged(stage) == ids(MIO)


async def test_a_claim_quietens_and_goes_back_to_the_pool_in_silence(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "claim", post)
    turn_to(stage, MON, 14, 59)
    assert await nudged(stage) == []
    turn_to(stage, MON, 15, 0)
    assert await nudged(stage) == ids(MIO)
    turn_to(stage, TUE, 10, 0)
    said = len(stage.teams.of("send"))
    assert await expire_claims.run(stage.ports) == 1
    await stage.deliver_all()
    assert (await stage.follow_up(post)).status == "waiting"
    assert len(stage.teams.of("send")) == said
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_a_claim_that_is_over_is_let_go_by_the_nudge_that_comes_first(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "claim", post)
    turn_to(stage, MON, 15, 0)
    await nudged(stage)
    turn_to(stage, TUE, 10, 0)
    assert await nudge.run(stage.ports) == 1
    await stage.deliver_all()
    shown = stage.teams.of("send", HANA)[-1].view
    assert isinstance(shown, FollowUpView)
    assert (shown.asks, shown.status, shown.claimed_by) == ("pmo", "waiting", None)
    assert await expire_claims.run(stage.ports) == 0
    turn_to(stage, TUE, 15, 0)
    await nudged(stage)
    assert (await stage.follow_up(post)).rung == 3, "owner, PMO, lead"


async def test_a_claim_is_not_over_before_its_time(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    await stage.press(MIO, "claim", post)
    stage.clock.now = at(TUE, 10) - timedelta(microseconds=1)
    assert await expire_claims.run(stage.ports) == 0
    assert (await stage.follow_up(post)).status == "claimed"


async def finish(stage: Stage, how: str, post: PostArrived) -> None:
    match how:
        case "answered":
            await stage.reply(MIO, post)
        case "settled":
            await stage.press(MIO, "settle", post, reason="duplicate")
        case "withdrawn":
            await stage.delete(post)


@pytest.mark.parametrize("how", ["answered", "settled", "withdrawn"])
async def test_nothing_is_nudged_that_is(stage: Stage, how: str) -> None:
    post = await stage.post(SORA, MINUTES)
    await finish(stage, how, post)
    for day in (MON, TUE, WED):
        turn_to(stage, day, 17)
        assert await nudged(stage) == []


@pytest.mark.parametrize("how", ["answered", "settled", "withdrawn"])
async def test_a_queued_nudge_is_dropped_once_the_post_is(stage: Stage, how: str) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    assert await nudge.run(stage.ports) == 1
    await finish(stage, how, post)
    await stage.deliver_all()
    assert stage.teams.of("send") == []


async def test_a_queued_nudge_of_the_owner_is_dropped_once_another_claimed(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudge.run(stage.ports)
    await stage.press(MIO, "claim", post)
    await stage.deliver_all()
    assert stage.teams.of("send") == []


async def test_a_queued_nudge_of_the_whole_pmo_is_dropped_once_somebody_claimed(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    turn_to(stage, MON, 16)
    assert await nudge.run(stage.ports) == 1
    await stage.press(MIO, "claim", post)
    await stage.deliver_all()
    assert stage.teams.of("send", HANA) == []
    assert len(stage.teams.of("send", KEN)) == 1, "the first, as the owner"


async def test_a_queued_nudge_for_a_receipt_is_dropped_once_there_is_one(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudge.run(stage.ports)
    await stage.react(MIO, post, added="like")
    await stage.deliver_all()
    assert stage.teams.of("send") == []
    turn_to(stage, TUE, 10)
    assert await nudged(stage) == ids(KEN)


async def test_a_queued_nudge_is_dropped_once_the_next_step_was_taken(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudge.run(stage.ports)
    turn_to(stage, MON, 16)
    assert await nudged(stage) == ids(HANA, KEN, MIO), "and Ken not twice"


async def test_after_days_without_the_bot_there_is_one_nudge_and_no_backlog(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, FRI, 11)
    assert await nudged(stage) == ids(KEN)
    assert await nudged(stage) == []
    turn_to(stage, FRI, 16)
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_nudges_keep_to_the_working_hours(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    told = []
    for minute in range(0, 5 * 24 * 60, 60):
        turn_to(stage, WED, 10, minute)
        if await nudged(stage):
            told.append(stage.clock.now)
    settled = await stage.store.read(lambda tx: tx.communities, stage.clock.now)
    (community,) = [one.community for one in settled.values()]
    assert len(told) > 4
    assert [moment for moment in told if not community.hours.is_working(moment)] == []


async def nudged_within(stage: Stage, day: int, hour: int, minute: int) -> list[str]:
    """Take the step now, and let Teams' pause end at a later moment. Who got a card."""
    await nudge.run(stage.ports)
    await stage.deliver()
    turn_to(stage, day, hour, minute)
    return await nudged(stage)


async def test_a_nudge_that_teams_held_up_until_the_evening_comes_the_next_morning(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 17, 59)
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(minutes=2))]
    assert await nudged_within(stage, MON, 18, 5) == []
    turn_to(stage, TUE, 8, 59)
    assert await nudged(stage) == []
    turn_to(stage, TUE, 9, 0)
    assert await nudged(stage) == ids(KEN), "the same step, not the next"
    turn_to(stage, TUE, 14, 0)
    assert await nudged(stage) == ids(HANA, KEN, MIO)


async def test_a_step_that_the_evening_cut_short_is_told_to_the_others_in_the_morning(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    turn_to(stage, FRI, 17, 59)
    stage.teams.answers["send"] = [None, RetryLater("busy", timedelta(minutes=2)), RetryLater("busy")]
    assert await nudged_within(stage, FRI, 18, 5) == []
    assert len(stage.teams.of("send")) == 2
    turn_to(stage, SAT, 11)
    assert await nudged(stage) == []
    told = stage.teams.of("send")[1].to
    turn_to(stage, SUN + 1, 9)
    assert await nudged(stage) == sorted({HANA.id, KEN.id, MIO.id} - {told})
    assert await nudged(stage) == []
