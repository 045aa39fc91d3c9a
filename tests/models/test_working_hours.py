"""Working time in everyday examples, and what is refused."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar_text import span, span_text
from models.public_holidays import public_holidays
from models.working_hours import WorkingHours

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
TOKYO = WorkingHours.parse("Asia/Tokyo", WEEKDAYS, ["09:00-12:00", "13:00-18:00"], "JP", ["2026-12-29/2027-01-03"])
FIRST = datetime(2024, 1, 1, tzinfo=UTC)


def tokyo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    ("moment", "hours", "expected"),
    [
        ("2026-11-06 17:00", 2, "2026-11-09 10:00"),
        ("2026-11-06 17:00", 1, "2026-11-06 18:00"),
        ("2026-11-06 11:30", 1, "2026-11-06 13:30"),
        ("2026-11-07 03:00", 0, "2026-11-09 09:00"),
        ("2026-11-02 18:00", 0, "2026-11-04 09:00"),
        ("2026-12-28 17:00", 2, "2027-01-04 10:00"),
    ],
)
def test_lunch_weekends_holidays_and_closures_do_not_count(moment: str, hours: int, expected: str) -> None:
    found = TOKYO.add(tokyo(moment), timedelta(hours=hours))

    assert found == tokyo(expected)
    assert found.tzinfo is UTC


def test_a_substitute_holiday_is_a_holiday() -> None:
    assert not TOKYO.is_working_day(date(2026, 5, 6))


def test_a_holiday_of_a_part_of_the_country_counts_there_alone() -> None:
    epiphany = date(2026, 1, 6)

    assert epiphany in public_holidays("DE-BY", 2026)
    assert epiphany not in public_holidays("DE-BE", 2026)


def test_a_span_starts_on_its_minute_and_ends_before_its_end() -> None:
    assert TOKYO.is_working(tokyo("2026-11-06 09:00"))
    assert not TOKYO.is_working(tokyo("2026-11-06 12:00"))
    assert not TOKYO.is_working(tokyo("2026-11-06 08:59:59.999999"))


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    night = WorkingHours.parse("Asia/Tokyo", ["fri"], ["22:00-06:00"])

    assert night.is_working(tokyo("2026-11-07 05:59"))
    assert not night.is_working(tokyo("2026-11-06 05:59"))
    assert night.day_length() == 8 * HOUR


def test_round_the_clock_is_calendar_time() -> None:
    always = WorkingHours.parse("Europe/Amsterdam", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ["00:00-24:00"])
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)

    assert always.add(start, timedelta(days=100)) == start + timedelta(days=100)


def test_a_days_length_is_all_its_spans() -> None:
    assert TOKYO.day_length() == 8 * HOUR


def test_a_promised_date_ends_with_its_last_span_even_on_a_sunday() -> None:
    assert TOKYO.end_of_day(date(2026, 11, 8)) == tokyo("2026-11-08 18:00")


def test_the_end_of_a_day_at_midnight_may_be_shown_twice() -> None:
    """Beirut's clock goes from midnight back to 23:00 on 2026-10-25."""
    late = WorkingHours.parse("Asia/Beirut", WEEKDAYS, ["09:00-24:00"])

    assert late.end_of_day(date(2026, 10, 24)) == datetime(2026, 10, 24, 22, tzinfo=UTC)


def test_the_end_of_a_day_that_the_clock_skips_is_the_moment_of_the_change() -> None:
    short = WorkingHours.parse("Europe/Amsterdam", ["sun"], ["02:10-02:40"])

    assert short.end_of_day(date(2026, 3, 29)) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert short.next_working(datetime(2026, 3, 28, tzinfo=UTC)) == datetime(2026, 4, 5, 0, 10, tzinfo=UTC)


# Refused


@pytest.mark.parametrize(
    ("days", "hours", "holidays", "closed", "says"),
    [
        ([], ["09:00-12:00"], "", [], "no day of the week"),
        (["mon"], [], "", [], "no working hours"),
        (["monday"], ["09:00-12:00"], "", [], "mon, tue"),
        (["mon"], ["9-12"], "", [], "like 09:00-12:00"),
        (["mon"], ["09:00-09:00"], "", [], "00:00-24:00"),
        (["mon"], ["24:00-06:00"], "", [], "like 09:00-12:00"),
        (["mon"], ["09:00-12:00", "11:00-13:00"], "", [], "09:00-12:00 and 11:00-13:00 overlap"),
        (["mon"], ["22:00-06:00", "05:00-07:00"], "", [], "22:00-06:00 and 05:00-07:00 overlap"),
        (["mon"], ["09:00-12:00"], "JAPAN", [], "“JAPAN”"),
        (["mon"], ["09:00-12:00"], "jp", [], "did you mean JP"),
        (["mon"], ["09:00-12:00"], "DE-XX", [], "the parts of DE are: BB"),
        (["mon"], ["09:00-12:00"], "", ["2026-02-30"], "a day like 2026-12-29"),
        (["mon"], ["09:00-12:00"], "", ["2026-02-03/2026-02-01"], "last day is before the first"),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_plain_words(
    days: list[str], hours: list[str], holidays: str, closed: list[str], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        WorkingHours.parse("Asia/Tokyo", days, hours, holidays, closed)


@pytest.mark.parametrize("zone", ["Tokyo", "", "../etc", "Asia"])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="Asia/Tokyo"):
        WorkingHours.parse(zone, ["mon"], ["09:00-12:00"])


def test_days_and_spans_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="from 0, Monday"):
        WorkingHours(ZoneInfo("UTC"), frozenset({7}), ((0, 60),))
    with pytest.raises(ValueError, match="24 h at the most"):
        WorkingHours(ZoneInfo("UTC"), frozenset({1}), ((0, 1500),))


def test_the_search_ends_when_everything_is_closed() -> None:
    closed = WorkingHours.parse("UTC", ["mon"], ["09:00-12:00"], "", ["2026-01-01/2050-01-01"])
    start = datetime(2026, 1, 1, tzinfo=UTC)

    with pytest.raises(ValueError, match="no working time within 10 years of 2026-01-01"):
        closed.add(start, HOUR)
    with pytest.raises(ValueError, match="no working time within 10 years of 2026-01-01"):
        closed.next_working(start)


def test_a_naive_moment_and_a_negative_length_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        TOKYO.next_working(FIRST.replace(tzinfo=None))
    with pytest.raises(ValueError, match="forwards"):
        TOKYO.add(datetime(2026, 1, 1, tzinfo=UTC), -MINUTE)


# A value


def test_equal_hours_are_one_value_whatever_they_have_reckoned() -> None:
    other = WorkingHours.parse(
        "Asia/Tokyo", reversed(WEEKDAYS), ["13:00-18:00", "09:00-12:00"], "JP", ["2026-12-29/2027-01-03"]
    )
    TOKYO.add(tokyo("2026-11-06 17:00"), HOUR)

    assert other == TOKYO
    assert hash(other) == hash(TOKYO)
    assert pickle.loads(pickle.dumps(TOKYO)) == TOKYO


def test_many_threads_may_ask_at_once() -> None:
    fresh = WorkingHours.parse("America/New_York", WEEKDAYS, ["09:00-17:00"], "US")
    starts = [FIRST + timedelta(hours=37 * count) for count in range(1_000)]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda start: fresh.add(start, 100 * HOUR), starts))

    assert found == [fresh.add(start, 100 * HOUR) for start in starts]


@given(st.integers(0, 1439), st.integers(1, 1440))
def test_a_span_is_read_back_as_it_is_written(start: int, length: int) -> None:
    written = span_text((start, start + length))

    if length < 1440 or start == 0:
        assert span(written) == (start, start + length)


def test_a_year_out_of_reach_is_refused_by_its_own_number() -> None:
    with pytest.raises(ValueError, match="the year 9999 is out of reach"):
        TOKYO.between(tokyo("2026-11-24T10:00"), tokyo("9999-06-01T10:00"))
