"""Who is new here: until their first answer by a person their posts are marked, and a welcome is proposed."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from models.db import queue
from models.db.queue import Choice
from models.follow_up import Status
from models.incoming import PostArrived
from models.views import FollowUpView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import HANA, KEN, SORA, TEAM, YUI, Stage

WELCOME = "青木 空さん、はじめての投稿をありがとうございます。お待ちしていました！"


async def marked(stage: Stage) -> dict[str, bool]:
    """Whose posts the queue marks, by author; every row of an author says the same."""
    view = await stage.store.read(
        lambda tx: queue.view(tx, tx.communities[TEAM].community, HANA.id, Choice("all")), stage.clock.now
    )
    shown = {(row.author, row.newcomer) for row in view.rows}
    assert len(dict(shown)) == len(shown)
    return dict(shown)


async def card(stage: Stage, post: PostArrived) -> FollowUpView:
    view = (await stage.press(HANA, "similar", post)).view
    assert isinstance(view, FollowUpView)
    return view


async def test_the_mark_stays_until_the_first_answer_and_goes_with_it(stage: Stage) -> None:
    first, second = await stage.post(SORA), await stage.post(SORA)
    await stage.post(YUI)
    assert await marked(stage) == {SORA.name: True, YUI.name: True}
    await stage.press(KEN, "promise", first, until="2026-12-02")
    await stage.react(HANA, second, added="like")
    assert (await card(stage, second)).newcomer, "neither a promise nor a like is an answer"
    await stage.reply(KEN, first)
    assert await marked(stage) == {SORA.name: False, YUI.name: True}
    assert not (await card(stage, first)).newcomer
    assert not (await card(stage, second)).newcomer
    assert (await owed(stage, first)).newcomer, "the figures count first posts"


async def test_a_closing_without_an_answer_leaves_the_mark_and_an_answer_taken_back_brings_it_back(
    stage: Stage,
) -> None:
    settled, post = await stage.post(SORA), await stage.post(SORA)
    await stage.press(KEN, "settle", settled, reason="duplicate")
    assert await marked(stage) == {SORA.name: True}
    later(stage, minutes=1)
    answer = await stage.reply(KEN, post)
    assert not (await card(stage, post)).newcomer
    later(stage, minutes=1)
    await stage.delete(answer)
    assert await marked(stage) == {SORA.name: True}


async def test_a_page_of_the_queue_asks_once_who_is_new(stage: Stage) -> None:
    for _ in range(3):
        await stage.post(SORA)
        await stage.post(YUI)

    def asked(tx: object) -> int:
        statements: list[str] = []

        def note(_c: object, _cur: object, statement: str, *_: object) -> None:
            statements.append(statement)

        connection = tx.connection  # type: ignore[attr-defined]  # the transaction, seen from outside
        event.listen(connection, "before_cursor_execute", note)
        queue.view(tx, tx.communities[TEAM].community, HANA.id, Choice("all"))  # type: ignore[arg-type,attr-defined]
        event.remove(connection, "before_cursor_execute", note)
        return len([one for one in statements if "answered_at IS NOT NULL" in one])

    assert await stage.store.read(asked, stage.clock.now) == 1


@pytest.mark.parametrize("text", [WELCOME, f" {WELCOME}\n\n。", "青木 空さん、はじめての投稿をありがとうございます"])
async def test_a_welcome_alone_is_refused_since_it_is_no_answer(stage: Stage, text: str) -> None:
    post = await stage.post(SORA)
    outcome = await stage.press(KEN, "write_answer", post, text=text, welcome=WELCOME)
    assert notice(outcome)[0] == "refused-only-welcome"
    assert (await owed(stage, post)).status is Status.WAITING
    await stage.deliver_all()
    assert stage.teams.of("post") == []


@pytest.mark.parametrize("text", [f"{WELCOME}\nできます。", "できます。", "設定から選べます。"])
async def test_whatever_is_added_or_written_in_its_place_is_the_answer(stage: Stage, text: str) -> None:
    post = await stage.post(SORA)
    outcome = await stage.press(KEN, "write_answer", post, text=text, welcome=WELCOME)
    assert notice(outcome)[0] == "notice-answer-posted"
    await stage.deliver_all()
    (said,) = stage.teams.of("post")
    assert said.said is not None
    assert said.said.values["text"] == text
    assert (await owed(stage, post)).status is Status.ANSWERED


@pytest.mark.parametrize("source", ["teams", "graph"])
async def test_the_first_post_is_the_one_that_was_written_first_though_it_is_told_late(
    stage: Stage, source: str
) -> None:
    at = stage.clock.now
    later(stage, minutes=30)
    second = await stage.post(SORA, "二つ目です。")
    assert (await owed(stage, second)).newcomer
    later(stage, minutes=5)
    first = await stage.post(SORA, "はじめての投稿です。", at=at, source=source)
    assert (await owed(stage, first)).newcomer
    assert not (await owed(stage, second)).newcomer
    rows = {row["message_id"]: row["newcomer"] for row in await stage.rows()}
    assert rows == {first.message_id: True, second.message_id: False}
