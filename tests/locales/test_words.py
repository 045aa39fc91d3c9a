"""How sentences are put into words: moments, lengths of time, names, and what is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import language_of, say

EVENING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def spoken(key: str, language: str = "ja", time_zone: str = "Asia/Tokyo", **values: object) -> str:
    return say(key, values, language, time_zone)


@pytest.mark.parametrize(
    ("language", "time_zone", "told"),
    [
        ("ja", "Asia/Tokyo", "目安は11月25日(水) 18:00です。"),
        ("en", "Asia/Tokyo", "Hoped for by Wed 25 Nov, 18:00."),
        ("en", "Europe/Amsterdam", "Hoped for by Wed 25 Nov, 10:00."),
        ("ja", "Pacific/Auckland", "目安は11月25日(水) 22:00です。"),
    ],
)
def test_a_moment_is_told_in_the_readers_zone(language: str, time_zone: str, told: str) -> None:
    assert spoken("queue-due", language, time_zone, due=EVENING) == told


def test_a_time_of_day_is_told_without_its_day() -> None:
    told = spoken("due-jump-break", "en", "Asia/Tokyo", since=EVENING, until=time(19, 30))
    assert told == "Wed 25 Nov, 18:00 to 19:30: a break, outside working hours"


@pytest.mark.parametrize(("language", "told"), [("ja", "参加したテーマ：会議、翻訳"), ("en", "Themes: 会議, 翻訳")])
def test_names_beside_each_other_stand_as_the_reader_parts_them(language: str, told: str) -> None:
    assert spoken("record-themes", language, themes=("会議", "翻訳")) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [("ja", "お名前を消したメンバーさんが担当しています。"), ("en", "an unnamed member is taking care of it.")],
)
def test_who_was_forgotten_is_spoken_of_like_anybody(language: str, told: str) -> None:
    assert spoken("done-claimed", language, name=spoken("forgotten-name", language)) == told


def test_a_day_has_no_zone() -> None:
    day = date(2026, 11, 26)
    assert spoken("post-promise", name="上田 花", until=day) == "上田 花さんより：11月26日(木)までにお返事します。"
    assert spoken("post-promise", "en", name="Dana", until=day) == "From Dana: I will reply by Thu 26 Nov."


@pytest.mark.parametrize(
    ("length", "ja", "en"),
    [
        (timedelta(), "1分未満", "less than a minute"),
        (timedelta(seconds=59), "1分未満", "less than a minute"),
        (timedelta(minutes=45), "45分", "45 min"),
        (timedelta(hours=-3), "3時間短い", "3 h shorter"),
        (timedelta(seconds=-59), "1分未満短い", "less than a minute shorter"),
        (timedelta(hours=2), "2時間", "2 h"),
        (timedelta(hours=2, minutes=15, seconds=59), "2時間15分", "2 h 15 min"),
        (timedelta(hours=47, minutes=59), "47時間59分", "47 h 59 min"),
        (timedelta(hours=52, minutes=10), "52時間", "52 h"),
        (timedelta(hours=1200), "1,200時間", "1,200 h"),
    ],
)
def test_a_length_of_time_is_told_in_hours_never_in_days(length: timedelta, ja: str, en: str) -> None:
    assert spoken("stats-length", "ja", length=length) == ja
    assert spoken("stats-length", "en", length=length) == en


def test_one_and_many_are_told_apart() -> None:
    assert spoken("queue-heading-all", "en", total=1) == "1 post is waiting for a reply"
    assert spoken("queue-heading-all", "en", total=1204) == "1,204 posts are waiting for a reply"


@pytest.mark.parametrize(
    ("key", "values", "told"),
    [
        ("stats-told", {"posts": 2, "answered": 1}, "Of 2 posts by members, 1 has been answered."),
        ("stats-told", {"posts": 1, "answered": 1}, "Of 1 post by members, 1 has been answered."),
        ("stats-told", {"posts": 3, "answered": 2}, "Of 3 posts by members, 2 have been answered."),
        ("stats-spread-received", {"side": "x", "points": 1}, "Acknowledged: “x” is 1 point below the whole."),
        ("stats-spread-answered", {"side": "x", "points": 2}, "Answered: “x” is 2 points below the whole."),
        (
            "stats-load",
            {"name": "x", "acts": 1, "outside": 1, "answers": 1, "held": 1},
            "x: 1 act (1 out of hours), 1 answer, 1 in hand",
        ),
        ("stats-fairness", {"times": 1.0}, "The largest share is 1× an even one."),
        ("attempt-minutes-told", {"before": 30, "after": 1}, "Time it takes: from 30 to 1 minute"),
        ("attempt-before-told", {"before": 1}, "Time it took before: 1 minute"),
        ("attempt-after-told", {"after": 2}, "Time it takes now: 2 minutes"),
    ],
)
def test_figures_tell_one_and_many_apart_in_english(key: str, values: dict[str, object], told: str) -> None:
    assert say(key, values, "en", "Asia/Tokyo") == told


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_what_people_write_is_taken_as_it_is(text: str) -> None:
    assert spoken("stats-of-community", community=text) == text


def test_a_language_is_found_whatever_teams_calls_it() -> None:
    assert [language_of(asked) for asked in ("en-GB", "EN", "ja_JP", "fr", "", None)] == [
        "en",
        "en",
        "ja",
        "ja",
        "ja",
        "ja",
    ]


def test_a_key_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(KeyError, match="refused-because"):
        spoken("refused-because")


def test_a_value_that_is_missing_is_a_bug() -> None:
    with pytest.raises(KeyError, match="refused-not-yours in ja"):
        spoken("refused-not-yours")


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        spoken("queue-due", due=EVENING.replace(tzinfo=None))


def test_a_value_that_cannot_be_written_is_a_bug() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        spoken("refused-not-yours", name=None)
