"""The button “answer from here”: an answer written on the card, posted once in the thread."""

from __future__ import annotations

import asyncio
from typing import Any

from locales import say
from models.follow_up import Status
from models.incoming import Pressed
from models.views import FollowUpView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import DANA, KEN, MIO, SORA, YUI, Stage

HOSTILE = "**太字** <at>全員</at>\n[ここ](https://evil.example/) {$name}\n\n三行目"


async def test_an_answer_from_the_card_is_posted_in_the_thread_and_is_answer_and_receipt(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=5)
    outcome = await stage.press(KEN, "write_answer", post, text=f"  {HOSTILE}  ")
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.answered_at) == (Status.ANSWERED, KEN.id, stage.clock.now)
    assert (now.received_by, now.answer_id, now.next_nudge_at) == (KEN.id, None, None)
    assert notice(outcome)[0] == "notice-answer-posted"
    await stage.deliver_all()
    (posted,) = stage.teams.of("post")
    assert posted.conversation_id == post.thread_id
    assert posted.said is not None
    text = say(posted.said.key, posted.said.values, "ja", "Asia/Tokyo")
    assert text == f"{KEN.name}さんの回答です。\n\n{HOSTILE}"


async def test_it_is_posted_once_however_often_teams_brings_the_press(stage: Stage) -> None:
    post = await stage.post(SORA)
    row = await owed(stage, post)
    fields = {"follow_up": row.id, "version": 1, "text": "こうします。"}
    press = Pressed(stage.chat(KEN), KEN, "write_answer", fields)
    await asyncio.gather(*(stage.dispatch(press) for _ in range(5)))
    assert notice(await stage.dispatch(press))[0] == "notice-already-done"
    await stage.deliver_all()
    assert len(stage.teams.of("post")) == 1


async def test_an_answer_that_is_none_or_too_long_is_refused(stage: Stage) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "refused-no-answer"),
        ({"text": " \n "}, "refused-no-answer"),
        ({"text": "長" * 2001}, "refused-answer-too-long"),
        ({"text": ["a"]}, "refused-malformed"),
    ]
    for fields, no in cases:
        assert notice(await stage.press(KEN, "write_answer", post, **fields))[0] == no
    assert await owed(stage, post) == before
    await stage.deliver_all()
    assert stage.teams.of("post") == []
    await stage.press(KEN, "write_answer", post, text="長" * 2000)
    assert (await owed(stage, post)).status is Status.ANSWERED


async def test_nobody_answers_their_own_post_or_what_another_holds_or_what_is_closed(stage: Stage) -> None:
    mine, held = await stage.post(DANA), await stage.post(SORA)
    assert notice(await stage.press(DANA, "write_answer", mine, text="あ"))[0] == "refused-own-post"
    await stage.press(KEN, "claim", held)
    said = notice(await stage.press(MIO, "write_answer", held, text="あ"))
    assert said == ("refused-claimed-by-other", {"name": KEN.name})
    await stage.press(KEN, "write_answer", held, text="こうします。")
    assert notice(await stage.press(MIO, "write_answer", held, text="あ"))[0] == "refused-already-closed"
    await stage.deliver_all()
    assert len(stage.teams.of("post")) == 1


async def test_it_stays_the_answer_when_the_thread_is_told_anew_and_a_further_question_reopens(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=1)
    await stage.press(KEN, "write_answer", post, text="こうします。")
    later(stage, minutes=1)
    await stage.reply(YUI, post, "なるほど。")
    await stage.react(MIO, post, added="like")
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.received_by) == (Status.ANSWERED, KEN.id, KEN.id)
    later(stage, minutes=1)
    await stage.reply(SORA, post, "まだ動きません。")
    now = await owed(stage, post)
    assert (now.status, now.reopened, now.received_by) == (Status.WAITING, 1, KEN.id)


async def test_a_promise_that_the_card_answers_is_kept(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, until="2026-12-02")
    outcome = await stage.press(KEN, "write_answer", post, text="こうします。")
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.answered_by == KEN.name
    assert (await owed(stage, post)).promises_kept == 1
