"""The laws of working time, against a reckoning by the clock on the wall, minute by minute."""

from __future__ import annotations

import pickle
import zoneinfo
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar_text import span, span_text
from models.public_holidays import public_holidays
from models.working_hours import WorkingHours
from models.working_year import instant_of, moment_of, stretches

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
TOKYO = WorkingHours.parse("Asia/Tokyo", WEEKDAYS, ["09:00-12:00", "13:00-18:00"], "JP", ["2026-12-29/2027-01-03"])
ZONES = sorted(zoneinfo.available_timezones() - {"Factory", "localtime", "posixrules"})
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


def tokyo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Tokyo"))


def on_the_wall(hours: WorkingHours, moment: datetime) -> bool:
    """Whether the wall clock shows a working time: what ``is_working`` must say, reckoned the slow way."""
    local = moment.astimezone(hours.zone)
    minutes = local.hour * 60 + local.minute
    return any(
        start <= minutes + 1440 * back < end and hours.is_working_day(local.date() - timedelta(days=back))
        for start, end in hours.spans
        for back in (0, 1)
    )


@lru_cache(maxsize=1)
def clock_changes() -> dict[tuple[tuple[int, int, int], ...], str]:
    """One zone for each different history of clock changes from 2024 to 2030."""
    found: dict[tuple[tuple[int, int, int], ...], str] = {}
    for name in ZONES:
        found.setdefault(tuple(stretches(ZoneInfo(name), instant_of(FIRST), instant_of(LAST))), name)
    return found


def lengths() -> st.SearchStrategy[timedelta]:
    return st.timedeltas(timedelta(0), timedelta(days=90))


def moments() -> st.SearchStrategy[datetime]:
    zones = st.sampled_from(ZONES).map(ZoneInfo)
    first, last = FIRST + timedelta(days=1), LAST - timedelta(days=200)
    return st.datetimes(first.replace(tzinfo=None), last.replace(tzinfo=None), timezones=zones)


@st.composite
def some_hours(draw: st.DrawFn) -> WorkingHours:
    """Any working hours with several spans a day, the last of which may pass midnight."""
    edges = sorted(draw(st.sets(st.integers(0, 1439), min_size=2, max_size=6)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    if len(edges) > 2 and draw(st.booleans()):
        spans = [*zip(edges[1:-1:2], edges[2:-1:2], strict=False), (edges[-1], edges[0] + 1440)]
    if draw(st.integers(0, 9)) == 0:
        spans = [(0, 1440)]
    first = draw(st.dates(date(2024, 1, 1), date(2030, 12, 1)))
    closed = ((first, first + timedelta(days=draw(st.integers(0, 20)))),) if draw(st.booleans()) else ()
    return WorkingHours(
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        spans=tuple(spans),
        holidays=draw(st.sampled_from(["", "JP", "DE-BY", "NL"])),
        closed=closed,
    )


# Everyday examples


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


# Laws


@given(some_hours(), moments(), lengths())
def test_between_undoes_add(hours: WorkingHours, moment: datetime, length: timedelta) -> None:
    assert hours.between(moment, hours.add(moment, length)) == length


@given(some_hours(), moments(), lengths())
def test_add_undoes_between(hours: WorkingHours, moment: datetime, length: timedelta) -> None:
    end = hours.add(moment, length)

    assert hours.add(moment, hours.between(moment, end)) == end


@given(some_hours(), moments(), lengths())
def test_a_result_is_never_outside_working_time(hours: WorkingHours, moment: datetime, length: timedelta) -> None:
    end = hours.add(moment, length)

    assert on_the_wall(hours, end - timedelta(microseconds=1) if length else end)
    assert end >= moment
    assert end.tzinfo is UTC


@given(some_hours(), moments(), lengths(), lengths())
def test_more_work_ends_later(hours: WorkingHours, moment: datetime, one: timedelta, other: timedelta) -> None:
    shorter, longer = sorted([one, other])

    assert hours.add(moment, shorter) <= hours.add(moment, longer)


@given(some_hours(), moments(), moments(), lengths())
def test_who_starts_later_ends_later(hours: WorkingHours, one: datetime, other: datetime, length: timedelta) -> None:
    earlier, later = sorted([one.astimezone(UTC), other.astimezone(UTC)])

    assert hours.add(earlier, length) <= hours.add(later, length)


@given(some_hours(), moments(), lengths(), lengths())
def test_two_lengths_may_be_added_one_by_one(
    hours: WorkingHours, moment: datetime, one: timedelta, other: timedelta
) -> None:
    step = other + MINUTE

    assert hours.add(hours.add(moment, one), step) == hours.add(moment, one + step)


@given(some_hours(), moments(), moments(), moments())
def test_between_adds_up_in_any_order(hours: WorkingHours, a: datetime, b: datetime, c: datetime) -> None:
    assert hours.between(a, b) + hours.between(b, c) == hours.between(a, c)
    assert hours.between(a, b) == -hours.between(b, a)


@given(some_hours(), moments())
def test_the_next_working_moment_is_the_first(hours: WorkingHours, moment: datetime) -> None:
    found = hours.next_working(moment)

    assert hours.is_working(found)
    assert (found == moment) == hours.is_working(moment)
    assert hours.between(moment, found) == timedelta(0)


@given(some_hours(), moments())
def test_working_time_is_what_the_wall_clock_shows(hours: WorkingHours, moment: datetime) -> None:
    assert hours.is_working(moment) == on_the_wall(hours, moment)


@given(some_hours(), st.dates(date(2024, 1, 2), date(2030, 12, 30)))
def test_the_end_of_a_day_is_what_the_wall_clock_shows(hours: WorkingHours, day: date) -> None:
    end = hours.end_of_day(day)
    begins = datetime.combine(day, time(0))
    shown = end.astimezone(hours.zone).replace(tzinfo=None)

    if hours.is_working_day(day) and shown == begins + timedelta(minutes=hours.spans[-1][1]):
        assert on_the_wall(hours, end - timedelta(microseconds=1))
    else:
        assert not hours.is_working_day(day) or hours.zone.utcoffset(begins) != end.astimezone(hours.zone).utcoffset()


# Every clock change of every zone


@pytest.mark.parametrize("spans", [["00:30-01:15", "01:40-02:20", "02:50-03:10", "22:45-24:00"], ["21:20-03:35"]])
def test_every_clock_change_from_2024_to_2030_is_reckoned_as_the_wall_shows_it(spans: list[str]) -> None:
    changes = 0
    for pieces, name in clock_changes().items():
        hours = WorkingHours.parse(name, [*WEEKDAYS, "sat", "sun"], spans)
        for since, _until, _offset in pieces[1:]:
            changes += 1
            _check_around(hours, moment_of(since))
    assert changes > 300


def _check_around(hours: WorkingHours, change: datetime) -> None:
    """Five minutes at a time, from four hours before to four hours after."""
    step = 5 * MINUTE
    looks = [change + step * count for count in range(-48, 49)]
    shown = [on_the_wall(hours, look) for look in looks]
    assert [hours.is_working(look) for look in looks] == shown
    for start in (0, 48):
        worked = timedelta(0)
        for count in range(start, 96):
            assert hours.between(looks[start], looks[count]) == worked
            if shown[count]:
                worked += step
                assert hours.add(looks[start], worked) == looks[count] + step


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
