"""What was written or liked is deleted or taken back, and put back."""

from __future__ import annotations

from datetime import timedelta

from models.follow_up import Status
from models.views import FollowUpView
from tests.handlers.thread import answered_post, kept, later, owed, touches_of
from tests.stage import DANA, KEN, MIO, MONDAY_10, SORA, YUI, Stage


async def test_a_deleted_post_is_withdrawn_and_its_text_is_gone(stage: Stage) -> None:
    post = await stage.post(SORA, "内緒の話です。")
    await stage.delete(post)
    now = await owed(stage, post)
    assert (now.status, now.next_nudge_at) == (Status.WITHDRAWN, None)
    assert (await kept(stage, post)).text == ""
    await stage.deliver_all()
    assert stage.teams.of("react") == []


async def test_a_deleted_post_that_was_answered_stays_answered(stage: Stage) -> None:
    post = await answered_post(stage)
    await stage.delete(post)
    assert (await owed(stage, post)).status is Status.ANSWERED
    assert (await kept(stage, post)).text == ""


async def test_a_post_put_back_waits_again_with_its_old_due_times(stage: Stage) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    later(stage, minutes=5)
    await stage.delete(post)
    later(stage, minutes=5)
    await stage.undelete(post, "会議の準備に使ってみました。")
    now = await owed(stage, post)
    assert (now.status, now.receive_by, now.answer_by) == (Status.WAITING, before.receive_by, before.answer_by)
    assert now.next_nudge_at == before.next_nudge_at
    assert (await kept(stage, post)).text == "会議の準備に使ってみました。"


async def test_a_post_put_back_late_is_nudged_at_the_next_working_moment(stage: Stage) -> None:
    post = await stage.post(SORA, "議事録を頼みました。")
    await stage.delete(post)
    later(stage, hours=9)
    await stage.undelete(post, "議事録を頼みました。")
    await stage.tick()
    assert stage.teams.of("send") == []
    later(stage, hours=14)
    await stage.tick()
    assert [asked.to for asked in stage.teams.of("send")] == [KEN.id]


async def test_a_reply_to_a_deleted_post_counts_when_it_is_put_back(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.delete(post)
    later(stage, minutes=5)
    await stage.reply(KEN, post)
    later(stage, minutes=5)
    await stage.undelete(post)
    assert (await owed(stage, post)).answered_by == KEN.id


async def test_a_claim_survives_that_the_post_was_away(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    later(stage, minutes=5)
    await stage.delete(post)
    assert (await owed(stage, post)).status is Status.WITHDRAWN
    later(stage, minutes=5)
    await stage.undelete(post)
    assert (await owed(stage, post)).claimed_by == KEN.id


async def test_the_answer_deleted_waits_again_without_a_receipt(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post, "秘密の答え")
    later(stage, minutes=10)
    await stage.delete(reply)
    now = await owed(stage, post)
    assert (now.status, now.received_at, now.received_by, now.answered_at) == (Status.WAITING, None, None, None)
    assert (now.reopened, now.reopened_at) == (1, stage.clock.now)
    assert now.answer_by == MONDAY_10 + timedelta(days=1, minutes=10)
    assert [(touch.text, touch.member_id) for touch in await touches_of(stage, post)] == [(None, KEN.id)]


async def test_the_answer_deleted_leaves_the_receipt_of_another(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post)
    later(stage, minutes=5)
    await stage.react(MIO, post, added="heart")
    await stage.delete(reply)
    now = await owed(stage, post)
    assert (now.status, now.received_by, now.received_at) == (Status.WAITING, MIO.id, stage.clock.now)


async def test_the_answer_deleted_the_next_reply_that_answers_takes_its_place(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post)
    later(stage, minutes=5)
    better = await stage.reply(DANA, post, "くわしく書き直します。")
    later(stage, minutes=5)
    await stage.delete(reply)
    now = await owed(stage, post)
    assert (now.status, now.answer_id, now.answered_by) == (Status.ANSWERED, better.message_id, DANA.id)
    assert (now.received_by, now.reopened) == (DANA.id, 0)


async def test_another_reply_deleted_leaves_the_answer(stage: Stage) -> None:
    post = await answered_post(stage)
    more = await stage.reply(MIO, post)
    before = await owed(stage, post)
    await stage.delete(more)
    assert await owed(stage, post) == before


async def test_the_answer_put_back_answers_again(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post)
    later(stage, minutes=5)
    await stage.delete(reply)
    later(stage, minutes=5)
    await stage.undelete(reply, "こうします。")
    now = await owed(stage, post)
    assert (now.status, now.answer_id, now.received_by) == (Status.ANSWERED, reply.message_id, KEN.id)


async def test_a_held_reply_deleted_keeps_the_promise_and_asks_nothing_more(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post, "調べてみます。")
    await stage.delete(reply)
    now = await owed(stage, post)
    assert (now.status, now.held_id, now.received_at) == (Status.PROMISED, None, None)
    await stage.deliver_all()
    assert stage.teams.of("send") == []


async def test_a_peers_reply_deleted_can_no_longer_be_confirmed(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post)
    await stage.delete(reply)
    outcome = await stage.press(KEN, "confirm", post)
    assert getattr(outcome.view, "notice", None) == ("refused-nothing-to-confirm", {})


async def test_the_last_like_taken_back_takes_the_receipt(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.react(KEN, post, added="like")
    assert (await owed(stage, post)).received_by == KEN.id
    later(stage, minutes=5)
    await stage.react(KEN, post, removed="like")
    now = await owed(stage, post)
    assert (now.received_by, now.next_nudge_at) == (None, now.receive_by)


async def test_one_of_two_likes_taken_back_leaves_a_receipt(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.react(KEN, post, added="like")
    later(stage, minutes=5)
    await stage.react(KEN, post, added="heart")
    await stage.react(KEN, post, removed="like")
    assert (await owed(stage, post)).received_at == stage.clock.now


async def test_a_like_taken_back_leaves_the_receipt_that_a_promise_is(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.react(KEN, post, added="like")
    later(stage, minutes=5)
    await stage.press(MIO, "promise", post, until="2026-12-02", word="")
    await stage.react(KEN, post, removed="like")
    now = await owed(stage, post)
    assert (now.status, now.received_by) == (Status.PROMISED, MIO.id)


async def test_a_like_on_a_reply_is_a_touch_of_the_thread(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post)
    await stage.react(KEN, reply, added="like")  # type: ignore[arg-type]  # a reply has all that react looks at
    assert (await owed(stage, post)).received_by == KEN.id


async def test_an_answered_post_that_was_deleted_is_opened_no_more(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    await stage.delete(post)
    outcome = await stage.press(KEN, "reopen", post)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.notice == ("refused-withdrawn", {})
    assert "reopen" not in outcome.view.verbs
    assert (await stage.follow_up(post)).status is Status.ANSWERED
