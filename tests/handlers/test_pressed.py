"""Buttons: what each does, to whom it says no, and what a forged card cannot do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from handlers.registry import Outcome
from models.follow_up import Status
from models.incoming import Pressed
from models.views import FollowUpView, NoticeView
from tests.handlers.thread import answered_post, later, owed
from tests.stage import DANA, HANA, KEN, MIO, MONDAY_10, SORA, YUI, Stage, person

ALL = ("claim", "receive", "write_answer", "hand_over", "release", "promise", "settle", "reopen", "answer", "confirm")


def notice(outcome: Outcome) -> tuple[str, dict[str, Any]]:
    """The sentence on top of the card that a press got."""
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.notice is not None
    return outcome.view.notice


async def test_claim_makes_it_mine_for_eight_hours_and_quiet_for_four(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await stage.press(KEN, "claim", post)
    now = await owed(stage, post)
    assert (now.status, now.claimed_by, now.claim_until) == (Status.CLAIMED, KEN.id, MONDAY_10 + timedelta(days=1))
    assert now.next_nudge_at == MONDAY_10 + timedelta(hours=5)
    assert notice(outcome)[0] == "notice-claimed"
    assert isinstance(outcome.view, FollowUpView)
    assert (outcome.view.mine, outcome.view.claimed_by, outcome.view.version) == (True, KEN.name, now.version)


async def test_claim_of_what_another_claimed_or_promised_names_them(stage: Stage) -> None:
    claimed, promised = await stage.post(SORA), await stage.post(SORA)
    await stage.press(KEN, "claim", claimed)
    await stage.press(KEN, "promise", promised, until="2026-12-02")
    for post in (claimed, promised):
        before = await owed(stage, post)
        for verb, fields in (("claim", {}), ("promise", {"until": "2026-12-03"})):
            said = notice(await stage.press(MIO, verb, post, **fields))
            assert said == ("refused-claimed-by-other", {"name": KEN.name})
        assert await owed(stage, post) == before


async def test_release_gives_it_back_and_only_who_claimed_may(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    assert notice(await stage.press(MIO, "release", post)) == ("refused-not-yours", {"name": KEN.name})
    assert (await owed(stage, post)).claimed_by == KEN.id
    assert notice(await stage.press(KEN, "release", post))[0] == "notice-released"
    now = await owed(stage, post)
    assert (now.status, now.claimed_by, now.next_nudge_at) == (Status.WAITING, None, MONDAY_10 + timedelta(minutes=30))


async def test_release_of_what_nobody_claimed_is_refused(stage: Stage) -> None:
    post = await stage.post(SORA)
    assert notice(await stage.press(KEN, "release", post))[0] == "refused-not-open"
    await stage.press(KEN, "promise", post, until="2026-12-02")
    assert notice(await stage.press(KEN, "release", post))[0] == "refused-not-open"


async def test_promise_is_a_receipt_and_is_said_in_the_thread_once(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await stage.press(KEN, "promise", post, until="2026-12-02", word=" 担当の部署に確かめます。 ")
    await stage.press(KEN, "promise", post, until="2026-12-02", word="担当の部署に確かめます。", version=1)
    await stage.deliver_all()
    now = await owed(stage, post)
    assert (now.status, now.promised_by, now.received_by) == (Status.PROMISED, KEN.id, KEN.id)
    assert now.promised_until == MONDAY_10 + timedelta(days=2, hours=8)
    assert notice(outcome)[0] == "notice-promised"
    (said,) = stage.teams.of("post")
    assert said.conversation_id == post.thread_id
    assert said.said is not None
    assert (said.said.key, said.said.values["word"]) == ("post-promise-word", "担当の部署に確かめます。")


@pytest.mark.parametrize(
    ("fields", "no"),
    [
        ({"until": "2026-11-29"}, "refused-promise-in-past"),
        ({"until": "2027-02-01"}, "refused-promise-too-far"),
        ({"until": "9999-12-31"}, "refused-promise-too-far"),
        ({"until": "0001-01-01"}, "refused-promise-in-past"),
        ({}, "refused-promise-no-date"),
        ({"until": ""}, "refused-promise-no-date"),
        ({"until": None}, "refused-promise-no-date"),
        ({"until": "tomorrow"}, "refused-promise-no-date"),
        ({"until": 20261202}, "refused-promise-no-date"),
        ({"until": ["2026-12-02"]}, "refused-promise-no-date"),
        ({"until": "2026-12-02", "word": "長" * 501}, "refused-word-too-long"),
        ({"until": "2026-12-02", "word": {"a": 1}}, "refused-malformed"),
    ],
)
async def test_a_promise_that_cannot_be_kept_or_read_is_refused(stage: Stage, fields: dict[str, Any], no: str) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    assert notice(await stage.press(KEN, "promise", post, **fields))[0] == no
    assert await owed(stage, post) == before
    await stage.deliver_all()
    assert stage.teams.of("post") == []


async def test_settle_keeps_the_reason_and_the_own_words(stage: Stage) -> None:
    for fields, kept in (
        ({"reason": "duplicate"}, "duplicate"),
        ({"reason": "duplicate", "words": "先週の投稿と同じです。"}, "duplicate: 先週の投稿と同じです。"),
        ({"reason": "other", "words": " 社内の窓口に案内しました。 "}, "other: 社内の窓口に案内しました。"),
        ({"words": "電話で話しました。"}, "other: 電話で話しました。"),
    ):
        post = await stage.post(SORA)
        assert notice(await stage.press(KEN, "settle", post, **fields))[0] == "notice-settled"
        now = await owed(stage, post)
        assert (now.status, now.settled_by, now.settled_reason) == (Status.SETTLED, KEN.id, kept)
        assert (now.next_nudge_at, now.received_at) == (None, None)


async def test_settle_without_a_reason_that_we_know_is_refused(stage: Stage) -> None:
    post = await stage.post(SORA)
    for fields, no in (
        ({}, "refused-no-reason"),
        ({"reason": "other"}, "refused-no-reason"),
        ({"reason": "other", "words": "  "}, "refused-no-reason"),
        ({"reason": "because"}, "refused-malformed"),
        ({"reason": ["duplicate"]}, "refused-malformed"),
        ({"reason": "other", "words": "長" * 501}, "refused-word-too-long"),
    ):
        assert notice(await stage.press(KEN, "settle", post, **fields))[0] == no
    assert (await owed(stage, post)).status is Status.WAITING


async def test_reopen_lets_it_wait_again_and_is_refused_while_it_waits(stage: Stage) -> None:
    post = await answered_post(stage)
    assert notice(await stage.press(MIO, "reopen", post))[0] == "notice-reopened"
    now = await owed(stage, post)
    assert (now.status, now.reopened, now.answer_id) == (Status.WAITING, 1, None)
    assert notice(await stage.press(MIO, "reopen", post))[0] == "refused-not-closed"
    assert (await owed(stage, post)).reopened == 1


async def test_reopened_by_hand_it_stays_so_whatever_else_happens_in_the_thread(stage: Stage) -> None:
    post = await answered_post(stage)
    await stage.press(MIO, "reopen", post)
    later(stage, minutes=1)
    await stage.react(HANA, post, added="like")
    await stage.reply(YUI, post, "わたしも困っています。")
    now = await owed(stage, post)
    assert (now.status, now.received_by, now.peer_by) == (Status.WAITING, KEN.id, YUI.id)


@pytest.mark.parametrize("closed", ["answered", "settled", "withdrawn"])
async def test_what_is_closed_takes_no_act_but_reopen(stage: Stage, closed: str) -> None:
    post = await (answered_post(stage) if closed == "answered" else stage.post(SORA))
    if closed == "settled":
        await stage.press(KEN, "settle", post, reason="duplicate")
    if closed == "withdrawn":
        await stage.delete(post)
    before = await owed(stage, post)
    refused = "refused-withdrawn" if closed == "withdrawn" else "refused-already-closed"
    fields = {"until": "2026-12-02", "reason": "duplicate"}
    for verb in set(ALL) - ({"reopen"} if closed != "withdrawn" else set()):
        assert notice(await stage.press(MIO, verb, post, **fields))[0] == refused
    assert await owed(stage, post) == before


async def test_with_nothing_to_confirm_there_is_nothing_confirmed(stage: Stage) -> None:
    post = await stage.post(SORA)
    for verb in ("answer", "confirm"):
        assert notice(await stage.press(KEN, verb, post))[0] == "refused-nothing-to-confirm"


@pytest.mark.parametrize("who", [SORA, YUI, person(999, "見知らぬ人")], ids=["author", "participant", "stranger"])
async def test_who_is_no_responder_gets_a_sentence_and_changes_nothing(stage: Stage, who: Any) -> None:
    post = await stage.post(SORA)
    before = await owed(stage, post)
    for verb in ALL:
        outcome = await stage.press(who, verb, post, until="2026-12-02", reason="duplicate")
        assert outcome.view == NoticeView("refused-not-responder", {})
    assert await owed(stage, post) == before


async def test_a_press_from_another_tenant_finds_nothing(stage: Stage) -> None:
    post = await stage.post(SORA)
    row = await owed(stage, post)
    where = stage.envelope("a:x", "1", tenant_id="22222222-2222-4222-8222-222222222222", channel_id=None, team_id=None)
    outcome = await stage.dispatch(Pressed(where, KEN, "claim", {"follow_up": row.id, "version": 1}))
    assert outcome.view == NoticeView("refused-unknown-follow-up", {})
    assert (await owed(stage, post)).status is Status.WAITING


async def test_an_advisor_answers_in_the_language_they_read(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await stage.press(DANA, "claim", post)
    assert outcome.to is not None
    assert outcome.to.language == "en"
