"""What is no working time between two moments: with the working time it makes up the whole, over every clock change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.working_hours import WorkingHours

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
SHIFTS = {
    "lunch": WorkingHours.parse("Asia/Tokyo", EVERY_DAY[:5], ["09:00-12:00", "13:00-18:00"], "JP"),
    "night": WorkingHours.parse("Europe/Amsterdam", EVERY_DAY, ["22:00-06:00"], "NL"),
    "always": WorkingHours.parse("America/New_York", EVERY_DAY, ["00:00-24:00"]),
}


@pytest.mark.parametrize("name", SHIFTS)
@given(hour=st.integers(0, 6 * 365 * 24), length=st.timedeltas(timedelta(), timedelta(days=20)))
def test_pauses_and_working_time_make_up_the_whole(name: str, hour: int, length: timedelta) -> None:
    hours, a = SHIFTS[name], datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
    pauses = hours.pauses(a, a + length)
    assert sum((until - since for since, until in pauses), hours.between(a, a + length)) == length
    assert all(since < until and not hours.is_working(since) for since, until in pauses)


def test_a_span_ends_where_work_does_and_nowhere_else() -> None:
    new_year = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert SHIFTS["night"].end_of_span(new_year, new_year + timedelta(days=9)) == datetime(2027, 1, 1, 5, 0, tzinfo=UTC)
    assert SHIFTS["always"].end_of_span(new_year, new_year + timedelta(days=9)) == new_year + timedelta(days=9)
    lunch = datetime(2026, 11, 30, 3, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="no working time"):
        SHIFTS["lunch"].end_of_span(lunch, new_year)
