"""What members tried: written down by a form, theirs alone to change and to take away, posted where they wish so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from handlers.registry import Outcome
from models.attempt_views import AttemptsView, AttemptView
from models.attempts import Attempt, Came
from models.db import attempts
from models.db.tables.attempts import attempts as table
from models.incoming import Envelope, Person, Pressed
from models.outgoing import Undeliverable
from models.views import NoticeView
from tests.stage import CHANNEL, COMMUNITY, DANA, KEN, SORA, TEAM, YUI, Stage, staged

FILLED: dict[str, Any] = {
    "tried": "会議の要約をCopilotに頼んでみた",
    "theme": "meeting",
    "came_of_it": "not_this_time",
    "learned": "話した人の名前を先に伝えるとよさそう",
}
HOURS: dict[str, Any] = {"minutes_before": "30分", "minutes_after": "１０", "times_a_month": "8", "people": "3"}


async def asked(stage: Stage, by: Person = SORA) -> AttemptsView:
    """The card that ``challenge`` brings into the private chat."""
    await stage.say(by, "挑戦")
    await stage.deliver_all()
    view = stage.teams.of("send", by)[-1].view
    assert isinstance(view, AttemptsView)
    return view


async def pressed(stage: Stage, verb: str, by: Person = SORA, where: Envelope | None = None, **fields: Any) -> Outcome:
    return await stage.dispatch(Pressed(where or stage.chat(by), by, verb, fields))


async def kept(stage: Stage, by: Person = SORA, **fields: Any) -> AttemptsView:
    """A new one, by the form; ``fields`` beside those that are filled in anyway."""
    form = (await asked(stage, by)).form
    assert form is not None
    outcome = await pressed(stage, "keep_attempt", by, attempt=form.id, version=form.version, **(FILLED | fields))
    assert isinstance(outcome.view, AttemptsView)
    return outcome.view


async def own(stage: Stage, by: Person = SORA) -> tuple[Attempt, ...]:
    return await stage.store.read(lambda tx: attempts.of_member(tx, TEAM, by.id, "S6"), stage.clock.now)


def in_channel(stage: Stage) -> list[tuple[str, Any]]:
    """What Teams was asked to do in the channel, in order."""
    return [(one.what, one.view or one.activity_id) for one in stage.teams.asked if one.conversation_id == CHANNEL]


async def test_what_was_tried_is_written_down_and_stays_between_the_author_and_the_bot(stage: Stage) -> None:
    view = await kept(stage, **HOURS)
    assert view.notice == ("attempt-kept-not_this_time", {})
    (row,) = view.rows
    assert (row.tried, row.theme, row.came_of_it, row.posted) == (
        FILLED["tried"], "議事録と会議", Came.NOT_THIS_TIME, "no",
    )  # fmt: skip
    assert (row.minutes_before, row.minutes_after, row.times_a_month, row.people) == (30, 10, 8, 3)
    await stage.deliver_all()
    assert in_channel(stage) == []
    assert (await asked(stage)).rows == view.rows
    assert (await asked(stage, YUI)).rows == ()


async def test_little_is_enough(stage: Stage) -> None:
    await kept(stage, theme="", learned="", people="1")
    (attempt,) = await own(stage)
    told = attempt.told
    assert (told.theme, told.learned) == (None, "")
    assert (told.minutes_before, told.minutes_after, told.times_a_month, told.people) == (None, None, None, None)


async def test_in_a_channel_the_form_is_seen_by_the_asker_alone_and_it_is_posted_there(stage: Stage) -> None:
    await stage.slash(SORA, "challenge")
    await stage.deliver_all()
    (whispered,) = stage.teams.of("whisper", SORA)
    view = whispered.view
    assert isinstance(view, AttemptsView)
    assert view.form is not None
    assert (view.form.may_post, view.form.posts) == (True, False)
    here = stage.envelope(f"{CHANNEL};messageid=1", "7")
    sent = FILLED | {"attempt": view.form.id, "version": 0, "post": "true"}
    await pressed(stage, "keep_attempt", where=here, **sent)
    await stage.deliver_all()
    ((what, shown),) = in_channel(stage)
    assert what == "send"
    assert isinstance(shown, AttemptView)
    assert (shown.author, shown.shown.tried) == (SORA.name, FILLED["tried"])


async def test_by_its_authors_wish_it_is_posted_once_however_often_teams_tells_of_it(stage: Stage) -> None:
    form = (await asked(stage)).form
    assert form is not None
    sent = FILLED | {"attempt": form.id, "version": 0, "post": "true"}
    for _ in range(3):
        outcome = await pressed(stage, "keep_attempt", **sent)
        assert isinstance(outcome.view, AttemptsView)
        assert (outcome.view.notice, len(outcome.view.rows)) == (("attempt-kept-not_this_time", {}), 1)
        await stage.deliver_all()
    assert [what for what, _ in in_channel(stage)] == ["send"]
    assert len(await own(stage)) == 1


async def test_what_its_author_changes_changes_in_the_channel_and_once(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true")).rows
    await stage.deliver_all()
    opened = (await pressed(stage, "edit_attempt", attempt=row.id)).view
    assert isinstance(opened, AttemptsView)
    form = opened.form
    assert form is not None
    assert (form.version, form.posts, form.fields["tried"], form.fields["people"]) == (1, True, FILLED["tried"], "1")
    sent = FILLED | {"attempt": row.id, "version": 1, "post": "true", "came_of_it": "worked"}
    for _ in range(2):
        view = (await pressed(stage, "keep_attempt", **sent)).view
        assert isinstance(view, AttemptsView)
        assert view.notice == ("attempt-kept-worked", {})
        await stage.deliver_all()
    (posted, changed) = in_channel(stage)
    assert (posted[0], changed[0]) == ("send", "refresh")
    assert changed[1].shown.came_of_it is Came.WORKED
    assert [attempt.version for attempt in await own(stage)] == [2]
    assert stage.teams.of("refresh")[-1].activity_id is not None


async def test_the_channel_is_left_and_entered_again_by_the_tick(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true")).rows
    await stage.deliver_all()
    await pressed(stage, "keep_attempt", **(FILLED | {"attempt": row.id, "version": 1, "post": "false"}))
    await stage.deliver_all()
    await pressed(stage, "keep_attempt", **(FILLED | {"attempt": row.id, "version": 2, "post": "true"}))
    await stage.deliver_all()
    assert [what for what, _ in in_channel(stage)] == ["send", "take_back", "send"]
    await pressed(stage, "remove_attempt", attempt=row.id)
    await stage.deliver_all()
    gone = [one for what, one in in_channel(stage) if what == "take_back"]
    assert len(set(gone)) == 2, "each of the two posts goes, by its own id"


async def test_what_is_removed_is_gone_everywhere_and_its_form_does_not_bring_it_back(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true", **HOURS)).rows
    await stage.deliver_all()
    question = (await pressed(stage, "ask_remove_attempt", attempt=row.id)).view
    assert isinstance(question, AttemptsView)
    assert question.removing == replace(row, posted="yes")
    assert len(await own(stage)) == 1
    for _ in range(2):
        view = (await pressed(stage, "remove_attempt", attempt=row.id)).view
        assert isinstance(view, AttemptsView)
        assert (view.notice, view.rows) == (("attempt-removed", {}), ())
        await stage.deliver_all()
    assert [what for what, _ in in_channel(stage)] == ["send", "take_back"]
    late = await pressed(stage, "keep_attempt", **(FILLED | {"attempt": row.id, "version": 0, "post": "true"}))
    assert late.view == NoticeView("refused-attempt-gone", {})
    assert await own(stage) == ()
    left = await stage.store.read(lambda tx: tx.connection.execute(select(table)).one(), stage.clock.now)
    assert (left.tried, left.learned, left.theme, left.minutes_before, left.people) == ("", "", None, None, None)


async def test_what_teams_refused_is_said_and_can_be_posted_again(stage: Stage) -> None:
    stage.teams.answers["send"] = [None, Undeliverable("no", "403")]
    (row,) = (await kept(stage, post="true")).rows
    assert row.posted == "coming"
    await stage.deliver_all()
    assert in_channel(stage) == []
    shown = await asked(stage)
    assert shown.rows[0].posted == "unsure"
    opened = (await pressed(stage, "edit_attempt", attempt=row.id)).view
    assert isinstance(opened, AttemptsView)
    assert opened.form is not None
    assert opened.form.posts is False
    await pressed(stage, "keep_attempt", **(FILLED | {"attempt": row.id, "version": 1, "post": "true"}))
    await stage.deliver_all()
    assert [what for what, _ in in_channel(stage)] == ["send"]
    assert (await asked(stage)).rows[0].posted == "yes"


async def test_who_takes_the_tick_out_before_teams_took_it_has_nothing_in_the_channel(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true")).rows
    await pressed(stage, "keep_attempt", **(FILLED | {"attempt": row.id, "version": 1, "post": "false"}))
    await stage.deliver_all()
    assert in_channel(stage) == []


async def test_what_is_removed_before_teams_took_it_is_never_posted(stage: Stage) -> None:
    (row,) = (await kept(stage, post="true")).rows
    await pressed(stage, "remove_attempt", attempt=row.id)
    await stage.deliver_all()
    assert in_channel(stage) == []


@pytest.mark.parametrize("verb", ["keep_attempt", "edit_attempt", "ask_remove_attempt", "remove_attempt"])
async def test_its_author_alone_touches_it(stage: Stage, verb: str) -> None:
    (row,) = (await kept(stage)).rows
    before = await own(stage)
    for other in (YUI, KEN):
        outcome = await pressed(stage, verb, other, **(FILLED | {"attempt": row.id, "version": 1, "tried": "ほか"}))
        assert outcome.view == NoticeView("refused-attempt-gone", {})
    assert await own(stage) == before


async def test_who_changed_it_on_another_card_sees_how_it_stands(stage: Stage) -> None:
    (row,) = (await kept(stage)).rows
    await pressed(stage, "keep_attempt", **(FILLED | {"attempt": row.id, "version": 1, "tried": "二度目"}))
    for version in (0, 1):
        outcome = await pressed(
            stage, "keep_attempt", **(FILLED | {"attempt": row.id, "version": version, "tried": "三度目"})
        )
        view = outcome.view
        assert isinstance(view, AttemptsView)
        assert view.notice == ("refused-attempt-changed", {})
        assert view.form is not None
        assert (view.form.version, view.form.fields["tried"]) == (2, "二度目")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"tried": " \n"}, "refused-attempt-nothing"),
        ({"tried": "あ" * 1001}, "refused-attempt-long"),
        ({"learned": "あ" * 1001}, "refused-attempt-long"),
        ({"came_of_it": ""}, "refused-attempt-came"),
        ({"came_of_it": "failed"}, "refused-attempt-came"),
        ({"theme": "nowhere"}, "refused-attempt-theme"),
        ({"minutes_before": "たくさん"}, "refused-attempt-minutes"),
        ({"minutes_after": "-1"}, "refused-attempt-minutes"),
        ({"minutes_after": "1.5"}, "refused-attempt-minutes"),
        ({"minutes_before": "100001"}, "refused-attempt-minutes"),
        ({"minutes_before": "1,5"}, "refused-attempt-minutes"),
        ({"minutes_after": "1，0，0"}, "refused-attempt-minutes"),
        ({"minutes_after": "1_000"}, "refused-attempt-minutes"),
        ({"times_a_month": "12,5"}, "refused-attempt-times"),
        ({"times_a_month": "0"}, "refused-attempt-times"),
        ({"people": "0"}, "refused-attempt-people"),
    ],
)
async def test_what_cannot_be_read_is_said_kindly_and_nothing_that_was_typed_is_lost(
    stage: Stage, fields: dict[str, Any], said: str
) -> None:
    typed = FILLED | HOURS | {"post": "true"} | fields
    form = (await asked(stage)).form
    assert form is not None
    view = (await pressed(stage, "keep_attempt", attempt=form.id, version=0, **typed)).view
    assert isinstance(view, AttemptsView)
    assert view.notice is not None
    assert view.notice[0] == said
    assert view.form is not None
    assert view.form.id == form.id
    assert view.form.posts
    assert view.form.fields == {name: value.strip() for name, value in typed.items() if name != "post"}
    assert await own(stage) == ()


async def test_a_saving_may_be_none_and_may_be_less_than_none(stage: Stage) -> None:
    await kept(stage, minutes_before="10", minutes_after="25", times_a_month="1，000回", people="1,234人")
    (attempt,) = await own(stage)
    told = attempt.told
    assert (told.minutes_before, told.minutes_after, told.times_a_month, told.people) == (10, 25, 1000, 1234)


@pytest.mark.parametrize(
    "fields",
    [{"attempt": "x"}, {"attempt": None}, {"version": "0"}, {"version": -1}, {"version": True}, {"tried": 7}],
)
async def test_a_press_that_was_forged_keeps_nothing(stage: Stage, fields: dict[str, Any]) -> None:
    outcome = await pressed(stage, "keep_attempt", **(FILLED | {"attempt": "0" * 32, "version": 0} | fields))
    assert outcome.what == "refused"
    assert await own(stage) == ()


async def test_without_a_season_it_says_what_to_do_instead(migrated_url: str) -> None:
    later = COMMUNITY.replace('starts = "2026-10-01"', 'starts = "2027-01-01"')
    async with staged(migrated_url, later, migrated=True) as stage:
        await stage.say(SORA, "challenge")
        await stage.deliver_all()
        assert stage.teams.of("send", SORA)[-1].view == NoticeView("refused-attempt-no-season", {})


async def test_of_two_channels_it_is_posted_where_it_is_asked(migrated_url: str) -> None:
    two = COMMUNITY.replace(f'channels = ["{CHANNEL}"]', f'channels = ["{CHANNEL}", "19:other@thread.tacv2"]')
    async with staged(migrated_url, two, migrated=True) as stage:
        form = (await asked(stage)).form
        assert form is not None
        assert form.may_post is False
        view = (await pressed(stage, "keep_attempt", attempt=form.id, version=0, **(FILLED | {"post": "true"}))).view
        assert isinstance(view, AttemptsView)
        assert view.notice == ("refused-attempt-where", {})
        (row,) = (await kept(stage)).rows
        here = stage.envelope(f"{CHANNEL};messageid=1", "7")
        opened = (await pressed(stage, "edit_attempt", where=here, attempt=row.id)).view
        assert isinstance(opened, AttemptsView)
        assert opened.form is not None
        assert opened.form.may_post


async def test_many_are_turned_by_pages_the_latest_first(stage: Stage) -> None:
    for number in range(7):
        stage.clock.forward(minutes=1)
        await kept(stage, tried=f"{number}番目")
    first = await asked(stage)
    assert (first.total, first.pages, [row.tried for row in first.rows][::4]) == (7, 2, ["6番目", "2番目"])
    second = (await pressed(stage, "turn_attempts", page=1)).view
    assert isinstance(second, AttemptsView)
    assert [row.tried for row in second.rows] == ["1番目", "0番目"]
    for forged in (99, -5, "1", None, True):
        assert isinstance((await pressed(stage, "turn_attempts", page=forged)).view, AttemptsView)


async def test_another_is_written_on_a_form_of_its_own(stage: Stage) -> None:
    await kept(stage)
    view = (await pressed(stage, "new_attempt")).view
    assert isinstance(view, AttemptsView)
    assert view.form is not None
    await pressed(stage, "keep_attempt", attempt=view.form.id, version=0, **FILLED)
    assert len(await own(stage)) == 2


async def test_it_is_of_the_season_in_which_it_was_written(stage: Stage) -> None:
    await kept(stage, DANA)
    found = await stage.store.read(lambda tx: attempts.of_season(tx, TEAM, "S6"), stage.clock.now)
    assert [(one.member_id, one.season) for one in found] == [(DANA.id, "S6")]
    assert await stage.store.read(lambda tx: attempts.of_season(tx, TEAM, "S5"), stage.clock.now) == ()
    assert await stage.store.read(lambda tx: attempts.of_season(tx, TEAM, None), stage.clock.now) == found
