"""Answered posts like one that waits: shown in private, and introduced once, by responders alone."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.registry import Outcome
from jobs import index_posts
from models.db import forgetting, live_cards
from models.effects import similar_slot
from models.incoming import Person, PostArrived, Pressed
from models.outgoing import Address, Recipient, Undeliverable
from models.views import FollowUpView, NoticeView, SimilarView, View
from tests.handlers.test_split import split
from tests.jobs.test_nudge_look import plans
from tests.stage import HANA, KEN, MIO, SORA, TEAM, YUI, FakeTeams, Stage

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


async def test_a_further_question_takes_a_post_off_the_card_whichever_it_is(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    await look(stage, HANA, "similar", now)
    stage.clock.forward(minutes=5)
    await split(stage, earlier, MIO)
    assert (await drawn(stage)).rows == ()
    stage.clock.forward(minutes=5)
    await stage.reply(MIO, earlier, "はい、使えます。")
    assert [row.thread_id for row in (await drawn(stage)).rows] == [earlier.thread_id]
    stage.clock.forward(minutes=5)
    await stage.press(KEN, "reopen", earlier, part=2)
    assert (await drawn(stage)).rows == ()


async def test_what_changes_while_the_card_is_on_its_way_is_drawn_once_it_is_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, now = await two_alike(stage)
    await stage.deliver_all()
    await look(stage, HANA, "similar", now)
    send = FakeTeams.send

    async def deleted_meanwhile(teams: FakeTeams, where: Address, to: Recipient, view: View) -> str:
        await stage.delete(earlier)
        return await send(teams, where, to, view)

    monkeypatch.setattr(FakeTeams, "send", deleted_meanwhile)
    assert (await drawn(stage)).rows == ()


async def test_what_becomes_of_the_post_that_waits_draws_nothing_anew(stage: Stage) -> None:
    _, now = await two_alike(stage)
    await look(stage, HANA, "similar", now)
    await stage.deliver_all()
    before = len(stage.teams.of("refresh", HANA))
    await stage.press(KEN, "claim", now)
    await stage.deliver_all()
    assert len(stage.teams.of("refresh", HANA)) == before


async def test_a_line_that_teams_refused_introduced_nothing_and_may_be_ordered_again(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    await stage.deliver_all()
    stage.teams.answers["post"] = [Undeliverable("Teams says no.", "403")]
    await look(stage, KEN, "introduce", now, similar=earlier.thread_id)
    await stage.deliver_all()
    await look(stage, HANA, "similar", now)
    assert [row.introduced for row in (await drawn(stage)).rows] == [False]
    await look(stage, HANA, "introduce", now, similar=earlier.thread_id)
    await stage.deliver_all()
    assert [asked.conversation_id for asked in stage.teams.of("post")] == [now.thread_id]
    await look(stage, HANA, "similar", now)
    assert [row.introduced for row in (await drawn(stage)).rows] == [True]


async def test_what_stands_on_the_card_can_be_introduced_though_others_are_more_alike_by_now(stage: Stage) -> None:
    earlier, now = await two_alike(stage)
    await look(stage, HANA, "similar", now)
    shown = await drawn(stage)
    for _ in range(3):
        await stage.reply(KEN, await stage.post(YUI, LIKE_IT))
    await index_posts.run(stage.ports)
    follow_up = await stage.follow_up(now)
    on = await stage.store.read(
        lambda tx: live_cards.find(tx.connection, similar_slot(follow_up.id), HANA.id), stage.clock.now
    )
    assert on is not None
    given = {"follow_up": follow_up.id, "similar": earlier.thread_id}
    outcome = await stage.dispatch(Pressed(stage.chat(HANA), HANA, "introduce", given, card_activity_id=on.activity_id))
    assert isinstance(outcome.view, SimilarView)
    assert [row.thread_id for row in outcome.view.rows] == [row.thread_id for row in shown.rows]
    assert outcome.view.introduced == earlier.thread_id


async def test_who_offers_a_post_is_found_by_an_index(stage: Stage) -> None:
    _, now = await two_alike(stage)
    follow_up = await stage.follow_up(now)
    asked = await stage.store.read(
        lambda tx: plans(lambda tx: live_cards.refreshes(tx.connection, follow_up, live_cards.NOBODY), tx),
        stage.clock.now,
    )
    assert "ix_live_card_offers" in asked[1]
    assert "SCAN live_card" not in "".join(one for one in asked if "ix_live_card_offers" not in one)
