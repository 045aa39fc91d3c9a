"""What one tried stays one's own to change and to take away when its season is over, or no file knows it any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from models.attempt_views import AttemptsView
from models.community_file import parse
from models.db import applying
from models.incoming import Person
from models.views import NoticeView, View
from tests.handlers.test_challenge import FILLED, in_channel, kept, own, pressed
from tests.handlers.test_season import shown as season_shown
from tests.stage import COMMUNITY, HANA, SORA, YUI, Stage, staged

NEXT = """
[[season]]
code = "S7"
name = "シーズン7"
starts = "2027-04-01"
ends = "2027-09-30"
"""
APRIL = datetime(2027, 4, 5, 2, tzinfo=UTC)


async def shown(stage: Stage, words: str, by: Person = SORA) -> View | None:
    await stage.say(by, words)
    await stage.deliver_all()
    return stage.teams.of("send", by)[-1].view


async def card(stage: Stage, words: str) -> AttemptsView:
    view = await shown(stage, words)
    assert isinstance(view, AttemptsView)
    return view


def turn_to(stage: Stage, moment: datetime) -> None:
    stage.clock.now = stage.clock.wall = moment


async def test_when_no_season_is_on_the_latest_in_which_one_tried_something_is_shown(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true")).rows
    await stage.deliver_all()
    turn_to(stage, APRIL)
    view = await card(stage, "挑戦")
    assert (view.notice, view.season, view.form, view.is_on) == (
        ("refused-attempt-no-season", {}), "シーズン6", None, False,
    )  # fmt: skip
    assert [one.id for one in view.rows] == [row.id]
    assert await shown(stage, "挑戦", YUI) == NoticeView("refused-attempt-no-season", {})


async def test_what_was_tried_can_be_changed_and_removed_when_its_season_is_over(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true")).rows
    await stage.deliver_all()
    turn_to(stage, APRIL)
    sent = FILLED | {"attempt": row.id, "version": 1, "post": "true", "came_of_it": "worked"}
    assert (await pressed(stage, "keep_attempt", **sent)).what == "kept"
    await stage.deliver_all()
    view = (await pressed(stage, "remove_attempt", attempt=row.id)).view
    await stage.deliver_all()
    assert isinstance(view, AttemptsView)
    assert (view.notice, view.rows, view.is_on) == (("attempt-removed", {}), (), False)
    assert [what for what, _ in in_channel(stage)] == ["send", "refresh", "take_back"]


@pytest.mark.parametrize("words", ["challenge S6", "挑戦 シーズン６", "チャレンジ s6"])
async def test_an_earlier_season_is_asked_for_by_its_name_and_has_no_form(migrated_url: str, words: str) -> None:
    async with staged(migrated_url, COMMUNITY + NEXT, migrated=True) as stage:
        (row,) = (await kept(stage)).rows
        turn_to(stage, APRIL)
        view = await card(stage, words)
        assert (view.code, view.notice, view.form, view.is_on) == ("S6", None, None, False)
        assert [one.id for one in view.rows] == [row.id]
        assert view.others == (("S7", "シーズン7"),)
        assert (await card(stage, "challenge S7")).form is not None


async def test_from_the_card_of_a_new_season_one_turns_to_those_before_and_back(migrated_url: str) -> None:
    async with staged(migrated_url, COMMUNITY + NEXT, migrated=True) as stage:
        (row,) = (await kept(stage)).rows
        turn_to(stage, APRIL)
        new = await card(stage, "挑戦")
        assert (new.code, new.rows, new.others) == ("S7", (), (("S6", "シーズン6"),))
        before = (await pressed(stage, "turn_attempts", season="S6", page=0)).view
        assert isinstance(before, AttemptsView)
        assert [one.id for one in before.rows] == [row.id]
        back = (await pressed(stage, "turn_attempts", season="S7", page=0)).view
        assert isinstance(back, AttemptsView)
        assert (back.code, back.is_on) == ("S7", True)


async def test_a_season_that_no_file_knows_any_more_keeps_nobody_from_what_is_theirs(stage: Stage) -> None:
    first = (await kept(stage, post="true")).rows[0]
    second = (await kept(stage, tried="もうひとつ")).rows[0]
    await stage.deliver_all()
    other = parse(COMMUNITY.replace('code = "S6"', 'code = "S6b"'))
    await stage.store.transact(lambda tx: applying.apply(tx, other), stage.clock.now)
    assert (await card(stage, "挑戦")).others == (("S6", "S6"),)
    assert (await card(stage, "挑戦 S6")).total == 2
    opened = (await pressed(stage, "edit_attempt", attempt=second.id)).view
    assert isinstance(opened, AttemptsView)
    assert (opened.code, opened.season) == ("S6", "S6")
    sent = FILLED | {"attempt": second.id, "version": 1, "theme": "", "tried": "書き直し"}
    assert (await pressed(stage, "keep_attempt", **sent)).what == "kept"
    question = (await pressed(stage, "ask_remove_attempt", attempt=first.id)).view
    assert isinstance(question, AttemptsView)
    assert question.removing == replace(first, tried=FILLED["tried"], theme="meeting", posted="yes")
    assert (await pressed(stage, "remove_attempt", attempt=first.id)).what == "removed"
    await stage.deliver_all()
    assert [what for what, _ in in_channel(stage)] == ["send", "take_back"]
    assert [attempt.told.tried for attempt in await own(stage)] == ["書き直し"]


async def test_a_season_that_there_is_not_is_said_with_those_that_there_are(stage: Stage) -> None:
    assert await shown(stage, "challenge S9") == NoticeView("refused-attempt-season", {"season": "S9", "known": "S6"})
    for forged in ("S9", 7, ""):
        outcome = await pressed(stage, "turn_attempts", season=forged, page=0)
        assert outcome.view == NoticeView("refused-attempt-gone", {})


async def test_a_theme_of_an_attempt_is_not_taken_out(stage: Stage) -> None:
    (row,) = (await kept(stage)).rows
    mark = (await season_shown(stage)).mark
    taken_out = {"season": "S6", "was": "meeting", "mark": mark}
    view: Any = (await pressed(stage, "season_theme_remove", HANA, **taken_out)).view
    assert view.notice == ("refused-theme-has-attempts", {})
    await pressed(stage, "remove_attempt", attempt=row.id)
    view = (await pressed(stage, "season_theme_remove", HANA, **taken_out)).view
    assert [theme.code for theme in view.shown.themes] == ["inquiry"]


async def test_a_theme_that_the_file_has_no_more_stays_until_another_is_chosen(stage: Stage) -> None:
    (row,) = (await kept(stage)).rows
    other = parse(COMMUNITY.replace('code = "meeting"', 'code = "minutes"'))
    await stage.store.transact(lambda tx: applying.apply(tx, other), stage.clock.now)
    opened = (await pressed(stage, "edit_attempt", attempt=row.id)).view
    assert isinstance(opened, AttemptsView)
    assert opened.form
    assert opened.form.fields["theme"] == "meeting"
    assert opened.form.themes[-1] == ("meeting", "meeting")
    sent = FILLED | {"attempt": row.id, "version": 1}
    refused = (await pressed(stage, "keep_attempt", **(sent | {"tried": ""}))).view
    assert isinstance(refused, AttemptsView)
    assert refused.form
    assert refused.form.themes[-1] == ("meeting", "meeting")
    await pressed(stage, "keep_attempt", **(sent | {"tried": "書き直し"}))
    assert [(one.told.tried, one.told.theme) for one in await own(stage)] == [("書き直し", "meeting")]
    await pressed(stage, "keep_attempt", **(sent | {"version": 2, "theme": "minutes"}))
    assert [one.told.theme for one in await own(stage)] == ["minutes"]
    late = await pressed(stage, "keep_attempt", **(sent | {"version": 3, "theme": "meeting"}))
    assert isinstance(late.view, AttemptsView)
    assert late.view.notice == ("refused-attempt-theme", {})
