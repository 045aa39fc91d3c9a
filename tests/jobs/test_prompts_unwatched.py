"""Nothing is posted into a channel that is not watched any more, and whoever planned it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from jobs import prompts
from models.community_file import parse
from models.db import applying
from models.prompt_views import PromptsView
from tests.prompting import clock_ticks, in_channel, listed, planned, pressed, told
from tests.stage import CHANNEL, COMMUNITY, KEN, MIO, Stage

TUESDAY_11 = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
OTHER = "19:other@thread.tacv2"
ELSEWHERE = COMMUNITY.replace(f'channels = ["{CHANNEL}"]', f'channels = ["{OTHER}"]')
WORD = ("prompt-unwatched", {"due": TUESDAY_11})


def at(stage: Stage, moment: datetime) -> None:
    stage.clock.now = stage.clock.wall = moment


async def apply(stage: Stage, text: str) -> None:
    await stage.store.transact(lambda tx: applying.apply(tx, parse(text)), stage.clock.now)


def channels(stage: Stage) -> list[str | None]:
    return [one.conversation_id for one in stage.teams.of("send") if one.conversation_id in (CHANNEL, OTHER)]


async def test_it_is_not_posted_and_cannot_be_until_the_channel_is_watched_again(stage: Stage) -> None:
    await planned(stage, KEN)
    await apply(stage, ELSEWHERE)
    at(stage, TUESDAY_11)
    for _ in range(2):
        await clock_ticks(stage)
    assert (in_channel(stage), told(stage, KEN), told(stage, MIO)) == ([], [WORD], [])
    (row,) = (await listed(stage, KEN)).waiting
    assert (row.state, row.may_post) == ("unwatched", False)
    which = {"prompt": row.id, "due": row.due_at.isoformat()}
    refused = await pressed(stage, KEN, "post_prompt", **which)
    assert isinstance(refused.view, PromptsView)
    assert refused.view.notice == ("refused-prompt-unwatched", {})
    await clock_ticks(stage)
    assert in_channel(stage) == []
    await apply(stage, COMMUNITY)
    assert [one.may_post for one in (await listed(stage, KEN)).waiting] == [True]
    await pressed(stage, KEN, "post_prompt", **which)
    await clock_ticks(stage)
    assert channels(stage) == [CHANNEL]


async def test_a_weekly_one_is_told_of_each_time_until_it_is_given_another_channel(stage: Stage) -> None:
    (row,) = (await planned(stage, KEN, how="weekly")).rows
    await apply(stage, ELSEWHERE)
    for week in range(2):
        at(stage, TUESDAY_11 + timedelta(days=7 * week))
        await clock_ticks(stage)
        assert len(told(stage, KEN)) == week + 1
    form = (await pressed(stage, KEN, "edit_prompt", prompt=row.id)).view
    assert isinstance(form, PromptsView)
    assert form.form is not None
    changed = {"prompt": row.id, "version": form.form.version, "token": form.form.token, "text": form.form.text}
    await pressed(stage, KEN, "plan_prompt", **changed, day=form.form.day, at=form.form.at, how="weekly")
    at(stage, TUESDAY_11 + timedelta(days=14))
    await clock_ticks(stage)
    assert (channels(stage), len(told(stage, KEN))) == ([OTHER], 2)


async def test_what_is_on_its_way_does_not_leave(stage: Stage) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11)
    await prompts.run(stage.ports)
    await apply(stage, ELSEWHERE)
    await clock_ticks(stage)
    assert (in_channel(stage), told(stage, KEN)) == ([], [WORD])


async def test_what_was_missed_before_is_not_posted_there_either_and_may_be_skipped(stage: Stage) -> None:
    await planned(stage, KEN)
    at(stage, TUESDAY_11 + timedelta(days=1))
    await clock_ticks(stage)
    await apply(stage, ELSEWHERE)
    (row,) = (await listed(stage, MIO)).waiting
    assert (row.state, row.may_post) == ("missed", False)
    which = {"prompt": row.id, "due": row.due_at.isoformat()}
    await pressed(stage, MIO, "post_prompt", **which)
    await clock_ticks(stage)
    assert in_channel(stage) == []
    dropped = await pressed(stage, MIO, "drop_prompt", **which)
    assert isinstance(dropped.view, PromptsView)
    assert (dropped.view.notice, dropped.view.waiting) == (("prompt-dropped", {}), ())
