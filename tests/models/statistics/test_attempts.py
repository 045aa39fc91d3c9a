"""The figures of attempts against a slow count of the same, written from docs/figures.md."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.attempts import Came
from models.statistics.attempts import Tried, attempts, sides, with_attempts
from models.statistics.report import report
from models.statistics.values import Ledger
from tests.models.statistics import slow_attempts
from tests.models.statistics.ledgers import AUTHORS, DEPARTMENTS, NOW, made

THEMES = {theme.code: theme.name for theme in made().seasons[0].themes}
a_hundred = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
a_thousand = settings(a_hundred, max_examples=1000)
CODES = (*THEMES, "gone", None)


def numbers(most: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, most)


@st.composite
def tries(draw: st.DrawFn) -> tuple[Tried, ...]:
    """Up to forty attempts by up to fifteen people; any number may be missing, and it may take longer now."""
    one = st.builds(
        Tried,
        st.sampled_from(AUTHORS),
        st.sampled_from([came.value for came in Came]),
        st.sampled_from(CODES),
        numbers(100_000),
        numbers(100_000),
        numbers(10_000),
        numbers(100_000),
    )
    return tuple(draw(st.lists(one, max_size=40)))


def departments() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({who: st.sampled_from(DEPARTMENTS) for who in AUTHORS}).map(
        lambda known: {who: name for who, name in known.items() if name}
    )


def ledger(known: dict[str, str]) -> Ledger:
    community = made()
    return Ledger(community, community.seasons[0], (), departments=known)


@pytest.mark.long
@pytest.mark.timeout(600)
@a_thousand
@given(tries(), departments(), tries())
def test_every_figure_of_a_thousand_seasons_is_what_a_slow_count_finds(
    tried: tuple[Tried, ...], known: dict[str, str], before: tuple[Tried, ...]
) -> None:
    counted_twice(tried, known, before)


@a_hundred
@given(tries(), departments(), tries())
def test_every_figure_of_attempts_is_what_a_slow_count_finds(
    tried: tuple[Tried, ...], known: dict[str, str], before: tuple[Tried, ...]
) -> None:
    counted_twice(tried, known, before)


def counted_twice(tried: tuple[Tried, ...], known: dict[str, str], before: tuple[Tried, ...]) -> None:
    of = ledger(known)
    empty = report(of, None, (), NOW)
    told = with_attempts(empty, of, tried, before)
    assert asdict(attempts(tried)) == slow_attempts.whole(tried)
    assert told.attempts == attempts(tried)
    assert told.attempts_before == attempts(before)
    assert [asdict(side) for side in told.attempt_sides] == slow_attempts.sides(tried, THEMES, known)
    for theme in THEMES:
        of_theme = with_attempts(empty, of.of_theme(theme), tried, None)
        shown = None if of_theme.attempts is None else asdict(of_theme.attempts)
        assert shown == slow_attempts.of_theme(tried, theme)
        assert (of_theme.attempts_before, of_theme.attempt_sides) == (None, ())


def of_people(first: int, count: int, **known: Any) -> list[Tried]:
    return [Tried(f"m{number}", "worked", **known) for number in range(first, first + count)]


def test_four_people_of_a_theme_are_told_neither_beside_others_nor_alone_nor_found_by_subtracting() -> None:
    few = [*of_people(0, 4, theme="meeting"), *of_people(10, 6, theme="inquiry")]
    of = ledger({})
    told = with_attempts(report(of, None, (), NOW), of, few, None)
    assert told.attempt_sides == ()
    assert told.attempts is not None
    assert told.attempts.people == 10
    for theme in THEMES:
        assert with_attempts(report(of, None, (), NOW), of.of_theme(theme), few, None).attempts is None
    enough = [*few, *of_people(4, 1, theme="meeting")]
    assert [(side.name, side.people) for side in sides(enough, of)] == [("問い合わせ対応", 6), ("議事録と会議", 5)]


def test_one_person_who_tries_often_is_one_person() -> None:
    often = [Tried("m0", "partly", "meeting")] * 9 + of_people(10, 6, theme="inquiry")
    assert sides(often, ledger({})) == ()


SAVING = Tried("m0", "worked", None, 30, 10, 8, 3)


@pytest.mark.parametrize(
    ("tried", "hours", "told"),
    [
        (SAVING, 8.0, 1),
        (replace(SAVING, minutes_before=10, minutes_after=30), -8.0, 1),
        (replace(SAVING, minutes_after=30), 0.0, 1),
        (replace(SAVING, people=None), 0.0, 0),
        (replace(SAVING, times_a_month=None), 0.0, 0),
        (replace(SAVING, minutes_after=None), 0.0, 0),
        (replace(SAVING, minutes_before=None), 0.0, 0),
    ],
)
def test_hours_are_those_of_a_month_as_they_were_written_and_of_nothing_that_was_not(
    tried: Tried, hours: float, told: int
) -> None:
    found = attempts([tried])
    assert (found.hours_saved, found.hours_told, found.hours_people) == (hours, told, told)
    assert attempts([tried, SAVING]).hours_saved == hours + 8.0
