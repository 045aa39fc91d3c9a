"""The laws of working time, against a reckoning by the clock on the wall, minute by minute."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.working_hours import WorkingHours
from models.working_year import instant_of, moment_of, stretches

MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
ZONES = sorted(zoneinfo.available_timezones() - {"Factory", "localtime", "posixrules"})
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


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


def short() -> st.SearchStrategy[timedelta]:
    """Something, and so little that not even a minute a week reaches back behind 1900."""
    return st.timedeltas(MICROSECOND, timedelta(hours=40))


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


@given(some_hours(), moments(), short())
def test_before_is_the_first_moment_from_which_a_length_is_worked(
    hours: WorkingHours, moment: datetime, length: timedelta
) -> None:
    start = hours.before(moment, length)

    assert hours.between(start, moment) == length
    assert hours.between(start - MICROSECOND, moment) > length
    assert hours.add(start, length) <= moment.astimezone(UTC)
    assert start <= moment
    assert start.tzinfo is UTC


@given(some_hours(), moments(), short())
def test_before_undoes_add(hours: WorkingHours, moment: datetime, length: timedelta) -> None:
    start = hours.before(hours.add(moment, length), length)

    assert start <= moment.astimezone(UTC)
    assert hours.between(start, moment) == timedelta(0)
    assert hours.add(start, length) == hours.add(moment, length)


@given(some_hours(), moments(), moments(), short())
def test_what_ends_later_begins_later(hours: WorkingHours, one: datetime, other: datetime, length: timedelta) -> None:
    earlier, later = sorted([one.astimezone(UTC), other.astimezone(UTC)])

    assert hours.before(earlier, length) <= hours.before(later, length)


@given(some_hours(), moments(), short(), short())
def test_more_work_begins_earlier(hours: WorkingHours, moment: datetime, one: timedelta, other: timedelta) -> None:
    shorter, longer = sorted([one, other])

    assert hours.before(moment, longer) <= hours.before(moment, shorter)


@pytest.mark.parametrize("length", [timedelta(0), -MINUTE])
def test_nothing_is_worked_before_a_moment_only_by_name(length: timedelta) -> None:
    hours = WorkingHours.parse("Asia/Tokyo", WEEKDAYS, ["09:00-18:00"])
    with pytest.raises(ValueError, match="something must be worked before a moment"):
        hours.before(FIRST + timedelta(days=1), length)


@given(some_hours(), moments())
def test_the_day_s_work_so_far_is_what_was_worked_since_its_first_span(hours: WorkingHours, moment: datetime) -> None:
    """Where the clock skips the start of the day's first span, the day begins when the clock goes on."""
    moment = moment.replace(second=0, microsecond=0, fold=0)
    wall = moment.astimezone(hours.zone)
    so_far = hours.since_start_of_day(moment)
    midnight = datetime.combine(wall.date(), time(0))
    begins = (midnight + timedelta(minutes=hours.spans[0][0])).replace(tzinfo=hours.zone)
    begun = begins.astimezone(UTC) <= moment.astimezone(UTC)

    if not (hours.is_working_day(wall.date()) and on_the_wall(hours, moment) and begun):
        assert so_far is None
    else:
        assert so_far == hours.between(begins, moment)
        assert timedelta(0) <= so_far <= hours.day_length() + timedelta(hours=24)


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
                begun = hours.before(looks[count] + step, worked)
                assert hours.between(begun, looks[start]) == timedelta(0)
