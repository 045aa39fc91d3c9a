"""The message action “this was the answer”."""

from __future__ import annotations

from typing import Any

from handlers.registry import Outcome
from models.follow_up import Status
from models.views import DialogView, FollowUpView, PointView
from tests.handlers.test_point_follow_up import refusal, shows
from tests.handlers.thread import later, owed
from tests.stage import HANA, KEN, MIO, SORA, YUI, Stage


async def send(stage: Stage, at: Any, **fields: Any) -> Outcome:
    return await stage.point(MIO, "answer", at, fields={"message": at.message_id} | fields)


async def test_a_peers_reply_is_named_as_the_answer_from_when_it_was_written(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=5)
    earlier = await stage.reply(YUI, post)
    later(stage, minutes=5)
    await stage.reply(YUI, post, "補足です。")
    later(stage, minutes=5)
    form = shows(await stage.point(MIO, "answer", earlier))
    assert isinstance(form, PointView)
    assert (form.text, form.questions) == (earlier.text, ()), "one question is open: nothing to choose"
    assert (await owed(stage, post)).status is Status.WAITING
    state = shows(await send(stage, earlier))
    assert isinstance(state, FollowUpView)
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.answered_at, now.answer_id) == (
        Status.ANSWERED, YUI.id, earlier.envelope.at, earlier.message_id,
    )  # fmt: skip
    assert (now.received_by, now.confirmed_by) == (MIO.id, MIO.id)


async def test_it_stays_the_answer_when_the_thread_is_told_anew_until_it_is_deleted(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post)
    later(stage, minutes=5)
    await send(stage, reply)
    await stage.react(KEN, post, added="like")
    assert (await owed(stage, post)).answer_id == reply.message_id
    later(stage, minutes=5)
    await stage.delete(reply)
    assert (await owed(stage, post)).status is Status.WAITING


async def test_of_several_open_questions_the_dialog_asks_which(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post)
    later(stage, minutes=5)
    await stage.press(KEN, "split", post, asked="別の質問です。", owner=HANA.id)
    form = shows(await stage.point(MIO, "answer", reply))
    assert isinstance(form, PointView)
    assert [text for _, text in form.questions] == [post.text, "別の質問です。"]
    assert refusal(await send(stage, reply)) == "refused-no-question-chosen"
    assert refusal(await send(stage, reply, question="f" * 32)) == "refused-no-question-chosen"
    await send(stage, reply, question=form.questions[1][0])
    assert (await owed(stage, post)).status is Status.WAITING
    assert (await owed(stage, post, 2)).answered_by == YUI.id, "though it was written before the question was split off"
    later(stage, minutes=5)
    await stage.delete(reply)
    assert (await owed(stage, post, 2)).status is Status.WAITING


async def test_sent_twice_it_is_done_once(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(YUI, post)
    await send(stage, reply)
    before = await owed(stage, post)
    again = await send(stage, reply)
    assert isinstance(again.view, DialogView)
    assert again.view.title == "dialog-answered"
    assert await owed(stage, post) == before


async def test_the_post_the_authors_own_words_and_an_answered_thread_are_refused_helpfully(
    stage: Stage,
) -> None:
    post = await stage.post(SORA)
    own = await stage.reply(SORA, post, "補足です。")
    assert refusal(await stage.point(MIO, "answer", post)) == "refused-answer-is-post"
    assert refusal(await send(stage, own)) == "refused-answer-own"
    peers = await stage.reply(YUI, post)
    await stage.reply(KEN, post)
    assert refusal(await send(stage, peers)) == "refused-nothing-owed"
    assert (await owed(stage, post)).answered_by == KEN.id
