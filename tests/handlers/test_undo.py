"""The button “undo”: what was done by a button is as if it had not been, here and in Teams; and to whom it says no."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from jobs import nudge
from models.db.tables.outbox import outbox
from models.follow_up import FollowUp, Status
from models.incoming import Person, PostArrived
from models.outgoing import RetryLater, Uncertain
from models.views import FollowUpView, NoticeView
from tests.handlers.test_hand_over import cards
from tests.handlers.test_pressed import notice
from tests.handlers.thread import answered_post, later, owed
from tests.stage import HANA, KEN, MIO, SORA, YUI, Stage

ACTS: dict[str, dict[str, Any]] = {
    "claim": {},
    "receive": {},
    "promise": {"until": "2026-12-02"},
    "write_answer": {"text": "こうします。"},
    "hand_over": {"to": MIO.id},
    "settle": {"reason": "duplicate", "words": "先週の投稿です"},
}


async def posted_as(stage: Stage, post: PostArrived) -> str | None:
    """The id that Teams gave the one line that was posted in a thread."""
    query = select(outbox.c.outcome).where(outbox.c.kind == "post", outbox.c.lane == post.thread_id)
    found: str | None = await stage.store.read(lambda tx: tx.connection.execute(query).scalar_one(), stage.clock.now)
    return found


async def undo(stage: Stage, by: Person, post: PostArrived, verb: str, version: int) -> FollowUpView:
    """Presses the button that undoes ``verb``; gives the card that answers."""
    outcome = await stage.press(by, "undo", post, undo_verb=verb, undo_version=version)
    assert isinstance(outcome.view, FollowUpView)
    return outcome.view


async def done(stage: Stage, by: Person, post: PostArrived, verb: str, **fields: Any) -> int:
    """Presses a button, which must work and offer its undoing. Gives the version of the card that was pressed."""
    version = (await owed(stage, post)).version
    outcome = await stage.press(by, verb, post, **fields)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.undo == (verb, version)
    return version


def less_version(known: FollowUp) -> FollowUp:
    return replace(known, version=0)


async def assert_undone(stage: Stage, by: Person, post: PostArrived, verb: str, **fields: Any) -> None:
    before = await owed(stage, post)
    version = await done(stage, by, post, verb, **fields)
    later(stage, seconds=59)
    card = await undo(stage, by, post, verb, version)
    assert card.notice is not None
    assert card.notice[0].startswith("notice-undone")
    assert card.undo is None
    after = await owed(stage, post)
    assert less_version(after) == less_version(before)
    assert after.version == version + 2
    await stage.reply(YUI, post, "わたしも知りたいです。")
    told = await owed(stage, post)
    assert less_version(replace(told, peer_id=None, peer_by=None, peer_at=None)) == less_version(
        replace(before, peer_id=None, peer_by=None, peer_at=None)
    )


@pytest.mark.parametrize("verb", ACTS)
async def test_an_act_on_a_post_that_waits_is_as_if_it_had_not_been(stage: Stage, verb: str) -> None:
    post = await stage.post(SORA)
    await assert_undone(stage, KEN, post, verb, **ACTS[verb])


@pytest.mark.parametrize("verb", ["release", "promise", "hand_over", "write_answer", "settle"])
async def test_an_act_on_what_one_holds_leaves_it_with_them(stage: Stage, verb: str) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    later(stage, minutes=5)
    await assert_undone(stage, KEN, post, verb, **ACTS.get(verb, {}))


async def test_a_moved_promise_has_its_first_day_again_and_is_counted_by_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, until="2026-12-01")
    later(stage, minutes=2)
    await assert_undone(stage, KEN, post, "promise", until="2026-12-04", word="もう少しかかります。")
    stage.clock.forward(days=2)
    await stage.reply(KEN, post)
    now = await owed(stage, post)
    assert (now.promises_kept, now.promises_late) == (0, 1)


async def test_what_was_closed_by_a_button_is_open_again_and_what_was_opened_closed(stage: Stage) -> None:
    held, peer, closed = await stage.post(SORA), await stage.post(SORA), await answered_post(stage)
    await stage.reply(KEN, held, "調べてみます。")
    await stage.reply(YUI, peer, "こうしています。")
    later(stage, minutes=1)
    await assert_undone(stage, KEN, held, "still_owed")
    later(stage, minutes=1)
    await assert_undone(stage, KEN, held, "answer")
    await assert_undone(stage, KEN, peer, "confirm")
    await assert_undone(stage, MIO, closed, "reopen")
    assert (await owed(stage, held)).held_id is not None
    assert (await owed(stage, closed)).status is Status.ANSWERED


async def test_thanks_are_taken_back_and_may_be_written_anew(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(YUI, post, "こうしています。")
    later(stage, minutes=1)
    await stage.press(HANA, "confirm", post)
    version = await done(stage, HANA, post, "thank", thanks="たすかりました。")
    await stage.deliver_all()
    card = await undo(stage, HANA, post, "thank", version)
    assert (card.notice, card.verbs) == (("notice-undone-line", {}), ("thank", "reopen", "split", "choose_theme"))
    assert notice(await stage.press(HANA, "thank", post, thanks="ありがとうございました。"))[0] == "notice-thanked"
    await stage.deliver_all()
    assert len(stage.teams.of("take_back")) == 1
    said = [asked.said.values["text"] for asked in stage.teams.of("post") if asked.said]
    assert said == ["たすかりました。", "ありがとうございました。"]


async def test_the_question_after_a_holding_reply_is_not_asked_a_second_time(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post, "調べてみます。")
    await stage.deliver_all()
    later(stage, minutes=1)
    version = await done(stage, KEN, post, "promise", until="2026-12-02")
    await undo(stage, KEN, post, "promise", version)
    await stage.deliver_all()
    assert len(cards(stage, KEN)) == 1


async def test_an_undone_nudge_pace_is_that_of_before_and_not_sooner(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, hours=3)
    await nudge.run(stage.ports)
    before = await owed(stage, post)
    assert (before.nudges, before.rung) == (1, 1)
    version = await done(stage, KEN, post, "claim")
    await undo(stage, KEN, post, "claim", version)
    now = await owed(stage, post)
    assert (now.next_nudge_at, now.rung) == (before.next_nudge_at, 1)
    assert await nudge.run(stage.ports) == 0


async def test_a_line_that_waits_is_not_posted_and_one_that_stands_is_deleted(stage: Stage) -> None:
    for verb in ("promise", "write_answer"):
        waits, stands = await stage.post(SORA), await stage.post(SORA)
        await stage.deliver_all()
        for post in (waits, stands):
            version = await done(stage, KEN, post, verb, **ACTS[verb])
            if post is stands:
                await stage.deliver_all()
            card = await undo(stage, KEN, post, verb, version)
            assert card.notice == ("notice-undone-line", {})
        await stage.deliver_all()
        assert [asked.conversation_id for asked in stage.teams.of("post")][-1] == stands.thread_id
        assert [asked.conversation_id for asked in stage.teams.of("post")].count(waits.thread_id) == 0
        deleted = stage.teams.of("take_back")[-1]
        assert deleted.conversation_id == stands.thread_id
        assert deleted.activity_id == await posted_as(stage, stands)
    assert len(stage.teams.of("take_back")) == 2


async def test_a_line_that_teams_put_off_never_leaves_once_it_is_undone(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.teams.answers["post"] = [RetryLater("429", timedelta(seconds=5))]
    version = await done(stage, KEN, post, "promise", until="2026-12-02")
    await stage.deliver()
    await undo(stage, KEN, post, "promise", version)
    await stage.deliver_all()
    assert (stage.teams.of("post"), stage.teams.of("take_back")) == ([], [])


async def test_a_line_of_which_nobody_knows_is_said_to_stand_perhaps(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.teams.answers["post"] = [Uncertain("the connection was cut")]
    version = await done(stage, KEN, post, "promise", until="2026-12-02")
    await stage.deliver_all()
    card = await undo(stage, KEN, post, "promise", version)
    assert card.notice == ("notice-undone-unsure", {})
    await stage.deliver_all()
    assert stage.teams.of("take_back") == []
    assert (await stage.audit()).uncertain == 1


async def test_a_promise_given_again_after_an_undo_is_posted_anew(stage: Stage) -> None:
    post = await stage.post(SORA)
    version = await done(stage, KEN, post, "promise", until="2026-12-02")
    await undo(stage, KEN, post, "promise", version)
    await stage.press(KEN, "promise", post, until="2026-12-03")
    await stage.deliver_all()
    (said,) = [asked.said for asked in stage.teams.of("post") if asked.said]
    assert said.values["until"].isoformat() == "2026-12-03"
    assert stage.teams.of("take_back") == []


async def test_who_was_asked_by_name_is_not_told_or_has_a_card_that_is_true(stage: Stage) -> None:
    waits, told = await stage.post(SORA), await stage.post(SORA)
    for post in (waits, told):
        version = await done(stage, KEN, post, "hand_over", to=MIO.id)
        if post is told:
            await stage.deliver_all()
        await undo(stage, KEN, post, "hand_over", version)
    await stage.deliver_all()
    (sent,) = cards(stage, MIO)
    drawn = stage.teams.of("refresh", MIO)[-1].view
    assert isinstance(drawn, FollowUpView)
    assert (drawn.follow_up_id, drawn.status, drawn.asks, drawn.mine) == (sent.follow_up_id, "waiting", None, False)


async def test_who_takes_a_decline_back_has_it_again_and_who_asked_sees_so(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    await stage.deliver_all()
    before = await owed(stage, post)
    version = await done(stage, MIO, post, "decline")
    await stage.deliver_all()
    assert [card.asks for card in cards(stage, KEN)] == ["declined"]
    card = await undo(stage, MIO, post, "decline", version)
    assert less_version(await owed(stage, post)) == less_version(before)
    assert "decline" in card.verbs
    await stage.deliver_all()
    drawn = stage.teams.of("refresh", KEN)[-1].view
    assert isinstance(drawn, FollowUpView)
    assert (drawn.asks, drawn.claimed_by) == (None, MIO.name)


async def test_pressed_twice_it_is_undone_once_and_the_act_brought_again_stays_undone(stage: Stage) -> None:
    post = await stage.post(SORA)
    version = await done(stage, KEN, post, "claim")
    shown = (await owed(stage, post)).version
    press = {"undo_verb": "claim", "undo_version": version, "version": shown}
    await stage.press(KEN, "undo", post, **press)
    now = await owed(stage, post)
    assert now.status is Status.WAITING
    assert notice(await stage.press(KEN, "undo", post, **press))[0] == "notice-already-done"
    assert notice(await stage.press(KEN, "claim", post, version=version))[0] == "notice-already-done"
    assert await owed(stage, post) == now


async def test_a_press_brought_again_offers_its_undoing_still(stage: Stage) -> None:
    post = await stage.post(SORA)
    version = await done(stage, KEN, post, "claim")
    outcome = await stage.press(KEN, "claim", post, version=version)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.undo == ("claim", version)
    later(stage, seconds=61)
    outcome = await stage.press(KEN, "claim", post, version=version)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.undo is None


@pytest.mark.parametrize("verb", ACTS)
async def test_after_a_minute_it_is_refused_and_the_card_offers_it_no_more(stage: Stage, verb: str) -> None:
    post = await stage.post(SORA)
    version = await done(stage, KEN, post, verb, **ACTS[verb])
    now = await owed(stage, post)
    later(stage, seconds=60, microseconds=1)
    card = await undo(stage, KEN, post, verb, version)
    assert card.notice == ("refused-undo-too-late", {"verb": verb})
    assert card.undo is None
    assert await owed(stage, post) == now


async def test_only_who_did_it_may_undo_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    version = await done(stage, KEN, post, "claim")
    now = await owed(stage, post)
    assert (await undo(stage, MIO, post, "claim", version)).notice == ("refused-nothing-to-undo", {})
    outcome = await stage.press(SORA, "undo", post, undo_verb="claim", undo_version=version)
    assert outcome.view == NoticeView("refused-not-responder", {})
    assert await owed(stage, post) == now


async def test_what_anybody_did_since_is_not_undone_with_it(stage: Stage) -> None:
    own, others = await stage.post(SORA), await stage.post(SORA)
    first = await done(stage, KEN, own, "claim")
    second = await done(stage, KEN, own, "promise", until="2026-12-02")
    assert (await undo(stage, KEN, own, "claim", first)).notice == ("refused-undo-not-last", {})
    version = await done(stage, KEN, others, "hand_over", to=MIO.id)
    await stage.press(MIO, "promise", others, until="2026-12-02")
    said = (await undo(stage, KEN, others, "hand_over", version)).notice
    assert said == ("refused-undo-other-since", {"name": MIO.name})
    await undo(stage, KEN, own, "promise", second)
    now = await owed(stage, own)
    assert (now.status, now.claimed_by) == (Status.CLAIMED, KEN.id)


async def test_of_a_post_that_was_deleted_since_nothing_is_owed_by_an_undo(stage: Stage) -> None:
    claimed, settled = await stage.post(SORA), await stage.post(SORA)
    version = await done(stage, KEN, claimed, "claim")
    await stage.delete(claimed)
    assert (await undo(stage, KEN, claimed, "claim", version)).notice == ("refused-withdrawn", {})
    version = await done(stage, KEN, settled, "settle", reason="duplicate")
    await stage.delete(settled)
    assert (await undo(stage, KEN, settled, "settle", version)).notice == ("notice-undone", {})
    assert (await owed(stage, settled)).status is Status.WITHDRAWN


async def test_what_the_thread_went_on_from_is_not_undone(stage: Stage) -> None:
    answered, asked, harmless = await stage.post(SORA), await stage.post(SORA), await stage.post(SORA)
    version = await done(stage, KEN, answered, "promise", until="2026-12-02")
    later(stage, seconds=10)
    await stage.reply(HANA, answered)
    said = (await undo(stage, KEN, answered, "promise", version)).notice
    assert said == ("refused-undo-thread-since", {})
    assert (await owed(stage, answered)).promises_kept == 1
    version = await done(stage, KEN, asked, "settle", reason="duplicate")
    later(stage, seconds=10)
    await stage.reply(SORA, asked, "まだ動きません。")
    assert (await undo(stage, KEN, asked, "settle", version)).notice == ("refused-undo-thread-since", {})
    version = await done(stage, KEN, harmless, "claim")
    later(stage, seconds=10)
    await stage.react(HANA, harmless, added="like")
    await stage.reply(YUI, harmless, "わたしも知りたいです。")
    assert (await undo(stage, KEN, harmless, "claim", version)).notice == ("notice-undone", {})
    now = await owed(stage, harmless)
    assert (now.status, now.received_by, now.peer_by) == (Status.WAITING, HANA.id, YUI.id)


async def test_an_undo_is_not_undone_and_a_card_is_not_believed(stage: Stage) -> None:
    post = await stage.post(SORA)
    version = await done(stage, KEN, post, "claim")
    shown = (await owed(stage, post)).version
    await undo(stage, KEN, post, "claim", version)
    for verb, number, no in (
        ("undo", shown, "refused-nothing-to-undo"),
        ("claim", version, "refused-nothing-to-undo"),
        ("claim", 99, "refused-nothing-to-undo"),
        ("claim", "1", "refused-malformed"),
        ("claim", True, "refused-malformed"),
        (["claim"], 1, "refused-malformed"),
        (None, None, "refused-malformed"),
    ):
        outcome = await stage.press(KEN, "undo", post, undo_verb=verb, undo_version=number)
        assert notice(outcome)[0] == no, (verb, number)


async def test_pressing_what_is_so_already_offers_nothing_to_undo(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    outcome = await stage.press(KEN, "claim", post)
    assert isinstance(outcome.view, FollowUpView)
    assert (notice(outcome)[0], outcome.view.undo) == ("notice-claimed", None)
