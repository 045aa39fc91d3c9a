"""Until when, as people say it, in Japanese and in English."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.spoken_moment import AT_MOST, last_day, spoken_until

TOKYO, AMSTERDAM = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 30, 10, 15, tzinfo=TOKYO)


def tokyo(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        *((words, tokyo(2026, 12, 11)) for words in (
            "12/10", "until 12/10", "Until 12/10", "till 12-10", "12/10まで", "12月10日まで", "12月10日迄",
            "１２／１０まで", "2026-12-10", "2026/12/10", "2026年12月10日まで", "  until   12/10  ",
        )),
        *((words, tokyo(2026, 12, 2)) for words in ("tomorrow", "until Tomorrow", "明日", "明日まで", "あした")),
        *((words, tokyo(2026, 12, 1)) for words in ("today", "今日", "本日まで", "11/30")),
        *((words, tokyo(2026, 12, 3)) for words in ("明後日", "あさってまで")),
        *((words, tokyo(2026, 11, 30, 15)) for words in ("15:00", "until 15:00", "15時", "15時00分", "１５：００まで")),
        ("15時30分まで", tokyo(2026, 11, 30, 15, 30)),
        ("9:00", tokyo(2026, 12, 1, 9)),
        ("10:15", tokyo(2026, 12, 1, 10, 15)),
        ("0:00", tokyo(2026, 12, 1)),
        ("2h", tokyo(2026, 11, 30, 12, 15)),
        ("1h30m", tokyo(2026, 11, 30, 11, 45)),
        ("2時間", tokyo(2026, 11, 30, 12, 15)),
        ("30分", tokyo(2026, 11, 30, 10, 45)),
        ("3日間", tokyo(2026, 12, 3, 10, 15)),
        ("1/5", tokyo(2027, 1, 6)),
        ("12/31", tokyo(2027, 1, 1)),
        ("11/29", tokyo(2027, 11, 30)),
    ],
)  # fmt: skip
def test_what_is_said_is_understood(words: str, until: datetime) -> None:
    assert spoken_until(words, NOW.astimezone(UTC), TOKYO) == until


@pytest.mark.parametrize(
    "words",
    [
        "", "until", "まで", "soon", "そのうち", "13/1", "2/30", "0/0", "25:00", "12:60", "24時", "0h", "-2h",
        "12/10 15:00", "2026-11-29", "2020/1/1", "2027-12-10", "9999-12-31", "9999年12月31日まで", "0000-01-01",
        "367d", "3650d", "999999999d", "12/10まで休みます", "untiltomorrow", "1" * 5000,
    ],
)  # fmt: skip
def test_what_is_unclear_past_or_too_far_is_not_guessed(words: str) -> None:
    assert spoken_until(words, NOW.astimezone(UTC), TOKYO) is None


def test_the_29th_of_february_is_the_next_one_within_a_year() -> None:
    assert spoken_until("2/29", tokyo(2027, 3, 10), TOKYO) == tokyo(2028, 3, 1)
    assert spoken_until("2/29", tokyo(2028, 2, 1), TOKYO) == tokyo(2028, 3, 1)
    assert spoken_until("2/29", tokyo(2026, 3, 10), TOKYO) is None


def test_a_day_is_the_day_of_who_says_it() -> None:
    late = datetime(2026, 11, 30, 23, 30, tzinfo=AMSTERDAM)
    assert spoken_until("tomorrow", late, AMSTERDAM) == datetime(2026, 12, 2, tzinfo=AMSTERDAM)
    assert spoken_until("tomorrow", late, TOKYO) == tokyo(2026, 12, 3)


def test_a_time_of_the_hour_that_comes_twice_is_the_next_of_the_two() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    second = first.replace(fold=1)
    for now, until in ((first, first.replace(minute=45)), (second, second.replace(minute=45))):
        assert spoken_until("2:45", now.astimezone(UTC), AMSTERDAM) == until.astimezone(UTC)
    assert spoken_until("2:15", first.astimezone(UTC), AMSTERDAM) == second.replace(minute=15).astimezone(UTC)


_words = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"(until )?[0-9]{1,4}[-/年:時][0-9]{1,2}([-/月][0-9]{1,2})?(日|分)?(まで)?", fullmatch=True),
    st.from_regex(r"[0-9]{1,9}[dhms]", fullmatch=True),
)
_moments = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
_zones = st.sampled_from(["Asia/Tokyo", "Europe/Amsterdam", "America/St_Johns", "Pacific/Apia"]).map(ZoneInfo)


@given(_words, _moments, _zones)
def test_whatever_is_said_it_is_understood_as_ahead_and_near_or_not_at_all(
    words: str, now: datetime, zone: ZoneInfo
) -> None:
    until = spoken_until(words, now, zone)
    assert until is None or (now < until <= now + AT_MOST and until.tzinfo is UTC)


@pytest.mark.parametrize(
    ("until", "day"),
    [(tokyo(2026, 12, 11), date(2026, 12, 10)), (tokyo(2026, 12, 11) + timedelta(minutes=1), date(2026, 12, 11))],
)
def test_what_ends_at_midnight_ends_with_the_day_before(until: datetime, day: date) -> None:
    assert last_day(until, TOKYO) == day
