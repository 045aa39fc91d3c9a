"""What members tried, as “stats” tells it: what was removed is gone, what was changed counts as it is now."""

from __future__ import annotations

from models.incoming import Pressed
from models.statistics.told import Attempts, Report
from models.views import StatsView
from tests.handlers.trying import FILLED, tries
from tests.stage import COMMUNITY, HANA, KEN, MIO, SORA, YUI, Stage, person, staged

HOURS = {"minutes_before": "30", "minutes_after": "10", "times_a_month": "8", "people": "3"}
SLOWER = {"minutes_before": "10", "minutes_after": "70", "times_a_month": "1", "people": "1"}


async def told(stage: Stage, words: str = "stats") -> Report:
    await stage.say(SORA, words)
    await stage.deliver_all()
    view = stage.teams.of("send", SORA)[-1].view
    assert isinstance(view, StatsView), view
    return view.report


async def test_whatever_came_of_it_is_counted_with_the_hours_that_were_written(stage: Stage) -> None:
    await tries(stage, SORA, **HOURS)
    await tries(stage, SORA, came_of_it="not_this_time")
    await tries(stage, YUI, came_of_it="partly", theme="", **SLOWER)
    assert (await told(stage)).attempts == Attempts(3, 2, 1, 1, 1, hours_saved=7.0, hours_told=2, hours_people=2)


async def test_what_was_changed_counts_as_it_is_and_what_was_removed_not_at_all(stage: Stage) -> None:
    changed, removed = await tries(stage, SORA, **HOURS), await tries(stage, YUI, **HOURS)
    sent = FILLED | {"came_of_it": "partly", "attempt": changed, "version": 1}
    await stage.dispatch(Pressed(stage.chat(SORA), SORA, "keep_attempt", sent))
    await stage.dispatch(Pressed(stage.chat(YUI), YUI, "remove_attempt", {"attempt": removed}))
    assert (await told(stage)).attempts == Attempts(1, 1, 0, 1, 0, hours_saved=0.0, hours_told=0, hours_people=0)


async def test_a_theme_is_told_alone_where_five_people_tried_in_it_and_beside_it(stage: Stage) -> None:
    for who in (SORA, YUI, HANA, KEN):
        await tries(stage, who)
    for number in range(200, 205):
        await tries(stage, person(number, f"参加者{number}"), theme="inquiry")
    assert (await told(stage, "stats meeting")).attempts is None
    await tries(stage, MIO)
    of_theme = await told(stage, "stats meeting")
    assert of_theme.attempts is not None
    assert (of_theme.attempts.attempts, of_theme.attempt_sides) == (5, ())
    assert [(side.kind, side.name, side.people) for side in (await told(stage)).attempt_sides] == [
        ("theme", "問い合わせ対応", 5), ("theme", "議事録と会議", 5),
    ]  # fmt: skip


async def test_the_season_before_is_told_beside(migrated_url: str) -> None:
    two = COMMUNITY.replace('starts = "2026-10-01"', 'starts = "2026-12-01"') + (
        '\n[[season]]\ncode = "S5"\nname = "シーズン5"\nstarts = "2026-06-01"\nends = "2026-11-30"\nphase = "rollout"\n'
    )
    async with staged(migrated_url, two, migrated=True) as stage:
        await tries(stage, SORA, theme="")
        stage.clock.forward(days=1)
        await tries(stage, SORA)
        await tries(stage, YUI)
        report = await told(stage)
        assert report.attempts is not None
        assert report.attempts_before is not None
        assert (report.attempts.attempts, report.attempts_before.attempts) == (2, 1)
        before = await told(stage, "stats S5")
        assert (before.attempts, before.attempts_before) == (report.attempts_before, None)
