"""What members reply to a prompt is owed an answer, like a post; the prompt itself is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobs import prompts
from models.community_file import parse
from models.db import applying
from models.incoming import MessageDeleted, MessageEdited, Pointed, Pressed, ReplyArrived
from models.list_views import QueueView
from models.views import FollowUpView
from tests.prompting import clock_ticks, planned, replied, thread_of_last
from tests.stage import COMMUNITY, HANA, KEN, MAKOTO, MIO, SORA, YUI, Stage, listed

TUESDAY_11 = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
async def prompted(stage: Stage) -> Stage:
    """Ken's prompt stands in the channel."""
    await planned(stage, KEN, theme="inquiry")
    stage.clock.now = stage.clock.wall = TUESDAY_11
    await clock_ticks(stage)
    stage.clock.forward(minutes=10)
    return stage


async def owed(stage: Stage) -> list[Any]:
    """The follow-ups of the prompt's thread, in their order."""
    thread = thread_of_last(stage)
    return list(await stage.store.read(lambda tx: tx.follow_ups(thread), stage.clock.now))


async def waiting(stage: Stage) -> list[Any]:
    return [one for one in await owed(stage) if one.status == "waiting"]


async def deleted(stage: Stage, reply: ReplyArrived) -> None:
    """The reply is deleted, a minute after whatever was before."""
    stage.clock.forward(minutes=1)
    where = stage.envelope(reply.thread_id, reply.message_id)
    await stage.dispatch(MessageDeleted(where, reply.thread_id, reply.message_id))


async def test_a_members_reply_opens_a_follow_up_that_the_planner_owns(prompted: Stage) -> None:
    await replied(prompted, SORA, "要約に使ってみました。表のある資料でも使えますか？")
    (one,) = await owed(prompted)
    assert (one.author_id, one.owners, one.status, one.part) == (SORA.id, (KEN.id,), "waiting", 2)
    assert one.answer_by > prompted.clock.now
    await prompted.say(KEN, "queue")
    await prompted.deliver_all()
    view = prompted.teams.of("send", KEN)[-1].view
    assert isinstance(view, QueueView)
    assert [(row.author, row.text) for row in view.rows] == [
        (SORA.name, "要約に使ってみました。表のある資料でも使えますか？")
    ]


async def test_its_planner_is_nudged_when_nobody_answers_and_a_reply_of_theirs_answers(prompted: Stage) -> None:
    await replied(prompted, SORA, "これはどう使えばよいのでしょう")
    prompted.clock.forward(days=1, hours=2)
    await prompted.tick()
    nudged = prompted.teams.of("send", KEN)[-1].view
    assert isinstance(nudged, FollowUpView)
    assert (nudged.author, nudged.text) == (SORA.name, "これはどう使えばよいのでしょう")
    await replied(prompted, KEN, "こう使えます。")
    assert [one.status for one in await owed(prompted)] == ["answered"]
    await replied(prompted, SORA, "もう一つ教えてください。")
    assert [one.status for one in await owed(prompted)] == ["waiting"]


async def test_each_member_has_one_and_their_later_words_go_on_in_it(prompted: Stage) -> None:
    await replied(prompted, SORA, "やってみました。")
    await replied(prompted, SORA, "ところで、使える回数に上限はありますか？")
    await replied(prompted, YUI, "わたしも知りたいです。")
    assert [(one.author_id, one.part) for one in await owed(prompted)] == [(SORA.id, 2), (YUI.id, 3)]


@pytest.mark.parametrize("by", [KEN, MIO, MAKOTO])
async def test_a_responders_reply_opens_none(prompted: Stage, by: Any) -> None:
    await replied(prompted, by, "ぜひどうぞ。何でも聞いてください。")
    assert await owed(prompted) == []


async def test_mere_thanks_open_none_until_they_are_edited_into_more(prompted: Stage) -> None:
    thanks = await replied(prompted, SORA, "ありがとうございます！")
    assert await owed(prompted) == []
    prompted.clock.forward(minutes=1)
    where = prompted.envelope(thanks.thread_id, thanks.message_id)
    await prompted.dispatch(MessageEdited(where, thanks.thread_id, thanks.message_id, "使えませんでした"))
    assert [one.asked_id for one in await owed(prompted)] == [thanks.message_id]


async def test_a_reply_that_is_told_twice_or_deleted_is_owed_once_or_not_at_all(prompted: Stage) -> None:
    told = await replied(prompted, SORA, "使えますか")
    await prompted.dispatch(told)
    assert len(await owed(prompted)) == 1
    await deleted(prompted, told)
    assert [one.status for one in await owed(prompted)] == ["withdrawn"]
    await replied(prompted, SORA, "書き直しました。使えますか")
    assert [one.status for one in await owed(prompted)] == ["withdrawn", "waiting"]


async def test_what_a_member_writes_after_a_deleted_reply_is_owed_whether_or_not_that_one_was_answered(
    prompted: Stage,
) -> None:
    await deleted(prompted, await replied(prompted, SORA, "使えますか"))
    again = await replied(prompted, SORA, "書き直しました。使えますか")
    await replied(prompted, KEN, "こう使えます。")
    await replied(prompted, SORA, "もう一つ教えてください。")
    assert [(one.part, one.reopened) for one in await waiting(prompted)] == [(3, 1)]
    await replied(prompted, KEN, "はい、どうぞ。")
    await deleted(prompted, again)
    assert await waiting(prompted) == []
    await replied(prompted, SORA, "別の質問です。表は作れますか？")
    assert [one.part for one in await waiting(prompted)] == [4]


async def test_what_went_on_in_a_deleted_reply_is_owed_still_from_when_it_was_written(prompted: Stage) -> None:
    first = await replied(prompted, SORA, "やってみました。")
    question = await replied(prompted, SORA, "ところで、使える回数に上限はありますか？")
    await replied(prompted, SORA, "ありがとうございます！")
    await deleted(prompted, first)
    (left,) = await waiting(prompted)
    assert (left.part, left.asked_id) == (3, question.message_id)
    assert left.since - question.envelope.at < timedelta(seconds=1)
    await prompted.dispatch(first)
    await deleted(prompted, first)
    assert len(await owed(prompted)) == 2
    await replied(prompted, KEN, "上限はありません。")
    assert await waiting(prompted) == []


async def pressed_on_first(stage: Stage, verb: str, **fields: Any) -> FollowUpView:
    """Ken presses a button of the thread's first follow-up."""
    first, *_ = await owed(stage)
    given = {"follow_up": first.id, "version": first.version} | fields
    outcome = await stage.dispatch(Pressed(stage.chat(KEN), KEN, verb, given))
    assert isinstance(outcome.view, FollowUpView)
    return outcome.view


async def test_what_a_deleted_reply_asked_is_not_opened_again_by_a_press(prompted: Stage) -> None:
    question = await replied(prompted, SORA, "使えますか")
    await replied(prompted, KEN, "こう使えます。")
    assert "reopen" in (await pressed_on_first(prompted, "similar")).verbs
    await deleted(prompted, question)
    view = await pressed_on_first(prompted, "reopen")
    assert (view.notice, view.status) == (("refused-withdrawn", {}), "answered")
    assert "reopen" not in view.verbs


async def test_an_undo_opens_nothing_that_was_deleted_meanwhile(prompted: Stage) -> None:
    question = await replied(prompted, SORA, "使えますか")
    (before,) = await owed(prompted)
    await pressed_on_first(prompted, "settle", reason="duplicate")
    prompted.clock.forward(seconds=20)
    where = prompted.envelope(question.thread_id, question.message_id)
    await prompted.dispatch(MessageDeleted(where, question.thread_id, question.message_id))
    view = await pressed_on_first(prompted, "undo", undo_verb="settle", undo_version=before.version)
    assert (view.status, view.verbs) == ("withdrawn", ())


async def test_a_reply_that_came_before_the_ledger_knew_the_prompt_is_owed_too(stage: Stage) -> None:
    await planned(stage, KEN)
    stage.clock.now = stage.clock.wall = TUESDAY_11
    await prompts.run(stage.ports)
    await stage.deliver_all()
    assert (await replied(stage, SORA, "使えますか")).thread_id == thread_of_last(stage)
    assert await owed(stage) == []
    await prompts.run(stage.ports)
    assert [one.author_id for one in await owed(stage)] == [SORA.id]


async def test_where_the_planner_left_the_themes_owners_have_it(prompted: Stage) -> None:
    no_pmo = COMMUNITY.replace(listed(KEN, ["pmo"]), listed(KEN, []))
    await prompted.store.transact(lambda tx: applying.apply(tx, parse(no_pmo)), prompted.clock.now)
    await replied(prompted, SORA, "使えますか")
    assert [one.owners for one in await owed(prompted)] == [(HANA.id, MIO.id)]


async def test_under_a_post_of_another_bot_a_reply_opens_nothing(stage: Stage) -> None:
    post = await stage.post(None, "ワークフローの投稿です。")
    await stage.reply(SORA, post, "これは何ですか？")
    assert await stage.follow_ups(post) == ()


async def test_a_responder_may_name_the_answer_from_the_messages_menu(prompted: Stage) -> None:
    await replied(prompted, SORA, "使えますか")
    answer = await replied(prompted, YUI, "使えますよ。")
    number = str(next(prompted._numbers))
    first, second = await owed(prompted)
    assert (first.peer_by, second.author_id) == (YUI.id, YUI.id)
    where = prompted.envelope(answer.thread_id, number)
    pointed = Pointed(
        where, MIO, "answer", answer.thread_id, answer.message_id, author=YUI, text=answer.text,
        written_at=answer.envelope.at, fields={"question": first.id},
    )  # fmt: skip
    await prompted.dispatch(pointed)
    assert [one.status for one in await owed(prompted)] == ["answered", "waiting"]
