"""What Teams answers, and what becomes of the effect."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from models.db.tables.ledger import posts
from models.outgoing import RetryLater, Uncertain, Undeliverable
from tests.jobs.when import MON, ids, nudged, turn_to
from tests.stage import DANA, HANA, KEN, MAKOTO, SORA, YUI, Stage

MINUTES = "議事録を頼みました。"


async def pauses(stage: Stage, kind: str, refusals: int) -> list[float]:
    """Seconds for which the only effect waits before each new try, until it is through."""
    found = []
    for _ in range(refusals):
        again_at = await stage.deliver()
        assert again_at is not None
        found.append((again_at - stage.clock.wall).total_seconds())
        stage.clock.wall = again_at - timedelta(microseconds=1)
        asked = len(stage.teams.answers[kind])
        await stage.deliver()
        assert len(stage.teams.answers[kind]) == asked, "it was tried before its time"
        stage.clock.wall = again_at
    assert await stage.deliver() is None or kind == "react"
    assert len(stage.teams.of(kind)) == 1
    return found


async def test_an_effect_waits_as_long_as_teams_asks(stage: Stage) -> None:
    await stage.say(HANA, "help")
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(seconds=37))]
    assert await pauses(stage, "send", 1) == [37]


async def test_an_effect_waits_longer_each_time_when_teams_does_not_say(stage: Stage) -> None:
    await stage.say(HANA, "help")
    stage.teams.answers["send"] = [RetryLater("busy") for _ in range(11)]
    assert await pauses(stage, "send", 11) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


async def test_a_short_retry_after_does_not_make_it_impatient(stage: Stage) -> None:
    await stage.say(HANA, "help")
    stage.teams.answers["send"] = [RetryLater("busy", timedelta(0)) for _ in range(4)]
    assert await pauses(stage, "send", 4) == [1, 2, 4, 8]


@pytest.mark.parametrize("kind", ["send", "react"])
async def test_what_teams_postpones_is_never_given_up(stage: Stage, kind: str) -> None:
    await (stage.say(HANA, "help") if kind == "send" else stage.post(SORA))
    stage.teams.answers[kind] = [RetryLater("busy") for _ in range(60)]
    await stage.deliver_all()
    assert len(stage.teams.of(kind)) == 1
    assert (await stage.audit()).undelivered == 0


async def test_tidying_that_teams_postpones_for_an_hour_is_let_go(stage: Stage) -> None:
    post = await stage.post(SORA, MINUTES)
    turn_to(stage, MON, 11)
    await nudged(stage)
    began = stage.clock.wall
    stage.teams.answers["refresh"] = [RetryLater("busy") for _ in range(100)]
    await stage.react(HANA, post, added="like")
    await stage.say(KEN, "help")
    await stage.deliver_all()
    assert len(stage.teams.of("send", KEN)) == 2, "the chat was not held up for good"
    assert timedelta(hours=1) < stage.clock.wall - began < timedelta(hours=2)
    assert (await stage.audit()).undelivered == 0


async def test_what_may_have_arrived_is_not_sent_again_and_is_told(stage: Stage) -> None:
    await stage.say(HANA, "help")
    stage.teams.answers["send"] = [Uncertain("the connection was cut")]
    await stage.deliver_all()
    stage.clock.forward(days=1)
    await stage.deliver_all()
    assert stage.teams.of("send") == []
    assert (await stage.audit()).uncertain == 1


async def test_what_teams_refuses_for_good_is_given_up_and_is_told(stage: Stage) -> None:
    await stage.say(HANA, "help")
    stage.teams.answers["send"] = [Undeliverable("not in the roster", "BotNotInConversationRoster")]
    await stage.deliver_all()
    stage.clock.forward(days=1)
    await stage.deliver_all()
    assert stage.teams.of("send") == []
    assert (await stage.audit()).undelivered == 1


async def test_what_refused_credentials_keep_back_goes_out_once_they_are_mended(stage: Stage) -> None:
    await stage.say(HANA, "help")
    await stage.post(SORA)
    refusal = Undeliverable("the secret ran out", "credentials")
    stage.teams.answers = {"send": [refusal] * 30, "react": [refusal] * 30}
    await stage.deliver()
    assert (await stage.audit()).undelivered == 0
    stage.teams.answers.clear()
    stage.clock.forward(minutes=4)
    await stage.deliver()
    assert stage.teams.asked == [], "it does not hammer"
    stage.clock.forward(minutes=1)
    await stage.deliver()
    assert sorted(asked.what for asked in stage.teams.asked) == ["react", "send"]


async def test_a_card_that_cannot_be_drawn_holds_nobody_else_up(stage: Stage) -> None:
    for person in (HANA, KEN, DANA, MAKOTO, YUI):
        await stage.say(person, "help")
    stage.teams.answers["send"] = [None, ValueError("a fault in drawing the card")]
    await stage.deliver_all()
    assert len(stage.teams.of("send")) == 4
    assert (await stage.audit()).undelivered == 1, "the operator is told of the fifth"


async def test_a_card_with_nothing_to_show_holds_nobody_else_up(stage: Stage) -> None:
    broken = await stage.post(SORA, MINUTES)
    await stage.post(YUI, "問い合わせを頼みました。")
    await stage.deliver_all()
    gone = delete(posts).where(posts.c.thread_id == broken.thread_id)
    await stage.store.transact(lambda tx: tx.execute(gone), stage.clock.now)
    turn_to(stage, MON, 10, 30)
    assert HANA.id in await nudged(stage)
    assert KEN.id not in [asked.to for asked in stage.teams.of("send")]
    assert (await stage.audit()).undelivered == 1


async def test_the_reaction_to_a_post_that_was_deleted_is_dropped(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.delete(post)
    await stage.deliver_all()
    assert stage.teams.of("react") == []
    counted = await stage.audit()
    assert (counted.unreacted, counted.undelivered, counted.uncertain) == (0, 0, 0)


async def test_a_post_in_trouble_keeps_no_other_from_its_nudge(stage: Stage) -> None:
    await stage.post(SORA, MINUTES)
    await stage.post(YUI, "問い合わせを頼みました。")
    turn_to(stage, MON, 10, 30)
    stage.teams.answers["send"] = [Undeliverable("blocked", "ConversationBlockedByUser")]
    assert len(await nudged(stage)) == len(ids(HANA, KEN, SORA)) - 1
