"""Answered posts like one that waits: shown in private, and introduced once, by responders alone."""

from __future__ import annotations

from typing import Any

from handlers.registry import Outcome
from jobs import index_posts
from models.db import forgetting
from models.incoming import Person, PostArrived, Pressed
from models.views import FollowUpView, NoticeView, SimilarView
from tests.stage import HANA, KEN, SORA, TEAM, YUI, Stage

EARLIER = "議事録で発言した人の名前を取り違えます。どうすれば直りますか？"
LIKE_IT = "議事録の話者の名前が入れ替わってしまいます。名前の取り違えを直すには？"


async def two_alike(stage: Stage) -> tuple[PostArrived, PostArrived]:
    """An answered post, and one like it that waits."""
    earlier = await stage.post(YUI, EARLIER)
    for number in range(12):
        await stage.post(YUI, f"翻訳を{number}回ためして、とても助かりました。")
    await stage.reply(KEN, earlier)
    stage.clock.forward(minutes=5)
    now = await stage.post(SORA, LIKE_IT)
    await index_posts.run(stage.ports)
    return earlier, now


async def drawn(stage: Stage) -> SimilarView:
    """Hana's card of similar posts, as it was drawn last."""
    await stage.deliver_all()
    views = [asked.view for asked in stage.teams.asked if asked.to == HANA.id]
    return [view for view in views if isinstance(view, SimilarView)][-1]


async def look(stage: Stage, by: Person, verb: str, post: PostArrived, **fields: Any) -> Outcome:
    shown = await stage.follow_up(post)
    return await stage.dispatch(Pressed(stage.chat(by), by, verb, {"follow_up": shown.id} | fields))


async def test_a_responder_sees_the_answered_post_that_is_like_it(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    outcome = await look(stage, HANA, "similar", now)
    await stage.deliver_all()
    assert isinstance(outcome.view, FollowUpView)
    view = stage.teams.of("send", HANA)[-1].view
    assert isinstance(view, SimilarView)
    assert [(row.thread_id, row.answered_by) for row in view.rows] == [(earlier.thread_id, (KEN.name,))]


async def test_introducing_it_posts_one_line_in_the_thread_however_often_it_is_pressed(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    outcomes = [await look(stage, HANA, "introduce", now, similar=earlier.thread_id) for _ in range(2)]
    await stage.deliver_all()
    shown = [outcome.view for outcome in outcomes]
    assert [isinstance(view, SimilarView) and view.introduced for view in shown] == [earlier.thread_id] * 2
    posted = stage.teams.of("post")
    assert [(asked.conversation_id, asked.said and asked.said.key) for asked in posted] == [
        (now.thread_id, "post-introduce")
    ]
    assert (await stage.follow_up(now)).status == "waiting"


async def test_only_what_was_offered_can_be_introduced(stage: Stage) -> None:
    _, now = await two_alike(stage)
    for chosen in ("19:elsewhere@thread.tacv2;messageid=1", 7, None):
        outcome = await look(stage, HANA, "introduce", now, similar=chosen)
        assert isinstance(outcome.view, NoticeView)
        assert outcome.view.key == "refused-not-similar"
    await stage.deliver_all()
    assert stage.teams.of("post") == []


async def test_a_participant_neither_sees_nor_introduces(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    for verb in ("similar", "introduce"):
        outcome = await look(stage, SORA, verb, now, similar=earlier.thread_id)
        assert isinstance(outcome.view, NoticeView)
        assert outcome.view.key == "refused-not-responder"
    await stage.deliver_all()
    assert stage.teams.of("post") == stage.teams.of("send", SORA) == []


async def test_its_card_follows_what_becomes_of_the_posts_on_it(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    await look(stage, HANA, "similar", now)
    assert [row.text for row in (await drawn(stage)).rows] == [EARLIER]
    await stage.edit(earlier, "名簿のことでした。")
    assert [row.text for row in (await drawn(stage)).rows] == ["名簿のことでした。"]
    await stage.reply(YUI, earlier, "まだうまくいきません。どうしてでしょうか？")
    assert (await drawn(stage)).rows == ()
    await stage.reply(KEN, earlier)
    assert [row.thread_id for row in (await drawn(stage)).rows] == [earlier.thread_id]
    await stage.delete(earlier)
    assert (await drawn(stage)).rows == ()


async def test_what_was_introduced_by_anyone_is_not_offered_again(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    await look(stage, KEN, "introduce", now, similar=earlier.thread_id)
    await look(stage, HANA, "similar", now)
    assert [row.introduced for row in (await drawn(stage)).rows] == [True]


async def test_whoever_was_forgotten_is_nobody_on_it_as_well(stage: Stage) -> None:
    _, now = await two_alike(stage)
    await look(stage, HANA, "similar", now)
    assert [row.author for row in (await drawn(stage)).rows] == [YUI.name]
    await stage.store.transact(lambda tx: forgetting.forget(tx, YUI.id, {TEAM: "ここにいた方"}), stage.clock.now)
    assert YUI.name not in repr(await drawn(stage))
