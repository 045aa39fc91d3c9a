"""“Show everyone”: the PMO makes the bot post the figures, and what the PMO carries stays with the PMO."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.registry import Outcome
from models.incoming import Person, Pressed
from models.views import NoticeView, StatsView
from tests.stage import CHANNEL, COMMUNITY, DANA, HANA, KEN, MIO, SORA, YUI, Stage, staged

AT = "2026-11-30T01:00:00+00:00"


async def pressed(stage: Stage, by: Person, *, channel: str | None = None, **fields: Any) -> Outcome:
    where = stage.envelope(f"{CHANNEL};messageid=1", "7", channel_id=channel) if channel else stage.chat(by)
    return await stage.dispatch(Pressed(where, by, "show_stats", {"season": "S6", "at": AT} | fields))


async def told(stage: Stage, by: Person, words: str = "stats") -> StatsView:
    await stage.say(by, words)
    await stage.deliver_all()
    view = stage.teams.of("send", by)[-1].view
    assert isinstance(view, StatsView)
    return view


async def test_the_load_is_told_to_the_pmo_in_private_and_nowhere_else(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post)
    loads = (await told(stage, HANA)).loads
    assert loads is not None
    assert [(load.name, load.acts, load.answers) for load in loads.members] == [
        (HANA.name, 0, 0), (KEN.name, 1, 1), (MIO.name, 0, 0),
    ]  # fmt: skip
    for other in (SORA, DANA):
        assert (await told(stage, other)).loads is None
    await stage.slash(HANA, "stats")
    await stage.deliver_all()
    (in_channel,) = stage.teams.of("whisper", HANA)
    assert isinstance(in_channel.view, StatsView)
    assert (in_channel.view.loads, in_channel.view.may_show, in_channel.view.may_enter) == (None, True, False)


async def test_what_was_done_at_night_is_out_of_hours(stage: Stage) -> None:
    post = await stage.post(SORA)
    stage.clock.forward(hours=12)
    await stage.reply(KEN, post)
    loads = (await told(stage, KEN)).loads
    assert loads is not None
    assert [(load.acts, load.out_of_hours) for load in loads.members] == [(0, 0), (1, 1), (0, 0)]


async def test_it_is_posted_once_for_everybody_without_the_load_and_without_buttons(stage: Stage) -> None:
    await stage.post(SORA)
    first = await pressed(stage, KEN)
    assert isinstance(first.view, StatsView)
    assert (first.view.may_show, first.view.notice) == (False, ("stats-shown", {}))
    await pressed(stage, KEN)
    await stage.deliver_all()
    (sent,) = [asked for asked in stage.teams.of("send") if asked.conversation_id == CHANNEL]
    assert isinstance(sent.view, StatsView)
    assert (sent.view.loads, sent.view.may_show, sent.view.may_enter) == (None, False, False)
    assert sent.view.report.figures.posts == 1


async def test_asked_in_a_channel_it_is_shown_there(stage: Stage) -> None:
    await pressed(stage, HANA, channel=CHANNEL, theme="meeting")
    await stage.deliver_all()
    (sent,) = stage.teams.of("send")
    assert sent.conversation_id == CHANNEL
    assert isinstance(sent.view, StatsView)
    assert sent.view.report.theme == "議事録と会議"


@pytest.mark.parametrize("other", [SORA, DANA, YUI])
async def test_nobody_else_makes_the_bot_speak(stage: Stage, other: Person) -> None:
    assert (await told(stage, other)).may_show is False
    outcome = await pressed(stage, other)
    assert outcome.view == NoticeView("refused-show-not-for-you", {})


@pytest.mark.parametrize("fields", [{"season": "S9"}, {"theme": "none"}, {"season": 7}, {"at": None}, {"at": "x" * 50}])
async def test_a_press_that_was_forged_is_refused(stage: Stage, fields: dict[str, Any]) -> None:
    outcome = await pressed(stage, KEN, **fields)
    assert outcome.view == NoticeView("refused-malformed", {})
    await stage.deliver_all()
    assert stage.teams.of("send") == []


async def test_of_two_channels_it_is_asked_which(migrated_url: str) -> None:
    two = COMMUNITY.replace(f'channels = ["{CHANNEL}"]', f'channels = ["{CHANNEL}", "19:other@thread.tacv2"]')
    async with staged(migrated_url, two, migrated=True) as stage:
        assert (await pressed(stage, KEN)).view == NoticeView("refused-show-where", {})
        assert (await pressed(stage, KEN, channel="19:elsewhere@thread.tacv2")).view == NoticeView(
            "refused-show-where", {}
        )
        assert (await pressed(stage, KEN, channel=CHANNEL)).what == "shown"
