"""The command “prompt”: the PMO plans what the bot posts in their name, changes it and stops it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.incoming import Person
from models.prompt_views import NOTHING, PromptsView
from models.views import NoticeView
from tests.prompting import clock_ticks, in_channel, listed, planned, pressed
from tests.stage import CHANNEL, COMMUNITY, DANA, HANA, KEN, MAKOTO, MIO, SORA, Stage, staged

TUESDAY_11 = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
LAYERED = COMMUNITY.replace('code = "inquiry"', 'code = "inquiry"\nlayer = "applied"')


async def test_a_member_of_the_pmo_plans_a_prompt_for_a_day_and_a_time(stage: Stage) -> None:
    view = await planned(stage, KEN, theme="meeting", layer="expert")
    assert view.notice == ("prompt-planned", {"next": TUESDAY_11})
    (row,) = (await listed(stage, MIO)).rows
    assert (row.name, row.text, row.next_at, row.weekly) == (KEN.name, "最近、何に使いましたか。", TUESDAY_11, False)
    assert (row.theme, row.layer, row.may_edit, row.may_stop) == ("議事録と会議", "expert", False, True)


async def test_the_layer_is_the_themes_unless_another_is_chosen(migrated_url: str) -> None:
    async with staged(migrated_url, LAYERED, migrated=True) as stage:
        await planned(stage, KEN, theme="inquiry", layer=NOTHING)
        await planned(stage, KEN, theme="inquiry", layer="basic")
        await planned(stage, KEN, theme=NOTHING)
        rows = (await listed(stage, KEN)).rows
        assert sorted(str(row.layer) for row in rows) == ["None", "applied", "basic"]


async def test_a_form_that_is_sent_twice_plans_once_and_another_text_plans_anew(stage: Stage) -> None:
    form = (await listed(stage, KEN)).form
    assert form is not None
    fields: dict[str, Any] = {"token": form.token, "day": "2026-12-01", "at": "11:00"}
    for _ in range(2):
        outcome = await pressed(stage, KEN, "plan_prompt", text="一つ目", **fields)
        assert isinstance(outcome.view, PromptsView)
        assert outcome.view.notice == ("prompt-planned", {"next": TUESDAY_11})
    assert len((await listed(stage, KEN)).rows) == 1
    await pressed(stage, KEN, "plan_prompt", text="二つ目", **fields)
    assert [row.text for row in (await listed(stage, KEN)).rows if row.may_edit] in (
        ["一つ目", "二つ目"],
        ["二つ目", "一つ目"],
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "  "}, "refused-prompt-empty"),
        ({"text": "あ" * 2001}, "refused-prompt-too-long"),
        ({"day": "soon"}, "refused-prompt-when"),
        ({"day": "9999-12-31"}, "refused-prompt-when"),
        ({"day": "0026-12-01", "how": "weekly"}, "refused-prompt-when"),
        ({"at": "25:00"}, "refused-prompt-when"),
        ({"day": "2026-11-30", "at": "09:59"}, "refused-prompt-past"),
        ({"day": "2028-12-01"}, "refused-prompt-far"),
        ({"at": "12:30"}, "refused-prompt-hours"),
        ({"day": "2026-12-05"}, "refused-prompt-hours"),
        ({"day": "2027-01-11"}, "refused-prompt-hours"),
        ({"day": "2026-12-05", "how": "weekly"}, "refused-prompt-weekly"),
        ({"at": "18:00", "how": "weekly"}, "refused-prompt-weekly"),
        ({"theme": "none"}, "refused-malformed"),
        ({"layer": "deep"}, "refused-malformed"),
        ({"how": "daily"}, "refused-malformed"),
        ({"channel": "19:elsewhere@thread.tacv2"}, "refused-malformed"),
    ],
)
async def test_what_cannot_be_posted_is_refused_and_what_was_typed_stays(
    stage: Stage, fields: dict[str, Any], said: str
) -> None:
    view = await planned(stage, KEN, **({"theme": "meeting"} | fields))
    assert view.notice is not None
    assert view.notice[0] == said
    assert view.rows == ()
    assert view.form is not None
    assert view.form.opened
    assert view.form.text == fields.get("text", "最近、何に使いましたか。").strip()
    assert view.form.day == fields.get("day", "2026-12-01")


async def test_a_time_outside_of_working_time_is_refused_with_the_nearest_that_is_not(stage: Stage) -> None:
    view = await planned(stage, KEN, at="12:30")
    assert view.notice == ("refused-prompt-hours", {"next": datetime(2026, 12, 1, 4, 0, tzinfo=UTC)})
    weekly = await planned(stage, KEN, day="2026-12-05", how="weekly")
    assert weekly.notice == ("refused-prompt-weekly", {"next": datetime(2026, 12, 7, 0, 0, tzinfo=UTC)})


async def test_a_weekly_prompt_that_begins_on_a_day_off_says_so_at_once(stage: Stage) -> None:
    view = await planned(stage, KEN, day="2027-01-11", at="10:00", how="weekly")
    on_tuesday = datetime(2027, 1, 12, 1, 0, tzinfo=UTC)
    assert view.notice == ("prompt-planned-moved", {"next": on_tuesday, "day": date(2027, 1, 11)})
    assert [(row.next_at, row.moved_from) for row in view.rows] == [(on_tuesday, date(2027, 1, 11))]


async def test_times_are_those_of_the_planners_own_wall(migrated_url: str) -> None:
    abroad = COMMUNITY.replace('language = "en"', 'language = "en"\ntime_zone = "Europe/Amsterdam"').replace(
        'roles = ["advisor"]', 'roles = ["pmo"]'
    )
    async with staged(migrated_url, abroad, migrated=True) as stage:
        refused = await planned(stage, DANA, at="11:00")
        assert refused.notice is not None
        assert refused.notice[0] == "refused-prompt-hours"
        view = await planned(stage, DANA, at="06:00")
        assert view.notice == ("prompt-planned", {"next": datetime(2026, 12, 1, 5, 0, tzinfo=UTC)})
        (row,) = view.rows
        opened = await pressed(stage, DANA, "edit_prompt", prompt=row.id)
        assert isinstance(opened.view, PromptsView)
        assert opened.view.form is not None
        assert (opened.view.form.day, opened.view.form.at) == ("2026-12-01", "06:00")


async def test_who_planned_it_changes_it_and_nobody_else(stage: Stage) -> None:
    (row,) = (await planned(stage, KEN, theme="meeting")).rows
    outcome = await pressed(stage, KEN, "edit_prompt", prompt=row.id)
    assert isinstance(outcome.view, PromptsView)
    form = outcome.view.form
    assert form is not None
    assert (form.text, form.theme, form.at, form.editing) == ("最近、何に使いましたか。", "meeting", "11:00", row.id)
    changed = {"prompt": row.id, "version": form.version, "token": form.token, "text": "別のお題", "how": "weekly"}
    saved = await pressed(stage, KEN, "plan_prompt", **changed, day="2026-12-02", at="15:00")
    assert isinstance(saved.view, PromptsView)
    assert [(one.text, one.weekly, one.theme) for one in saved.view.rows] == [("別のお題", True, None)]
    again = await pressed(stage, KEN, "plan_prompt", **changed, day="2026-12-02", at="15:00")
    assert isinstance(again.view, PromptsView)
    assert again.view.notice == saved.view.notice
    stale = await pressed(stage, KEN, "plan_prompt", **changed, day="2026-12-03", at="15:00")
    assert isinstance(stale.view, PromptsView)
    assert stale.view.notice == ("refused-prompt-changed", {})
    not_theirs = ("refused-prompt-not-yours", {"name": KEN.name})
    opened = await pressed(stage, MIO, "edit_prompt", prompt=row.id)
    assert opened.view == NoticeView(*not_theirs)
    sent = await pressed(stage, MIO, "plan_prompt", **changed, day="2026-12-03", at="15:00")
    assert isinstance(sent.view, PromptsView)
    assert sent.view.notice == not_theirs


@pytest.mark.parametrize("by", [KEN, MIO, HANA])
async def test_any_of_the_pmo_and_the_lead_may_stop_one_and_it_is_not_posted(stage: Stage, by: Person) -> None:
    (row,) = (await planned(stage, KEN)).rows
    for _ in range(2):
        outcome = await pressed(stage, by, "stop_prompt", prompt=row.id)
        assert isinstance(outcome.view, PromptsView)
        assert (outcome.view.notice, outcome.view.rows) == (("prompt-stopped", {}), ())
    stage.clock.now = TUESDAY_11
    await clock_ticks(stage)
    assert in_channel(stage) == []


@pytest.mark.parametrize("other", [SORA, DANA, MAKOTO])
async def test_nobody_but_the_pmo_plans_reads_or_stops_one(stage: Stage, other: Person) -> None:
    (row,) = (await planned(stage, KEN)).rows
    await stage.say(other, "prompt")
    await stage.deliver_all()
    assert stage.teams.of("send", other)[-1].view == NoticeView("refused-prompt-not-for-you", {})
    for verb in ("plan_prompt", "edit_prompt", "stop_prompt", "post_prompt", "drop_prompt"):
        fields = {"prompt": row.id, "token": "t", "text": "x", "day": "2026-12-01", "at": "11:00"}
        outcome = await pressed(stage, other, verb, **fields)
        assert outcome.view == NoticeView("refused-prompt-not-for-you", {})
    assert len((await listed(stage, KEN)).rows) == 1


async def test_in_a_channel_one_is_asked_into_the_private_chat(stage: Stage) -> None:
    await stage.slash(KEN, "prompt")
    await stage.deliver_all()
    assert stage.teams.of("whisper", KEN)[-1].view == NoticeView("refused-prompt-in-private", {})


async def test_of_several_channels_one_is_chosen_by_its_newest_post(migrated_url: str) -> None:
    second = "19:second@thread.tacv2"
    two = COMMUNITY.replace(f'channels = ["{CHANNEL}"]', f'channels = ["{CHANNEL}", "{second}"]')
    async with staged(migrated_url, two, migrated=True) as stage:
        await stage.post(SORA, "古い投稿です。")
        stage.clock.forward(minutes=1)
        await stage.post(SORA, "いちばん新しい投稿です。")
        form = (await listed(stage, KEN)).form
        assert form is not None
        named = {one.value: one.called for one in form.channels}
        assert named == {CHANNEL: "いちばん新しい投稿です。", second: ""}
        view = await planned(stage, KEN, channel=second)
        assert view.notice == ("prompt-planned", {"next": TUESDAY_11})
        stage.clock.now = stage.clock.wall = TUESDAY_11
        await clock_ticks(stage)
        assert second in [one.conversation_id for one in stage.teams.of("send")]


@pytest.mark.parametrize(
    "fields",
    [{"prompt": "0" * 32}, {"prompt": 7}, {"prompt": "x"}, {"prompt": None}],
)
async def test_a_forged_prompt_is_refused(stage: Stage, fields: dict[str, Any]) -> None:
    for verb in ("stop_prompt", "post_prompt", "drop_prompt"):
        outcome = await pressed(stage, KEN, verb, **fields, due="2026-12-01T02:00:00+00:00")
        assert outcome.view == NoticeView("refused-malformed", {})


@pytest.mark.parametrize("due", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-12-01T02:00:00", "x"])
async def test_a_forged_moment_of_a_turn_is_refused(stage: Stage, due: str) -> None:
    await planned(stage, KEN)
    (row,) = (await listed(stage, KEN)).rows
    for verb in ("post_prompt", "drop_prompt"):
        outcome = await pressed(stage, KEN, verb, prompt=row.id, due=due)
        assert outcome.view == NoticeView("refused-malformed", {})


async def test_a_day_at_the_end_of_the_calendar_is_refused_west_of_greenwich_too(migrated_url: str) -> None:
    abroad = COMMUNITY.replace('language = "en"', 'language = "en"\ntime_zone = "America/New_York"').replace(
        'roles = ["advisor"]', 'roles = ["pmo"]'
    )
    async with staged(migrated_url, abroad, migrated=True) as stage:
        view = await planned(stage, DANA, day="9999-12-31", at="23:30")
        assert view.notice == ("refused-prompt-when", {})


@pytest.mark.parametrize("token", [None, 7, "x" * 41])
async def test_a_forged_form_is_refused(stage: Stage, token: object) -> None:
    outcome = await pressed(stage, KEN, "plan_prompt", token=token, text="x", day="2026-12-01", at="11:00")
    assert outcome.view == NoticeView("refused-malformed", {})


async def test_there_is_an_end_to_how_many_are_planned(stage: Stage) -> None:
    for number in range(12):
        await planned(stage, KEN, f"お題{number}")
    view = await planned(stage, KEN, "もう一つ")
    assert view.notice == ("refused-prompts-many", {"limit": 12})
    assert len(view.rows) == 12
