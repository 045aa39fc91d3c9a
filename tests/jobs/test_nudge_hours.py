"""Due times run where the author lives; a card waits for the hours of who reads it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from models.incoming import Installed
from tests.jobs.conftest import without_greeting, without_mornings
from tests.jobs.when import FRI, MON, SUN, THU, TUE, WED, at, ids, nudged, turn_to
from tests.stage import CHANNEL, COMMUNITY, DANA, HANA, KEN, MIO, SORA, TEAM, Stage, staged

MINUTES = "議事録を頼みました。"
EUROPE = "19:europe@thread.tacv2"
ABROAD = (
    COMMUNITY.replace(f'channels = ["{CHANNEL}"]', f'channels = ["{CHANNEL}", "{EUROPE}"]')
    .replace(
        'language = "en"\n',
        'language = "en"\ntime_zone = "Europe/Amsterdam"\nholidays = "NL"\nhours = ["09:00-17:00"]\n',
    )
    .replace('words = ["議事録", "minutes"]', f'words = ["議事録", "minutes"]\nadvisors = ["{DANA.id}"]')
    + f"""
[[region]]
name = "Europe"
time_zone = "Europe/Amsterdam"
hours = ["09:00-17:00"]
holidays = "NL"
channels = ["{EUROPE}"]
countries = ["NL", "BE"]
[[follow_up.step]]
to = ["owner"]
[[follow_up.step]]
when = "1h"
to = ["advisor"]
"""
)


@pytest.fixture
async def abroad(migrated_url: str) -> AsyncIterator[Stage]:
    """A stage with a region of Europe, an advisor in Amsterdam and a ladder of two steps."""
    async with staged(migrated_url, ABROAD, migrated=True) as made:
        await made.dispatch(Installed(made.envelope(TEAM, "1"), HANA))
        await without_greeting(made)
        await without_mornings(made)
        yield made


@pytest.mark.parametrize("where", [{"channel_id": EUROPE}, {"country": "NL"}, {"channel_id": EUROPE, "country": "JP"}])
async def test_a_post_of_a_region_is_due_in_the_region_s_hours(abroad: Stage, where: dict[str, str]) -> None:
    post = await abroad.post(SORA, MINUTES, **where)
    row = await abroad.follow_up(post)
    assert (row.region, row.receive_by) == ("Europe", at(MON, 17, 30)), "half an hour of Amsterdam's morning"


@pytest.mark.parametrize("where", [{}, {"country": "JP"}, {"country": None}])
async def test_a_post_of_no_region_is_due_in_the_community_s_hours(abroad: Stage, where: dict[str, str]) -> None:
    row = await abroad.follow_up(await abroad.post(SORA, MINUTES, **where))
    assert (row.region, row.receive_by) == (None, at(MON, 10, 30))


async def test_a_day_is_the_community_s_working_day_in_every_region(abroad: Stage) -> None:
    post = await abroad.post(SORA, MINUTES, country="NL")
    assert (await abroad.follow_up(post)).answer_by == at(TUE, 1, 0), "eight hours from nine, Amsterdam time"


async def test_a_step_is_taken_in_the_author_s_hours_and_told_in_the_reader_s(abroad: Stage) -> None:
    post = await abroad.post(SORA, MINUTES, country="NL")
    turn_to(abroad, MON, 17, 30)
    assert await nudged(abroad) == ids(KEN)
    turn_to(abroad, MON, 18, 30)
    assert await nudged(abroad) == ids(DANA), "half past ten where she is"
    row = await abroad.follow_up(post)
    assert row.next_nudge_at == at(MON, 22, 30)
    turn_to(abroad, MON, 22, 30)
    assert await nudged(abroad) == [], "the owner sleeps, and the step is taken"
    assert (await abroad.follow_up(post)).nudges == 3
    turn_to(abroad, TUE, 9, 0)
    assert await nudged(abroad) == ids(KEN)


async def test_an_advisor_abroad_is_told_of_a_post_from_here_in_their_own_morning(abroad: Stage) -> None:
    await abroad.post(SORA, MINUTES)
    turn_to(abroad, MON, 10, 30)
    assert await nudged(abroad) == ids(KEN)
    turn_to(abroad, MON, 11, 30)
    assert await nudged(abroad) == []
    turn_to(abroad, MON, 16, 59)
    assert DANA.id not in await nudged(abroad)
    turn_to(abroad, MON, 17, 0)
    assert await nudged(abroad) == ids(DANA)


async def test_a_reader_s_own_holidays_are_kept_and_others_are_not(abroad: Stage) -> None:
    turn_to(abroad, THU + 21, 10)
    await abroad.post(SORA, MINUTES)
    turn_to(abroad, THU + 21, 13, 0)
    await nudged(abroad)
    turn_to(abroad, FRI + 21, 18)
    assert DANA.id not in await nudged(abroad), "Christmas Day in the Netherlands, and a working day in Japan"
    turn_to(abroad, SUN + 22, 17)
    assert DANA.id in await nudged(abroad)


async def test_a_region_s_holiday_puts_off_what_is_due_there(abroad: Stage) -> None:
    turn_to(abroad, THU + 21, 23)
    row = await abroad.follow_up(await abroad.post(SORA, MINUTES, country="BE"))
    assert row.receive_by == at(THU + 21, 23, 30)
    turn_to(abroad, FRI + 21, 18)
    other = await abroad.follow_up(await abroad.post(SORA, MINUTES, country="BE"))
    assert other.receive_by == at(SUN + 22, 19, 0), "two hours of the next working day: they posted before"


async def test_who_wrote_at_night_is_owed_from_the_next_morning(stage: Stage) -> None:
    turn_to(stage, TUE, 2)
    row = await stage.follow_up(await stage.post(SORA, MINUTES))
    assert row.receive_by == at(TUE, 9, 30)
    turn_to(stage, TUE, 9, 30)
    assert await nudged(stage) == ids(KEN)
    turn_to(stage, WED, 9)
    assert await nudged(stage) == ids(HANA, KEN, MIO)
