"""A moment as people name it: read in their zone, and refused when it could mean several things."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from models.named_moment import moment_named, moment_or_day

TOKYO, AMSTERDAM = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 25, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "2026-12-25 17:30", "12/25 17:30", "12月25日 17時30分", "２０２６／１２／２５　１７：３０", "2026-12-25T17:30",
        "2026-12-25T17:30:00+09:00", "2026-12-25T08:30Z", "2026-12-25 09:30+01:00", " 12-25 17:30 ",
    ],
)  # fmt: skip
def test_a_day_and_a_time_are_understood_as_they_are_written(words: str) -> None:
    assert moment_named(words, NOW, TOKYO) == CHRISTMAS


def test_without_words_it_is_now_and_a_time_alone_is_of_today() -> None:
    assert moment_named("", NOW, TOKYO) == moment_named("今", NOW, TOKYO) == NOW
    assert moment_named("9時", NOW, TOKYO) == datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert moment_named("明日 9:00", NOW, TOKYO) == datetime(2026, 12, 1, 0, 0, tzinfo=UTC)


def test_a_day_without_its_year_is_the_nearest() -> None:
    assert moment_named("1/4 9:00", NOW, TOKYO) == datetime(2027, 1, 4, 0, 0, tzinfo=UTC)
    assert moment_named("11/2 9:00", NOW, TOKYO) == datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
    assert moment_named("2/29 9:00", NOW, TOKYO) is None


@pytest.mark.parametrize(
    "words", ["soon", "2026-12-25", "12/25", "25:00", "2026-13-01 09:00", "2026-02-30 9:00", "9", "0001-01-01 00:00",
              "2126-01-01 09:00", "2026-12-25T25:00", "12/25 17:30 まで"]
)  # fmt: skip
def test_what_is_no_moment_is_none(words: str) -> None:
    assert moment_named(words, NOW, TOKYO) is None


@pytest.mark.parametrize("words", ["9999-12-31", "0001-01-01", "0001-01-01 23:00", "9999-12-31T23:59-12:00"])
def test_the_ends_of_the_calendar_are_no_moments(words: str) -> None:
    for end in (False, True):
        assert moment_or_day(words, NOW, TOKYO, end=end) is None


def test_where_the_clock_changes_a_time_is_still_one_moment() -> None:
    assert moment_named("2026-10-25 02:30", NOW, AMSTERDAM) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment_named("2026-03-29 02:30", NOW, AMSTERDAM) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_day_alone_has_a_beginning_and_an_end() -> None:
    assert moment_or_day("11/30", NOW, TOKYO, end=False) == datetime(2026, 11, 29, 15, 0, tzinfo=UTC)
    assert moment_or_day("2026-11-30", NOW, TOKYO, end=True) == datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    assert moment_or_day("2026-12-25 17:30", NOW, TOKYO, end=True) == CHRISTMAS
