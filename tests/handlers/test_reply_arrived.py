"""Replies and reactions: the receipt, the answer, a promise in words, a further question; and what is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.follow_up import Status
from models.incoming import Person
from tests.handlers.thread import answered_post, later, owed
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, MIO, MONDAY_10, SORA, YUI, Stage, staged

HOLDING, FURTHER, THANKS = "調べてみます。", "まだ動きません。", "ありがとうございます！"
NEXT_DAY = MONDAY_10 + timedelta(days=1)
"""One working day after the stage's beginning."""


@pytest.mark.parametrize("responder", [HANA, DANA, MAKOTO], ids=["pmo", "advisor", "executive"])
async def test_a_responders_reply_is_receipt_and_answer(stage: Stage, responder: Person) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=5)
    reply = await stage.reply(responder, post)
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.answered_at, now.answer_id) == (
        Status.ANSWERED, responder.id, stage.clock.now, reply.message_id,
    )  # fmt: skip
    assert (now.received_by, now.received_at, now.next_nudge_at) == (responder.id, stage.clock.now, None)


@pytest.mark.parametrize("author", [SORA, DANA], ids=["participant", "advisor"])
async def test_an_authors_own_reply_and_like_are_neither_receipt_nor_answer(stage: Stage, author: Person) -> None:
    post = await stage.post(author)
    await stage.reply(author, post)
    await stage.react(author, post, added="like")
    now = await owed(stage, post)
    assert (now.status, now.received_at, now.peer_id) == (Status.WAITING, None, None)


async def test_a_peers_like_is_no_receipt(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.react(YUI, post, added="heart")
    assert (await owed(stage, post)).received_at is None


async def test_a_peers_reply_waits_for_a_responder_who_confirms_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(YUI, post)
    now = await owed(stage, post)
    assert (now.status, now.received_at, now.peer_by) == (Status.WAITING, None, YUI.id)
    later(stage, minutes=5)
    await stage.press(KEN, "confirm", post)
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.answered_at) == (Status.ANSWERED, YUI.id, MONDAY_10)
    assert (now.received_by, now.received_at) == (KEN.id, stage.clock.now)


async def test_where_the_community_says_so_a_peers_reply_answers_but_a_promise_of_theirs_does_not(
    migrated_url: str,
) -> None:
    community = COMMUNITY.replace("[follow_up]", "[follow_up]\npeer_reply_answers = true")
    async with staged(migrated_url, community, migrated=True) as stage:
        post, other = await stage.post(SORA), await stage.post(SORA)
        await stage.reply(YUI, post)
        await stage.reply(YUI, other, HOLDING)
        now = await owed(stage, post)
        assert (now.status, now.answered_by, now.received_at) == (Status.ANSWERED, YUI.id, None)
        assert (await owed(stage, other)).status is Status.WAITING
        await stage.reply(SORA, post, FURTHER)
        assert (await owed(stage, post)).status is Status.WAITING


async def test_a_responders_reply_after_a_peers_is_the_answer(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(YUI, post)
    later(stage, minutes=1)
    await stage.reply(KEN, post)
    assert (await owed(stage, post)).answered_by == KEN.id


async def test_a_holding_word_makes_a_promise_and_asks_the_replier_in_private(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post, "担当に聞いて、確認します。")
    now = await owed(stage, post)
    assert (now.status, now.promised_by, now.promised_until) == (Status.PROMISED, KEN.id, NEXT_DAY)
    assert (now.received_by, now.answered_at) == (KEN.id, None)
    await stage.deliver_all()
    asked = stage.teams.of("send")
    assert [(one.to, getattr(one.view, "asks", None)) for one in asked] == [(KEN.id, "holding")]
    assert "answer" in getattr(asked[0].view, "verbs", ())


async def test_that_was_the_answer_counts_no_promise(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post, "調べてみたら、こうするとできました。")
    later(stage, minutes=30)
    await stage.press(KEN, "answer", post)
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.answered_at) == (Status.ANSWERED, KEN.id, MONDAY_10)
    assert (now.promises_kept, now.promises_late) == (0, 0)


@pytest.mark.parametrize(("hours", "counted"), [(2, (1, 0)), (48, (0, 1))], ids=["kept", "late"])
async def test_an_answer_after_a_promise_counts_it_as_kept_or_late(
    stage: Stage, hours: int, counted: tuple[int, int]
) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post, HOLDING)
    later(stage, hours=hours)
    await stage.reply(MIO, post)
    now = await owed(stage, post)
    assert (now.status, now.promises_kept, now.promises_late) == (Status.ANSWERED, *counted)


async def test_a_second_holding_reply_renews_the_promise(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post, HOLDING)
    later(stage, hours=2)
    renewed = await stage.reply(KEN, post, "もう少し調べています。")
    now = await owed(stage, post)
    assert (now.promised_until, now.held_id) == (NEXT_DAY + timedelta(hours=2), renewed.message_id)


async def test_a_promise_turned_into_the_answer_by_an_edit_counts_from_the_edit(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post, HOLDING)
    later(stage, minutes=10)
    await stage.edit(reply, "今日中に調べています。")
    assert (await owed(stage, post)).status is Status.PROMISED
    later(stage, minutes=10)
    await stage.edit(reply, "こうするとできます。")
    now = await owed(stage, post)
    assert (now.status, now.answered_at, now.received_at) == (Status.ANSWERED, stage.clock.now, MONDAY_10)
    assert now.promises_kept == 1


async def test_an_answer_turned_into_a_promise_by_an_edit_waits_again(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post)
    later(stage, minutes=10)
    await stage.edit(reply, "すみません、違いました。調べてみます。")
    now = await owed(stage, post)
    assert (now.status, now.promised_by, now.answered_at, now.reopened) == (Status.PROMISED, KEN.id, None, 1)


async def test_a_spelling_mended_in_the_answer_changes_nothing(stage: Stage) -> None:
    post = await stage.post(SORA)
    reply = await stage.reply(KEN, post)
    before = await owed(stage, post)
    later(stage, minutes=10)
    await stage.edit(reply, "こうすると、うまくいきます。")
    assert await owed(stage, post) == before


@pytest.mark.parametrize("text", [THANKS, "助かりました。試してみます！", "Thanks, that worked!"])
async def test_thanks_leave_the_answer_standing(stage: Stage, text: str) -> None:
    post = await answered_post(stage)
    await stage.reply(SORA, post, text)
    assert (await owed(stage, post)).status is Status.ANSWERED


@pytest.mark.parametrize("text", [FURTHER, "ありがとうございます。もう一つ質問です。", "Thanks, but it fails.", ""])
async def test_a_further_message_of_the_author_reopens_it(stage: Stage, text: str) -> None:
    post = await answered_post(stage)
    await stage.reply(SORA, post, text)
    now = await owed(stage, post)
    assert (now.status, now.reopened, now.reopened_at) == (Status.WAITING, 1, stage.clock.now)
    assert (now.received_by, now.answered_at, now.answer_id) == (KEN.id, None, None)
    assert now.next_nudge_at == now.answer_by == NEXT_DAY + timedelta(minutes=10)


async def test_thanks_edited_into_a_question_reopen_it(stage: Stage) -> None:
    post = await answered_post(stage)
    thanks = await stage.reply(SORA, post, THANKS)
    later(stage, minutes=10)
    await stage.edit(thanks, "ありがとうございます。でも、まだ動きません。")
    assert (await owed(stage, post)).reopened_at == stage.clock.now


async def test_a_further_question_after_it_was_settled_reopens_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "settle", post, reason="no_answer_needed")
    later(stage, minutes=10)
    await stage.reply(SORA, post, "一つ教えてください。")
    now = await owed(stage, post)
    assert (now.status, now.settled_by, now.settled_reason) == (Status.WAITING, None, None)
