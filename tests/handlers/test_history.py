"""Posts from before us: kept and counted with all that people did about them; nobody is asked for them, no reaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from models.db import queue, statistics
from models.db.queue import Choice
from models.follow_up import Status
from models.incoming import IMPORTED, Person, PostArrived, ReactionChanged, ReplyArrived
from models.statistics.cases import cases
from models.statistics.figures import figures
from tests.handlers.thread import kept, owed
from tests.stage import DANA, HANA, KEN, MONDAY_10, SORA, TEAM, YUI, Stage

AGO = timedelta(days=60)


def long_ago(event: Any, minutes: float = 0) -> Any:
    """The same event, as history has it: sixty days ago, and some minutes."""
    at = MONDAY_10 - AGO + timedelta(minutes=minutes)
    return replace(event, envelope=replace(event.envelope, at=at, source=IMPORTED))


async def old_post(stage: Stage, by: Person | None = SORA, minutes: float = 0, **changes: Any) -> PostArrived:
    event: PostArrived = replace(long_ago(stage.posted(by), minutes), of_history=True, **changes)
    await stage.dispatch(event)
    return event


async def old_reply(
    stage: Stage, by: Person, to: PostArrived, minutes: float, text: str = "こうします。"
) -> ReplyArrived:
    event: ReplyArrived = long_ago(stage.replied(by, to, text), minutes)
    await stage.dispatch(event)
    return event


async def old_like(stage: Stage, by: Person, on: PostArrived, minutes: float) -> None:
    where = stage.envelope(on.thread_id, "1")
    await stage.dispatch(long_ago(ReactionChanged(where, on.thread_id, on.message_id, by, ("like",), ()), minutes))


async def waiting(stage: Stage) -> int:
    """How many rows the queue has."""
    view = await stage.store.read(
        lambda tx: queue.view(tx, tx.communities[TEAM].community, HANA.id, Choice("all")), stage.clock.now
    )
    return len(view.rows)


def old(minutes: float) -> datetime:
    return MONDAY_10 - AGO + timedelta(minutes=minutes)


async def test_an_old_post_is_kept_without_a_reaction_a_nudge_or_a_row_in_the_queue(stage: Stage) -> None:
    await stage.install(KEN)
    post = await old_post(stage)
    await stage.deliver_all()
    for _ in range(4):
        stage.clock.forward(days=1)
        await stage.tick()
    assert stage.teams.of("react") == []
    assert [asked.view for asked in stage.teams.of("send", KEN)][1:] == [], "the welcome alone"
    assert await waiting(stage) == 0
    row = await owed(stage, post)
    assert row.has_lapsed
    assert (row.next_nudge_at, row.is_late(stage.clock.now)) == (None, False)
    (told,) = await stage.rows()
    assert (told["captured_by"], told["posted_at"]) == ("import", "2026-10-01T01:00:00Z")
    audit = await stage.audit()
    assert (audit.posts, audit.late, audit.unreacted, audit.settled, audit.lapsed) == (1, 0, 0, 0, 1)


async def test_what_people_did_about_it_then_counts_as_when_it_was_done(stage: Stage) -> None:
    post = await old_post(stage)
    await old_like(stage, DANA, post, 5)
    await old_reply(stage, KEN, post, 30)
    row = await owed(stage, post)
    assert row.status is Status.ANSWERED
    assert (row.received_by, row.received_at) == (DANA.id, old(5))
    assert (row.answered_by, row.answered_at) == (KEN.id, old(30))
    await stage.deliver_all()
    assert stage.teams.asked == []
    assert (await stage.audit()).answered == 1


async def test_in_whatever_order_history_is_read_it_comes_out_the_same(stage: Stage) -> None:
    post = replace(long_ago(stage.posted(SORA)), of_history=True)
    reply = long_ago(stage.replied(KEN, post, "使えます。"), 20)
    more = long_ago(stage.replied(SORA, post, "もう一つ、どうすればできますか。"), 40)
    for event in (more, reply, post, post, reply):
        await stage.dispatch(event)
    row = await owed(stage, post)
    assert row.has_lapsed, "the author asked on, and nobody answered that"
    assert (row.received_by, row.reopened) == (KEN.id, 1)
    assert await waiting(stage) == 0


async def test_an_old_promise_is_not_asked_about(stage: Stage) -> None:
    await stage.install(KEN)
    await stage.deliver_all()
    post = await old_post(stage)
    await old_reply(stage, KEN, post, 30, "確認します。")
    before = len(stage.teams.asked)
    await stage.tick()
    assert len(stage.teams.asked) == before
    row = await owed(stage, post)
    assert (row.has_lapsed, row.promises_late, row.received_at) == (True, 0, old(30))


async def test_an_answer_that_comes_after_all_answers(stage: Stage) -> None:
    post = await old_post(stage)
    await stage.reply(YUI, post)
    assert (await owed(stage, post)).has_lapsed, "another member's word alone wakes nobody"
    await stage.reply(KEN, post)
    row = await owed(stage, post)
    assert (row.status, row.answered_by, row.answered_at) == (Status.ANSWERED, KEN.id, MONDAY_10)


async def test_a_promise_that_is_made_after_all_is_kept_track_of(stage: Stage) -> None:
    post = await old_post(stage)
    stage.clock.forward(minutes=1)
    await stage.reply(KEN, post, "調べてみます。")
    row = await owed(stage, post)
    assert (row.status, row.promised_by) == (Status.PROMISED, KEN.id)
    assert await waiting(stage) == 1


async def test_when_its_author_asks_on_it_is_owed_an_answer_from_then(stage: Stage) -> None:
    post, answered = await old_post(stage), await old_post(stage, YUI, 10)
    await old_reply(stage, KEN, answered, 30)
    stage.clock.forward(minutes=1)
    await stage.reply(SORA, post, "その後どうなりましたか。")
    await stage.reply(YUI, answered, "ありがとうございます！")
    row = await owed(stage, post)
    assert (row.status, row.answer_by > stage.clock.now) == (Status.WAITING, True)
    assert (await owed(stage, answered)).status is Status.ANSWERED
    assert await waiting(stage) == 1


async def test_a_responder_may_open_it_again_by_hand(stage: Stage) -> None:
    post = await old_post(stage)
    await stage.press(KEN, "reopen", post)
    assert (await owed(stage, post)).status is Status.WAITING
    await stage.react(HANA, post, added="heart")
    assert (await owed(stage, post)).status is Status.WAITING, "told anew, it stays opened"


async def test_old_edits_and_deletions_are_kept(stage: Stage) -> None:
    post, gone = await old_post(stage), await old_post(stage, YUI, 10)
    await old_reply(stage, KEN, gone, 20)
    await stage.edit(post, "書き直し")
    await stage.delete(gone)
    assert (await kept(stage, post)).text == "書き直し"
    assert ((await kept(stage, gone)).text, (await kept(stage, gone)).deleted_at) == ("", MONDAY_10)


async def test_posts_of_bots_and_of_the_pmo_open_nothing_as_ever(stage: Stage) -> None:
    for by in (None, KEN):
        assert await stage.follow_ups(await old_post(stage, by)) == ()
    assert (await stage.audit()).posts == 2


async def test_who_posted_before_us_is_no_newcomer_now(stage: Stage) -> None:
    first = await old_post(stage)
    now = await stage.post(SORA)
    assert ((await owed(stage, first)).newcomer, (await owed(stage, now)).newcomer) == (True, False)


async def test_the_earliest_post_is_the_first_in_whatever_order_history_is_read(stage: Stage) -> None:
    now = await stage.post(SORA)
    assert (await owed(stage, now)).newcomer
    posts = {minutes: await old_post(stage, SORA, minutes) for minutes in (30, 50, 10, 20)}
    for minutes, post in posts.items():
        assert (await owed(stage, post)).newcomer is (await kept(stage, post)).newcomer is (minutes == 10)
    after = await owed(stage, now)
    assert (after.newcomer, (await kept(stage, now)).newcomer) == (False, False)
    assert after.receive_by == MONDAY_10 + timedelta(minutes=30), "what was meant for it stays"
    assert after.status is Status.WAITING


async def test_history_that_is_to_be_opened_is_owed_as_any_post(stage: Stage) -> None:
    post: PostArrived = long_ago(stage.posted(SORA))
    await stage.dispatch(post)
    row = await owed(stage, post)
    assert (row.status, row.is_late(MONDAY_10)) == (Status.WAITING, True)
    await stage.deliver_all()
    assert len(stage.teams.of("react")) == 1
    assert await waiting(stage) == 1


async def test_a_post_that_teams_told_before_stays_as_it_is(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.dispatch(replace(post, of_history=True))
    assert (await owed(stage, post)).status is Status.WAITING


async def test_the_figures_hold_what_was_done_before_us(stage: Stage) -> None:
    for minutes, answers in enumerate((30, 90, None)):
        post = await old_post(stage, SORA, minutes)
        if answers:
            await old_reply(stage, KEN, post, minutes + answers)
    ledger = await stage.store.read(
        lambda tx: statistics.ledger(tx, tx.communities[TEAM].community, None), stage.clock.now
    )
    whole = figures(ledger, cases(ledger), stage.clock.now)
    assert (whole.posts, whole.owed, whole.newcomers) == (3, 3, 1)
    assert (whole.received, whole.answered, whole.lapsed, whole.settled, whole.waiting) == (2, 2, 1, 0, 0)
    assert (whole.median_to_answer, whole.p90_to_answer) == (timedelta(minutes=90), None)
