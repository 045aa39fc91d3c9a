"""The app is removed from a team: all stops, it is said how to erase, and coming back takes it up again."""

from __future__ import annotations

from dataclasses import replace

import structlog

from jobs import expire_claims, nudge
from models.db import due
from models.incoming import Installed, Removed
from models.outgoing import RetryLater, Undeliverable
from models.views import NoticeView
from tests.handlers.thread import later, owed
from tests.stage import HANA, KEN, MIO, SORA, TEAM, Stage

BYE = NoticeView("farewell", {"community": "ひろば"})


async def add(stage: Stage) -> Installed:
    event = Installed(stage.envelope(TEAM, "1"), KEN, "a-group")
    await stage.dispatch(event)
    return event


async def remove(stage: Stage) -> Removed:
    event = Removed(stage.envelope(TEAM, "2"), HANA)
    await stage.dispatch(event)
    return event


def farewells(stage: Stage) -> list[str]:
    return sorted(one.to or "" for one in stage.teams.of("send") if one.view == BYE)


async def test_who_added_it_and_who_leads_are_told_once_and_the_log_says_how_to_erase(stage: Stage) -> None:
    await add(stage)
    await stage.deliver_all()
    with structlog.testing.capture_logs() as logs:
        gone = await remove(stage)
        await stage.dispatch(replace(gone, by=None))
        await stage.dispatch(gone)
    await stage.deliver_all()
    assert farewells(stage) == [HANA.id, KEN.id]
    (said,) = [one for one in logs if "removed from a team" in one["event"]]
    assert "python app.py erase" in said["event"]
    assert said["community"] == TEAM


async def test_where_teams_lets_us_say_nothing_any_more_nobody_has_to_care(stage: Stage) -> None:
    await add(stage)
    await stage.deliver_all()
    stage.teams.answers["send"] = [Undeliverable("gone", "BotNotInConversationRoster")] * 2
    await remove(stage)
    await stage.deliver_all()
    assert farewells(stage) == []
    assert (await stage.audit()).undelivered == 0


async def test_what_waited_to_leave_is_given_up_at_once(stage: Stage) -> None:
    await add(stage)
    await stage.deliver_all()
    stage.teams.answers["react"] = [RetryLater("busy")]
    await stage.post(SORA)
    await stage.say(KEN, "help")
    await stage.deliver()
    await stage.say(KEN, "stats")
    before = len(stage.teams.asked)
    await remove(stage)
    await stage.deliver_all()
    after = [one for one in stage.teams.asked[before:] if one.view != BYE and one.what != "open_chat"]
    assert after == []


async def test_back_in_the_team_what_was_given_up_is_taken_up(stage: Stage) -> None:
    await add(stage)
    await stage.deliver_all()
    for _ in range(2):
        await stage.post(SORA)
        await remove(stage)
        later(stage, hours=1)
        await add(stage)
        await add(stage)
    deleted = await stage.post(SORA)
    await remove(stage)
    await stage.delete(deleted)
    later(stage, hours=1)
    await add(stage)
    await stage.deliver_all()
    assert len(stage.teams.of("react")) == 2
    assert (await stage.audit()).unreacted == 0


async def test_a_nudge_card_that_did_not_leave_is_told_when_the_app_is_back(stage: Stage) -> None:
    await add(stage)
    for who in (HANA, KEN, MIO):
        await stage.install(who)
    await stage.post(SORA, "議事録を頼みました。")
    await stage.deliver_all()
    later(stage, hours=3)
    stage.teams.answers["send"] = [RetryLater("busy")]
    await nudge.run(stage.ports)
    await stage.deliver()
    before = len(stage.teams.of("send", KEN))
    await remove(stage)
    await stage.deliver_all()
    assert [one.view for one in stage.teams.of("send", KEN)[before:]] == [BYE]
    later(stage, hours=1)
    await add(stage)
    await stage.tick()
    shown = [type(one.view).__name__ for one in stage.teams.of("send", KEN)[before:]]
    assert shown.count("FollowUpView") == 1


async def test_the_clock_leaves_it_alone(stage: Stage) -> None:
    await add(stage)
    post = await stage.post(SORA)
    await stage.press(KEN, "claim", post)
    await stage.deliver_all()
    await remove(stage)
    later(stage, days=5)
    looks = (due.is_any_nudge, due.is_any_claim)
    for look in looks:
        assert await stage.store.read(look, stage.clock.now) is False
    assert await expire_claims.run(stage.ports) == 0
    assert (await owed(stage, post)).status.value == "claimed"
    await add(stage)
    for look in looks:
        assert await stage.store.read(look, stage.clock.now) is True
    await stage.tick()
    assert (await owed(stage, post)).status.value == "waiting"
