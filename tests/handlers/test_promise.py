"""The button “promise”: the day from the list or another, and the word that moving it needs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.follow_up import Status
from models.views import FollowUpView
from tests.handlers.test_pressed import notice
from tests.handlers.thread import later, owed
from tests.stage import KEN, MIO, MONDAY_10, SORA, YUI, Stage

TUESDAY, WEDNESDAY = (MONDAY_10 + timedelta(days=days, hours=8) for days in (1, 2))
"""The ends of two working days."""


async def test_a_day_of_the_list_is_promised_unless_another_is_given(stage: Stage) -> None:
    listed, another = await stage.post(SORA), await stage.post(SORA)
    said = notice(await stage.press(KEN, "promise", listed, day="2026-12-01", until=""))
    assert said == ("notice-promised", {"until": date(2026, 12, 1)})
    await stage.press(KEN, "promise", another, day="2026-12-01", until="2026-12-02")
    assert [(await owed(stage, post)).promised_until for post in (listed, another)] == [TUESDAY, WEDNESDAY]


@pytest.mark.parametrize(
    ("fields", "no"),
    [
        ({"day": "2026-11-29"}, "refused-promise-in-past"),
        ({"day": "today"}, "refused-promise-no-date"),
        ({"day": ["2026-12-01"]}, "refused-promise-no-date"),
        ({"day": "2026-12-01", "until": "someday"}, "refused-promise-no-date"),
    ],
)
async def test_the_list_is_not_believed(stage: Stage, fields: dict[str, object], no: str) -> None:
    post = await stage.post(SORA)
    assert notice(await stage.press(KEN, "promise", post, **fields))[0] == no
    assert (await owed(stage, post)).status is Status.WAITING


async def test_the_card_offers_the_days_and_asks_for_a_word_only_where_a_day_is_moved(stage: Stage) -> None:
    post = await stage.post(SORA)
    claimed = (await stage.press(KEN, "claim", post)).view
    promised = (await stage.press(KEN, "promise", post, day="2026-12-01")).view
    assert isinstance(claimed, FollowUpView)
    assert isinstance(promised, FollowUpView)
    days = [date(2026, 11, 30), *(date(2026, 12, day) for day in (1, 2, 4, 7))]
    assert [one.day for one in claimed.promise_days] == days
    assert claimed.promise_default == date(2026, 12, 1)
    assert (claimed.promise_needs_word, promised.promise_needs_word) == (False, True)


async def test_a_promise_is_moved_with_a_new_word_alone(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, day="2026-12-01")
    before = await owed(stage, post)
    said = notice(await stage.press(KEN, "promise", post, day="2026-12-02", word="  "))
    assert said[0] == "refused-promise-needs-word"
    assert await owed(stage, post) == before
    await stage.press(KEN, "promise", post, day="2026-12-02", word="担当の部署が明日まで留守です。")
    assert (await owed(stage, post)).promised_until == WEDNESDAY
    await stage.deliver_all()
    lines = [asked.said for asked in stage.teams.of("post") if asked.said]
    assert [line.key for line in lines] == ["post-promise", "post-promise-word"]
    assert lines[1].values["word"] == "担当の部署が明日まで留守です。"


async def test_who_was_handed_a_promise_moves_its_day_with_a_word_too(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, day="2026-12-01")
    await stage.press(KEN, "hand_over", post, to=MIO.id)
    assert notice(await stage.press(MIO, "promise", post, day="2026-12-02"))[0] == "refused-promise-needs-word"
    await stage.press(MIO, "promise", post, day="2026-12-02", word="代わりに調べます。")
    now = await owed(stage, post)
    assert (now.promised_by, now.promised_until) == (MIO.id, WEDNESDAY)


async def test_a_promise_by_a_holding_word_gets_its_day_without_a_further_word(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.reply(KEN, post, "調べてみます。")
    later(stage, minutes=1)
    assert notice(await stage.press(KEN, "promise", post, day="2026-12-02"))[0] == "notice-promised"
    assert (await owed(stage, post)).promised_until == WEDNESDAY
    assert notice(await stage.press(KEN, "promise", post, day="2026-12-01"))[0] == "refused-promise-needs-word"


async def test_told_anew_a_moved_promise_stands_and_its_last_day_is_what_counts(stage: Stage) -> None:
    kept, late = await stage.post(SORA), await stage.post(SORA)
    for post in (kept, late):
        later(stage, minutes=1)
        await stage.press(KEN, "promise", post, day="2026-11-30")
        later(stage, minutes=1)
        await stage.press(KEN, "promise", post, day="2026-12-01", word="あと一日ください。")
        before = await owed(stage, post)
        await stage.reply(YUI, post, "わたしも知りたいです。")
        now = await owed(stage, post)
        assert (now.status, now.promised_until) == (before.status, before.promised_until) == (Status.PROMISED, TUESDAY)
    stage.clock.now = TUESDAY - timedelta(minutes=1)
    await stage.reply(KEN, kept)
    stage.clock.now = TUESDAY + timedelta(minutes=1)
    await stage.reply(KEN, late)
    counted = [(now.promises_kept, now.promises_late) for now in (await owed(stage, kept), await owed(stage, late))]
    assert counted == [(1, 0), (0, 1)]


async def test_the_same_day_promised_again_swallows_no_press_that_follows(stage: Stage) -> None:
    post = await stage.post(SORA)
    await stage.press(KEN, "promise", post, until="2026-12-02", word="")
    await stage.press(KEN, "promise", post, until="2026-12-02", word="まだ調べています。")
    await stage.press(KEN, "promise", post, until="2026-12-04", word="もう少しかかります。")
    promised_until = (await stage.follow_up(post)).promised_until
    assert promised_until is not None
    assert promised_until.day == 4
    await stage.deliver_all()
    assert len(stage.teams.of("post")) == 3
