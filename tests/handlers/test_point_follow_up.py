"""The message action “follow up”."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.registry import Outcome
from models.follow_up import Status
from models.incoming import Person, Pointed, PostArrived, ReplyArrived
from models.views import DialogView, FollowUpView, NoticeView, PointView
from tests.handlers.test_hand_over import cards
from tests.handlers.thread import later, owed
from tests.stage import HANA, KEN, MIO, SORA, YUI, Stage

NOT_HEARD = {"heard": False}


def shows(outcome: Outcome) -> FollowUpView | PointView | NoticeView:
    assert isinstance(outcome.view, DialogView)
    return outcome.view.shows


def refusal(outcome: Outcome) -> str:
    found = shows(outcome)
    assert isinstance(found, NoticeView), found
    return found.key


async def asked(stage: Stage) -> tuple[PostArrived, ReplyArrived]:
    """Sora's post, answered by Ken, under which Yui asks something of her own."""
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    later(stage, minutes=5)
    reply = await stage.reply(YUI, post, "それは社外の会議でも使えますか？")
    later(stage, minutes=5)
    return post, reply


async def send(stage: Stage, by: Person, at: Any, owner: Person) -> Outcome:
    return await stage.point(by, "follow_up", at, fields={"message": at.message_id, "owner": owner.id})


async def test_the_dialog_shows_the_message_and_asks_who_shall_own_it(stage: Stage) -> None:
    post, reply = await asked(stage)
    form = shows(await stage.point(MIO, "follow_up", reply))
    assert isinstance(form, PointView)
    assert (form.author, form.text, form.message_id) == (YUI.name, reply.text, reply.message_id)
    assert form.owners[0].id == MIO.id
    assert len(await stage.follow_ups(post)) == 1, "looking changes nothing"


async def test_a_reply_gets_a_follow_up_of_its_own_author_and_owner(stage: Stage) -> None:
    post, reply = await asked(stage)
    opened = shows(await send(stage, MIO, reply, HANA))
    assert isinstance(opened, FollowUpView)
    assert (opened.part, opened.author, opened.text, opened.verbs) == (2, YUI.name, reply.text, ())
    second = await owed(stage, post, 2)
    assert (second.author_id, second.asked_id, second.owners) == (YUI.id, reply.message_id, (HANA.id,))
    assert (second.posted_at, second.since, second.opened_by) == (reply.envelope.at, stage.clock.now, MIO.id)
    assert (await owed(stage, post)).status is Status.ANSWERED
    await stage.deliver_all()
    (card,) = cards(stage, HANA)
    assert (card.asks, card.asked_by, card.link.split("?")[0].rpartition("/")[2]) == (
        "split", MIO.name, reply.message_id,
    )  # fmt: skip


async def test_the_owner_answers_it_and_its_author_opens_it_again(stage: Stage) -> None:
    post, reply = await asked(stage)
    await send(stage, MIO, reply, HANA)
    later(stage, minutes=1)
    await stage.reply(HANA, post)
    assert (await owed(stage, post, 2)).answered_by == HANA.id
    later(stage, minutes=1)
    await stage.reply(YUI, post, "もうひとつ教えてください。")
    assert (await owed(stage, post, 2)).status is Status.WAITING
    assert (await owed(stage, post)).status is Status.ANSWERED


async def test_the_dialog_sent_twice_opens_one_follow_up_and_shows_it_again(stage: Stage) -> None:
    post, reply = await asked(stage)
    await send(stage, MIO, reply, HANA)
    again = await send(stage, KEN, reply, KEN)
    assert isinstance(again.view, DialogView)
    assert again.view.title == "dialog-known"
    assert [one.part for one in await stage.follow_ups(post)] == [1, 2]
    assert (await owed(stage, post, 2)).owners == (HANA.id,)


async def test_a_message_that_has_a_follow_up_shows_how_it_stands(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    state = shows(await stage.point(MIO, "follow_up", post))
    assert isinstance(state, FollowUpView)
    assert (state.status, state.claimed_by, state.verbs) == ("claimed", KEN.name, ())


async def test_a_post_of_the_pmo_that_opened_none_gets_one(stage: Stage) -> None:
    post = await stage.post(KEN, "どなたか試した方はいますか？")
    assert await stage.follow_ups(post) == ()
    await send(stage, MIO, post, MIO)
    first = await owed(stage, post)
    assert (first.part, first.author_id, first.owners) == (1, KEN.id, (MIO.id,))
    later(stage, minutes=1)
    await stage.reply(HANA, post)
    assert (await owed(stage, post)).answered_by == HANA.id
    counted = await stage.audit()
    assert (counted.posts, counted.answered, counted.further) == (1, 1, 0)


async def test_a_bots_post_gets_one_that_is_nobodys(stage: Stage) -> None:
    post = await stage.post(None, "申込みフォームに回答がありました。")
    await send(stage, MIO, post, HANA)
    first = await owed(stage, post)
    assert (first.part, first.author_id) == (1, "")
    later(stage, minutes=1)
    await stage.reply(HANA, post)
    assert (await owed(stage, post)).status is Status.ANSWERED


async def test_under_a_post_of_the_pmo_a_reply_is_a_further_question(stage: Stage) -> None:
    post = await stage.post(KEN, "お知らせです。")
    reply = await stage.reply(SORA, post, "参加の条件はありますか？")
    later(stage, minutes=1)
    await send(stage, MIO, reply, MIO)
    assert [one.part for one in await stage.follow_ups(post)] == [2]
    counted = await stage.audit()
    assert (counted.waiting, counted.further_open) == (0, 1)


async def test_a_deleted_reply_withdraws_its_question_and_brings_it_back(stage: Stage) -> None:
    post, reply = await asked(stage)
    await send(stage, MIO, reply, HANA)
    later(stage, minutes=1)
    await stage.delete(reply)
    assert (await owed(stage, post, 2)).status is Status.WITHDRAWN
    later(stage, minutes=1)
    await stage.undelete(reply, reply.text)
    assert (await owed(stage, post, 2)).status is Status.WAITING


async def test_a_post_that_teams_never_told_us_of_is_taken_in_and_followed_up(stage: Stage) -> None:
    lost = stage.posted(SORA, "だれか教えてください。")
    later(stage, hours=1)
    state = shows(await stage.point(MIO, "follow_up", lost))
    assert isinstance(state, FollowUpView)
    assert (state.text, state.status) == (lost.text, "waiting")
    (row,) = await stage.rows()
    assert (row["captured_by"], row["author_id"], row["part"]) == ("action", SORA.id, 1)
    await stage.dispatch(lost)
    assert len(await stage.rows()) == 1, "what comes later by Teams is known already"


async def test_a_reply_that_teams_never_told_us_of_is_taken_in(stage: Stage) -> None:
    post = await stage.post(SORA)
    lost = stage.replied(YUI, post, "私も知りたいです。")
    later(stage, minutes=5)
    assert isinstance(shows(await stage.point(MIO, "follow_up", lost)), PointView)
    await send(stage, MIO, lost, MIO)
    assert (await owed(stage, post, 2)).asked_id == lost.message_id


async def test_a_reply_to_a_post_that_never_came_is_refused_with_the_way_out(stage: Stage) -> None:
    lost = stage.replied(YUI, stage.posted(SORA), "私も知りたいです。")
    assert refusal(await stage.point(MIO, "follow_up", lost)) == "refused-action-unknown"
    unsaid = stage.posted(SORA)
    assert refusal(await stage.point(MIO, "follow_up", unsaid, text=None)) == "refused-action-unknown"


@pytest.mark.parametrize("action", ["follow_up", "answer"])
async def test_a_participant_is_told_who_may_and_that_a_reply_is_welcome(stage: Stage, action: str) -> None:
    post, reply = await asked(stage)
    assert refusal(await stage.point(YUI, action, reply)) == "refused-not-responder"
    assert refusal(await stage.point(YUI, action, reply, fields={"owner": YUI.id})) == "refused-not-responder"
    assert len(await stage.follow_ups(post)) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "refused-nobody-chosen"),
        ({"owner": 7}, "refused-malformed"),
        ({"owner": SORA.id}, "refused-not-to-them"),
        ({"owner": YUI.id}, "refused-not-to-them"),
    ],
)
async def test_a_dialog_that_chooses_nobody_who_may_opens_nothing(
    stage: Stage, fields: dict[str, Any], said: str
) -> None:
    post, reply = await asked(stage)
    assert refusal(await stage.point(MIO, "follow_up", reply, fields=fields)) == said
    assert len(await stage.follow_ups(post)) == 1


async def test_what_was_deleted_a_bots_reply_and_other_places_are_refused(stage: Stage) -> None:
    post, reply = await asked(stage)
    bots = stage.replied(None, post)
    assert refusal(await stage.point(MIO, "follow_up", bots)) == "refused-action-of-bot"
    chat = Pointed(stage.chat(MIO), MIO, "follow_up", None, "1")
    assert refusal(await stage.dispatch(chat)) == "refused-action-elsewhere"
    assert refusal(await stage.point(MIO, "sing", reply)) == "refused-malformed-action"
    await stage.delete(reply)
    assert refusal(await stage.point(MIO, "follow_up", reply)) == "refused-action-deleted"
    await stage.delete(post)
    assert refusal(await stage.point(MIO, "follow_up", post)) == "refused-action-deleted"


async def test_thanks_by_who_wrote_the_reply_leave_its_answer_standing(stage: Stage) -> None:
    post, reply = await asked(stage)
    await send(stage, MIO, reply, HANA)
    later(stage, minutes=5)
    await stage.reply(HANA, post, "はい、社外の会議でも使えます。")
    later(stage, minutes=5)
    await stage.reply(YUI, post, "ありがとうございます！助かりました。")
    assert (await owed(stage, post, 2)).status is Status.ANSWERED
    later(stage, minutes=5)
    await stage.reply(YUI, post, "録音の許可は、だれに取ればよいですか？")
    assert (await owed(stage, post, 2)).status is Status.WAITING
