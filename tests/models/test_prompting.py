"""The law of weekly prompts: one a week, in working time, whatever the clocks of the planner and the community do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.community_file import community, parse
from models.prompting import Turn, Wanted, planned, take
from models.refused import Refused
from tests.stage import COMMUNITY, KEN

SHIFTS = {
    "days": COMMUNITY,
    "nights": COMMUNITY.replace('hours = ["09:00-12:00", "13:00-18:00"]', 'hours = ["20:00-04:00"]'),
    "abroad": COMMUNITY.replace('time_zone = "Asia/Tokyo"', 'time_zone = "America/New_York"'),
}
ZONES = ["Asia/Tokyo", "Europe/Amsterdam", "America/Los_Angeles", "Australia/Sydney"]
MOVED_AT_MOST = timedelta(days=8)
"""By days off, and from one end of a working day to the other."""


@pytest.mark.parametrize("shift", SHIFTS)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2026, 12, 1), date(2027, 11, 1)),
    at=st.times().map(lambda one: time(one.hour, one.minute // 15 * 15)),
)
def test_a_weekly_prompt_comes_once_a_week_in_working_time(shift: str, zone: str, day: date, at: time) -> None:
    here = community(parse(SHIFTS[shift]))
    wanted = Wanted("お題", sorted(here.channels)[0], day, at, ZoneInfo(zone), weekly=True)
    try:
        prompt = planned("p", KEN.id, wanted, here, datetime(2026, 11, 30, 1, 0, tzinfo=UTC))
    except Refused:
        assume(False)
    first, came = datetime.combine(day, at, ZoneInfo(zone)), 0
    while prompt.next_at is not None and prompt.next_at < first + timedelta(days=364):
        due = prompt.next_at
        assert here.hours.is_working(due)
        turn, prompt = take(prompt, here, due)
        assert turn is Turn.POSTED
        came += 1
        assert prompt.next_at is not None
        assert due < prompt.next_at < due + timedelta(days=7) + MOVED_AT_MOST
    assert 50 <= came <= 53
