"""The button “split off a second question”: a further follow-up of the same thread."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from handlers.registry import Outcome
from models.follow_up import Status
from models.incoming import Person, PostArrived
from models.list_views import QueueView
from models.views import FollowUpView
from tests.handlers.test_hand_over import cards
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import DANA, HANA, KEN, MIO, MONDAY_10, SORA, YUI, Stage

ASKED = "社外の方に画面を見せてもよいですか？"


async def split(stage: Stage, post: PostArrived, to: Person = MIO, by: Person = KEN, **fields: Any) -> Outcome:
    return await stage.press(by, "split", post, **({"asked": ASKED, "owner": to.id} | fields))


async def parted(stage: Stage, to: Person = MIO) -> PostArrived:
    """Sora's post on meetings (Ken's theme), of which Ken split off a question for ``to`` after five minutes."""
    post = await stage.post(SORA, "議事録の直し方と、画面の見せ方を知りたいです。")
    later(stage, minutes=5)
    await split(stage, post, to)
    later(stage, minutes=5)
    return post


async def test_a_second_question_is_owed_from_now_on_to_its_own_owner(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=20)
    outcome = await split(stage, post)
    first, second = await owed(stage, post), await owed(stage, post, 2)
    assert (second.status, second.author_id, second.owners, second.asked) == (
        Status.WAITING, SORA.id, (MIO.id,), ASKED,
    )  # fmt: skip
    now = MONDAY_10 + timedelta(minutes=20)
    assert (second.opened_at, second.opened_by, second.posted_at) == (now, KEN.id, now)
    assert second.next_nudge_at == second.receive_by == now + timedelta(minutes=30), "a newcomer's, as the post was"
    assert second.answer_by == first.answer_by + timedelta(minutes=20)
    assert (first.status, first.splits, first.received_at) == (Status.WAITING, 1, None)
    assert notice(outcome) == ("notice-split", {"name": MIO.name})


async def test_who_is_asked_for_the_second_question_gets_its_card_and_is_told_by_whom(stage: Stage) -> None:
    await parted(stage)
    await stage.deliver_all()
    (card,) = cards(stage, MIO)
    assert (card.asks, card.asked_by, card.part, card.text) == ("split", KEN.name, 2, ASKED)
    assert cards(stage, KEN) == []


async def test_who_keeps_the_second_question_gets_its_card_too(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await split(stage, post, to=KEN)
    await stage.deliver_all()
    (card,) = cards(stage, KEN)
    assert (card.asks, card.part) == (None, 2)
    assert notice(outcome) == ("notice-split-mine", {})


async def test_who_presses_is_the_first_to_choose_from_and_the_author_is_none(stage: Stage) -> None:
    post = await stage.post(DANA)
    by_mio = await stage.press(MIO, "claim", post)
    assert isinstance(by_mio.view, FollowUpView)
    assert by_mio.view.split_to[0].id == MIO.id
    assert DANA.id not in [one.id for one in by_mio.view.split_to]
    by_author = await stage.press(DANA, "settle", post, reason="duplicate")
    assert isinstance(by_author.view, FollowUpView)
    assert DANA.id not in [one.id for one in by_author.view.split_to]


async def test_the_queue_shows_what_each_question_asks(stage: Stage) -> None:
    await parted(stage)
    outcome = await stage.say(MIO, "queue")
    assert outcome.what == "queue"
    await stage.deliver_all()
    view = stage.teams.of("send", MIO)[-1].view
    assert isinstance(view, QueueView)
    assert [(row.part, row.text) for row in view.rows] == [(2, ASKED)], "hers; the post's own is Ken's"
    assert (view.mine, view.everyone) == (1, 2)


async def test_the_owners_reply_answers_the_second_question_alone(stage: Stage) -> None:
    post = await parted(stage)
    reply = await stage.reply(MIO, post)
    first, second = await owed(stage, post), await owed(stage, post, 2)
    assert (second.status, second.answered_by, second.received_by) == (Status.ANSWERED, MIO.id, MIO.id)
    assert (first.status, first.peer_id, first.peer_by) == (Status.WAITING, reply.message_id, MIO.id)


async def test_another_responders_reply_answers_the_post_and_may_be_the_second_answer_too(stage: Stage) -> None:
    post = await parted(stage)
    reply = await stage.reply(HANA, post)
    first, second = await owed(stage, post), await owed(stage, post, 2)
    assert (first.status, first.answered_by) == (Status.ANSWERED, HANA.id)
    assert (second.status, second.peer_by, second.received_at) == (Status.WAITING, HANA.id, None)
    await stage.press(MIO, "confirm", post, part=2)
    second = await owed(stage, post, 2)
    assert (second.status, second.answered_by, second.answer_id) == (Status.ANSWERED, HANA.id, reply.message_id)


async def test_who_claimed_the_second_question_answers_it(stage: Stage) -> None:
    post = await parted(stage)
    await stage.press(HANA, "claim", post, part=2)
    later(stage, minutes=1)
    await stage.reply(HANA, post)
    assert (await owed(stage, post, 2)).answered_by == HANA.id
    assert (await owed(stage, post)).answered_by == HANA.id, "nobody named her for the second one alone"


async def test_who_owns_both_questions_answers_both(stage: Stage) -> None:
    post = await parted(stage, to=KEN)
    await stage.reply(KEN, post)
    assert [one.status for one in await stage.follow_ups(post)] == [Status.ANSWERED, Status.ANSWERED]


async def test_what_was_said_before_the_second_question_is_no_answer_to_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    late = stage.replied(MIO, post)
    later(stage, minutes=5)
    await split(stage, post)
    await stage.dispatch(late)
    assert (await owed(stage, post, 2)).status is Status.WAITING
    assert (await owed(stage, post)).answered_by == MIO.id, "she had not been asked for the second one yet"
    later(stage, minutes=1)
    await stage.edit(late, "少し直しました。")
    assert (await owed(stage, post, 2)).peer_by is None


async def test_the_authors_further_message_opens_the_first_question_alone(stage: Stage) -> None:
    post = await parted(stage)
    await stage.reply(MIO, post)
    await stage.reply(KEN, post)
    later(stage, minutes=1)
    await stage.reply(SORA, post, "もうひとつ教えてください。")
    first, second = await owed(stage, post), await owed(stage, post, 2)
    assert (first.status, first.reopened) == (Status.WAITING, 1)
    assert (second.status, second.reopened) == (Status.ANSWERED, 0)


async def test_a_question_can_be_split_off_what_was_answered_and_reopened_by_the_author(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    later(stage, minutes=1)
    await stage.reply(SORA, post, "もうひとつ教えてください。")
    await split(stage, post)
    assert [one.status for one in await stage.follow_ups(post)] == [Status.WAITING, Status.WAITING]
    await stage.press(KEN, "settle", post, reason="answered_elsewhere")
    await split(stage, post, by=HANA, asked="三つ目です。")
    assert [one.part for one in await stage.follow_ups(post)] == [1, 2, 3]


async def test_the_second_question_has_a_life_of_its_own(stage: Stage) -> None:
    post = await parted(stage)
    await stage.press(MIO, "promise", post, part=2, until="2026-12-02")
    assert (await owed(stage, post)).status is Status.WAITING
    await stage.press(MIO, "settle", post, part=2, reason="duplicate")
    await stage.press(MIO, "reopen", post, part=2)
    second = await owed(stage, post, 2)
    assert (second.status, second.received_by, second.asked) == (Status.WAITING, MIO.id, ASKED)


async def test_each_question_is_nudged_to_its_own_owner(stage: Stage) -> None:
    await parted(stage)
    await stage.deliver_all()
    stage.clock.forward(days=1, minutes=30)
    await stage.tick()
    assert {(card.part, card.asks) for card in cards(stage, KEN)} == {(1, "owner")}
    assert {(card.part, card.asks) for card in cards(stage, MIO)} == {(2, "split"), (2, "owner")}


async def test_a_deleted_post_takes_every_question_and_its_words_along_and_brings_them_back(stage: Stage) -> None:
    post = await parted(stage)
    await stage.press(MIO, "claim", post, part=2)
    later(stage, minutes=1)
    await stage.delete(post)
    assert [one.status for one in await stage.follow_ups(post)] == [Status.WITHDRAWN, Status.WITHDRAWN]
    assert [one.asked for one in await stage.follow_ups(post)] == ["", ""]
    later(stage, minutes=1)
    await stage.undelete(post, "議事録の直し方と、画面の見せ方を知りたいです。")
    first, second = await stage.follow_ups(post)
    assert (first.status, second.status, second.claimed_by) == (Status.WAITING, Status.CLAIMED, MIO.id)
    outcome = await stage.press(MIO, "settle", post, part=2)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.text.startswith("議事録の直し方"), "the words for it are gone; the post's stand in for them"


async def test_the_same_press_told_twice_opens_one_question(stage: Stage) -> None:
    post = await stage.post(SORA)
    await split(stage, post, version=1)
    again = await split(stage, post, version=1)
    assert [one.part for one in await stage.follow_ups(post)] == [1, 2]
    assert notice(again) == ("notice-already-done", {})
    await stage.deliver_all()
    assert len(cards(stage, MIO)) == 1


async def test_two_people_may_each_split_off_a_question_from_the_same_card(stage: Stage) -> None:
    post = await stage.post(SORA)
    await split(stage, post, version=1)
    await split(stage, post, by=HANA, version=1, asked="費用はどこが持ちますか？")
    assert [(one.part, one.opened_by) for one in await stage.follow_ups(post)] == [
        (1, None), (2, KEN.id), (3, HANA.id),
    ]  # fmt: skip


async def test_every_post_counts_once_and_further_questions_beside(stage: Stage) -> None:
    post = await parted(stage)
    await stage.reply(MIO, post)
    await split(stage, post, by=HANA, asked="三つ目です。")
    counted = await stage.audit()
    assert (counted.posts, counted.waiting, counted.answered) == (1, 1, 0)
    assert (counted.further, counted.further_open) == (2, 1)
    rows = await stage.rows()
    assert [(row["part"], row["status"], row["author_id"]) for row in rows] == [
        (1, "waiting", SORA.id), (2, "answered", SORA.id), (3, "waiting", SORA.id),
    ]  # fmt: skip
    stats = await stage.say(YUI, "stats")
    assert stats.what == "stats"
    await stage.deliver_all()
    known = stage.teams.of("send", YUI)[-1].view.report.figures  # type: ignore[union-attr]  # its figures
    assert (known.owed, known.answered, known.waiting) == (1, 0, 1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"asked": "  "}, ("refused-nothing-asked", {})),
        ({"asked": "問" * 301}, ("refused-asked-too-long", {"limit": 300})),
        ({"asked": 7}, ("refused-malformed", {})),
        ({"owner": ""}, ("refused-nobody-chosen", {})),
        ({"owner": SORA.id}, ("refused-not-to-them", {})),
        ({"owner": YUI.id}, ("refused-not-to-them", {})),
    ],
)
async def test_a_split_that_says_too_little_opens_nothing_and_says_what_is_missing(
    stage: Stage, fields: dict[str, Any], said: tuple[str, dict[str, Any]]
) -> None:
    post = await stage.post(SORA)
    assert notice(await split(stage, post, **fields)) == said
    assert len(await stage.follow_ups(post)) == 1


async def test_a_participant_splits_off_nothing(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await split(stage, post, by=YUI)
    assert outcome.view is not None
    assert getattr(outcome.view, "key", "") == "refused-not-responder"
    assert len(await stage.follow_ups(post)) == 1


async def test_of_a_deleted_post_that_was_answered_nothing_is_split_off(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    later(stage, minutes=5)
    await stage.delete(post)
    outcome = await split(stage, post)
    assert notice(outcome) == ("refused-withdrawn", {})
    assert isinstance(outcome.view, FollowUpView)
    assert "split" not in outcome.view.verbs
    assert len(await stage.follow_ups(post)) == 1


async def test_of_a_deleted_post_nothing_is_split_off(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.delete(post)
    assert notice(await split(stage, post)) == ("refused-withdrawn", {})
    assert len(await stage.follow_ups(post)) == 1


async def test_a_split_is_not_undone_but_closed_on_its_own_card(stage: Stage) -> None:
    post = await stage.post(SORA)
    outcome = await split(stage, post, version=1)
    assert isinstance(outcome.view, FollowUpView)
    assert outcome.view.undo is None
    tried = await stage.press(KEN, "undo", post, undo_verb="split", undo_version=1)
    assert notice(tried) == ("refused-undo-split", {})
    assert len(await stage.follow_ups(post)) == 2
