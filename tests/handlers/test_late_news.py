"""Things that Teams tells late: each ends as if it had been told in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.follow_up import Status
from models.incoming import MessageDeleted, ReactionChanged, ThreadEvent
from models.views import FollowUpView
from tests.handlers.thread import Told, kept, later, owed, touches_of
from tests.stage import DANA, KEN, MIO, MONDAY_10, SORA, YUI, Stage


async def test_what_came_before_its_post_waits_for_it(stage: Stage) -> None:
    post = stage.posted(SORA)
    reply = stage.replied(KEN, post)
    for event in (reply, Told(stage, post).edited(2, "書き直しました。"), Told(stage, reply).edited(3, "答えです。")):
        assert (await stage.dispatch(event)).what == "waits for its post"
    assert (await stage.audit()).posts == 0
    await stage.dispatch(post)
    assert (await owed(stage, post)).answered_by == KEN.id
    assert (await kept(stage, post)).text == "書き直しました。"
    assert [touch.text for touch in await touches_of(stage, post)] == ["答えです。"]


async def test_a_reaction_before_its_post_is_its_receipt(stage: Stage) -> None:
    post = stage.posted(SORA)
    await stage.react(KEN, post, added="like")
    await stage.dispatch(post)
    assert (await owed(stage, post)).received_by == KEN.id


async def test_a_post_that_was_deleted_before_we_heard_of_it_is_withdrawn(stage: Stage) -> None:
    post = stage.posted(SORA, "内緒です。")
    await stage.dispatch(Told(stage, post).deleted(1))
    await stage.dispatch(post)
    assert (await owed(stage, post)).status is Status.WITHDRAWN
    assert (await kept(stage, post)).text == ""


async def test_a_post_put_back_before_we_heard_that_it_was_deleted_is_there(stage: Stage) -> None:
    post = await stage.post(SORA, "一")
    await stage.dispatch(Told(stage, post).undeleted(2, "二"))
    await stage.dispatch(Told(stage, post).deleted(1))
    assert (await owed(stage, post)).status is Status.WAITING
    assert (await kept(stage, post)).text == "二"


async def test_an_edit_and_a_deletion_before_their_reply_wait_for_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    edited, deleted = stage.replied(KEN, post), stage.replied(MIO, post)
    assert (await stage.dispatch(Told(stage, edited).edited(1, "調べてみます。"))).what == "waits for its reply"
    assert (await stage.dispatch(Told(stage, deleted).deleted(1))).what == "waits for its reply"
    await stage.dispatch(edited)
    await stage.dispatch(deleted)
    now = await owed(stage, post)
    assert (now.status, now.promised_by) == (Status.PROMISED, KEN.id)
    assert {touch.text for touch in await touches_of(stage, post)} == {"調べてみます。", None}


async def test_an_older_edit_told_later_does_not_overwrite_the_newer(stage: Stage) -> None:
    post = await stage.post(SORA, "零")
    reply = await stage.reply(KEN, post, "零")
    for message in (post, reply):
        told = Told(stage, message)
        for event in (told.edited(2, "二"), told.edited(1, "一"), told.edited(2, "二")):
            await stage.dispatch(event)
    assert (await kept(stage, post)).text == "二"
    assert [touch.text for touch in await touches_of(stage, post)] == ["二"]


async def test_a_further_question_told_before_the_answer_is_not_lost(stage: Stage) -> None:
    post = await stage.post(SORA)
    answer = stage.replied(KEN, post)
    later(stage, minutes=5)
    await stage.reply(SORA, post, "まだ動きません。")
    await stage.dispatch(answer)
    now = await owed(stage, post)
    assert (now.status, now.reopened, now.received_by) == (Status.WAITING, 1, KEN.id)


async def test_a_further_question_told_before_the_answer_is_not_lost_to_a_claim(stage: Stage) -> None:
    post = await stage.post(SORA)
    answer = stage.replied(KEN, post)
    later(stage, minutes=5)
    await stage.reply(SORA, post, "まだ動きません。")
    later(stage, minutes=5)
    await stage.press(MIO, "claim", post)
    await stage.dispatch(answer)
    now = await owed(stage, post)
    assert (now.status, now.claimed_by, now.reopened) == (Status.CLAIMED, MIO.id, 1)


async def test_of_two_answers_the_earlier_one_counts_however_late_we_hear_of_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    early = stage.replied(KEN, post)
    later(stage, minutes=5)
    await stage.reply(MIO, post)
    await stage.dispatch(early)
    now = await owed(stage, post)
    assert (now.answered_by, now.answered_at, now.received_by) == (KEN.id, MONDAY_10, KEN.id)


async def test_an_answer_told_after_it_was_settled_is_the_answer(stage: Stage) -> None:
    post = await stage.post(SORA)
    answer = stage.replied(KEN, post)
    later(stage, minutes=5)
    await stage.press(MIO, "settle", post, reason="answered_elsewhere")
    await stage.dispatch(answer)
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.settled_by) == (Status.ANSWERED, KEN.id, None)


async def test_an_answer_from_before_a_responder_reopened_it_does_not_close_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    late = stage.replied(YUI, post), stage.replied(MIO, post)
    await stage.reply(KEN, post)
    later(stage, minutes=5)
    await stage.press(KEN, "reopen", post)
    for event in late:
        await stage.dispatch(event)
    assert (await owed(stage, post)).status is Status.WAITING


async def test_a_like_taken_back_before_we_heard_of_it_is_no_receipt_and_set_again_is_one(stage: Stage) -> None:
    post = await stage.post(SORA)

    def like(minute: int, *, added: bool) -> ReactionChanged:
        where = stage.envelope(post.thread_id, f"l{minute}", at=MONDAY_10 + timedelta(minutes=minute))
        kinds = ("like",), ()
        return ReactionChanged(where, post.thread_id, post.message_id, KEN, *(kinds if added else kinds[::-1]))

    await stage.dispatch(like(2, added=False))
    await stage.dispatch(like(1, added=True))
    assert (await owed(stage, post)).received_at is None
    await stage.dispatch(like(4, added=True))
    await stage.dispatch(like(2, added=False))
    assert (await owed(stage, post)).received_at == MONDAY_10 + timedelta(minutes=4)


async def test_a_redelivered_reply_that_was_deleted_stays_deleted(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post)
    later(stage, minutes=1)
    await stage.delete(reply)
    assert (await stage.dispatch(reply)).what == "known already"
    assert (await owed(stage, post)).status is Status.WAITING


async def test_the_private_question_is_asked_once_however_often_the_thread_is_told(stage: Stage) -> None:
    post = await stage.post(SORA)
    promise = await stage.reply(KEN, post, "調べてみます。")
    later(stage, minutes=1)
    await stage.dispatch(promise)
    await stage.edit(promise, "よく調べています。")
    await stage.react(MIO, post, added="like")
    await stage.deliver_all()
    assert [asked.to for asked in stage.teams.of("send")] == [KEN.id]


async def test_a_press_comes_after_all_that_was_known_though_teams_clock_goes_before_ours(stage: Stage) -> None:
    post, ahead = await stage.post(SORA), stage.clock.now + timedelta(seconds=3)
    more = stage.replied(SORA, post, "まだ動きません。")
    await stage.dispatch(replace(more, envelope=replace(more.envelope, at=ahead)))
    await stage.press(KEN, "settle", post, reason="answered_elsewhere")
    stage.clock.forward(minutes=1)
    await stage.react(YUI, post, added="like")
    assert (await stage.follow_up(post)).status == "settled"


async def test_a_press_after_an_answer_that_was_deleted_is_undone_though_teams_clock_goes_before_ours(
    stage: Stage,
) -> None:
    post = await stage.post(SORA)
    first, second = (stage.replied(DANA, post) for _ in range(2))
    gone = MessageDeleted(first.envelope, first.thread_id, first.message_id)
    events: tuple[ThreadEvent, ...] = (first, second, gone)
    for seconds, event in enumerate(events, start=1):
        at = stage.clock.now + timedelta(seconds=seconds)
        await stage.dispatch(replace(event, envelope=replace(event.envelope, at=at)))
    version = (await stage.follow_up(post)).version
    await stage.press(KEN, "choose_theme", post, theme="inquiry")
    outcome = await stage.press(KEN, "undo", post, undo_verb="choose_theme", undo_version=version)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.notice == ("notice-undone", {})
