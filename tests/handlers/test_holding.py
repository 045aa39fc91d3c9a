"""A reply with a holding word: its writer is asked what it was, and says so in one press."""

from __future__ import annotations

from datetime import date, timedelta

from models.follow_up import Status
from models.incoming import PostArrived
from models.views import FollowUpView, StatsView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import DANA, KEN, MIO, MONDAY_10, SORA, YUI, Stage

HOLDING = "担当に聞いて、確認します。"
NEXT_DAY = MONDAY_10 + timedelta(days=1)


async def held(stage: Stage) -> PostArrived:
    """Sora's post, to which Ken replied at ten that he will look into it."""
    post = await stage.post(SORA)
    await stage.reply(KEN, post, HOLDING)
    return post


async def asked(stage: Stage) -> FollowUpView:
    """The card on which Ken is asked."""
    await stage.deliver_all()
    (sent,) = stage.teams.of("send", KEN)
    assert isinstance(sent.view, FollowUpView)
    return sent.view


async def test_the_card_proposes_the_day_and_one_press_tells_it_to_the_author(stage: Stage) -> None:
    post = await held(stage)
    card = await asked(stage)
    assert (card.asks, card.proposed, card.verbs[:2]) == ("holding", date(2026, 12, 1), ("answer", "still_owed"))
    assert card.proposed is not None
    outcome = await stage.press(KEN, "promise", post, until=card.proposed.isoformat())
    assert notice(outcome) == ("notice-promised", {"until": date(2026, 12, 1)})
    now = await owed(stage, post)
    assert (now.status, now.promised_until, now.held_id) == (Status.PROMISED, MONDAY_10 + timedelta(hours=32), None)
    await stage.deliver_all()
    (said,) = stage.teams.of("post")
    assert said.said is not None
    assert (said.conversation_id, said.said.key) == (post.thread_id, "post-promise")
    assert said.said.values == {"name": KEN.name, "until": date(2026, 12, 1)}


async def test_that_it_still_needs_an_answer_ends_the_question_and_keeps_the_promise(stage: Stage) -> None:
    post = await held(stage)
    await asked(stage)
    later(stage, minutes=5)
    outcome = await stage.press(KEN, "still_owed", post)
    assert notice(outcome) == ("notice-still-owed", {"until": NEXT_DAY})
    assert isinstance(outcome.view, FollowUpView)
    assert (outcome.view.asks, outcome.view.proposed, outcome.view.verbs[0]) == (None, None, "write_answer")
    now = await owed(stage, post)
    assert (now.status, now.promised_by, now.promised_until) == (Status.PROMISED, KEN.id, NEXT_DAY)
    assert (now.held_id, now.held_at) == (None, None)
    assert now.next_nudge_at == NEXT_DAY - timedelta(hours=17), "two working hours before, the evening between"
    await stage.deliver_all()
    assert stage.teams.of("post") == [], "the author has read the reply itself"


async def test_another_responder_may_say_so_and_a_participant_may_not(stage: Stage) -> None:
    post = await held(stage)
    await asked(stage)
    refused = await stage.press(YUI, "still_owed", post)
    assert getattr(refused.view, "key", "") == "refused-not-responder"
    assert (await owed(stage, post)).held_id is not None
    outcome = await stage.press(DANA, "still_owed", post)
    assert notice(outcome)[0] == "notice-still-owed"
    await stage.deliver_all()
    (drawn,) = stage.teams.of("refresh", KEN)
    assert isinstance(drawn.view, FollowUpView)
    assert drawn.view.asks is None, "the card of who was asked asks no more"
    assert "answer" not in drawn.view.verbs


async def test_without_a_question_there_is_nothing_to_say(stage: Stage) -> None:
    waiting, promised, closed = [await stage.post(SORA) for _ in range(3)]
    await stage.press(KEN, "promise", promised, until="2026-12-02")
    await stage.reply(KEN, closed)
    for post in (waiting, promised):
        assert notice(await stage.press(KEN, "still_owed", post))[0] == "refused-no-question"
    assert notice(await stage.press(KEN, "still_owed", closed))[0] == "refused-already-closed"


async def test_it_is_said_once_however_often_teams_brings_the_press(stage: Stage) -> None:
    post = await held(stage)
    row = await owed(stage, post)
    await stage.press(KEN, "still_owed", post)
    assert notice(await stage.press(KEN, "still_owed", post, version=row.version))[0] == "notice-already-done"
    assert notice(await stage.press(MIO, "still_owed", post))[0] == "refused-no-question"


async def test_it_stays_said_when_the_thread_is_told_anew_and_nobody_is_asked_twice(stage: Stage) -> None:
    post = await stage.post(SORA)
    late = stage.replied(YUI, post)
    later(stage, minutes=1)
    await stage.reply(KEN, post, HOLDING)
    later(stage, minutes=1)
    await stage.press(KEN, "still_owed", post)
    before = await owed(stage, post)
    await stage.dispatch(late)
    now = await owed(stage, post)
    assert (now.peer_by, now.held_id, now.promised_until) == (YUI.id, None, before.promised_until)
    await stage.deliver_all()
    assert [one.to for one in stage.teams.of("send")].count(KEN.id) <= 1


async def test_an_answer_that_comes_to_light_later_overtakes_it(stage: Stage) -> None:
    post = await stage.post(SORA)
    later(stage, minutes=1)
    await stage.reply(KEN, post, HOLDING)
    answer = stage.replied(MIO, post)
    later(stage, minutes=1)
    await stage.press(KEN, "still_owed", post)
    await stage.dispatch(answer)
    now = await owed(stage, post)
    assert (now.status, now.answered_by, now.answered_at) == (Status.ANSWERED, MIO.id, answer.envelope.at)


async def test_a_further_holding_reply_is_asked_about_anew(stage: Stage) -> None:
    post = await held(stage)
    await stage.press(KEN, "still_owed", post)
    later(stage, hours=2)
    renewed = await stage.reply(KEN, post, "もう少し調べています。")
    now = await owed(stage, post)
    assert (now.held_id, now.promised_until) == (renewed.message_id, NEXT_DAY + timedelta(hours=2))


async def test_a_promise_in_words_that_still_needed_an_answer_is_counted_as_kept_or_late(stage: Stage) -> None:
    kept, late = await held(stage), await held(stage)
    for post in (kept, late):
        await stage.press(KEN, "still_owed", post)
    later(stage, hours=2)
    await stage.reply(KEN, kept, "できました。")
    later(stage, days=2)
    await stage.reply(KEN, late, "できました。")
    await stage.say(SORA, "stats")
    await stage.deliver_all()
    shown = stage.teams.of("send", SORA)[-1].view
    assert isinstance(shown, StatsView)
    assert (shown.report.figures.promises_kept, shown.report.figures.promises_late) == (1, 1)


async def test_undoing_it_asks_again_on_the_card(stage: Stage) -> None:
    post = await held(stage)
    await stage.deliver_all()
    version = (await owed(stage, post)).version
    await stage.press(KEN, "still_owed", post)
    undone = await stage.press(KEN, "undo", post, undo_verb="still_owed", undo_version=version)
    assert isinstance(undone.view, FollowUpView)
    assert undone.view.verbs[:2] == ("answer", "still_owed")
    assert undone.view.proposed is not None
    await stage.deliver_all()
    assert len(stage.teams.of("send", KEN)) == 1, "the card asks again, no second one comes"
