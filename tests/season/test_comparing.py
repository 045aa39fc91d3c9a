"""The comparison bites: each fault that is planted in what was seen is found, and told in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.season.community import CALLED, DEFAULT_LADDER, KEN
from tests.season.comparing import differences
from tests.season.count import Count, count
from tests.season.deeds import Nudge
from tests.season.telling import told
from tests.season.windows import GOLDEN_WEEK, tokyo

TICK = timedelta(minutes=30)
Fault = Callable[[Count, list[Nudge]], Nudge]


@pytest.fixture(scope="module")
def counted() -> Count:
    return count(told(GOLDEN_WEEK, DEFAULT_LADDER, 1, TICK))


def some_nudge(seen: list[Nudge]) -> int:
    """The place of a nudge that is no morning card and has neighbours in time."""
    return next(place for place, one in enumerate(seen) if not one.morning and place > 20)


def early(_: Count, seen: list[Nudge]) -> Nudge:
    place = some_nudge(seen)
    seen[place] = replace(seen[place], at=seen[place].at - TICK)
    return seen[place]


def late(_: Count, seen: list[Nudge]) -> Nudge:
    place = some_nudge(seen)
    seen[place] = replace(seen[place], at=seen[place].at + 2 * TICK)
    return seen[place]


def dropped(_: Count, seen: list[Nudge]) -> Nudge:
    return seen.pop(some_nudge(seen))


def doubled(_: Count, seen: list[Nudge]) -> Nudge:
    seen.append(seen[some_nudge(seen)])
    return seen[-1]


def to_who_is_away(_: Count, seen: list[Nudge]) -> Nudge:
    place = some_nudge(seen)
    seen.append(replace(seen[place], to=KEN.id, at=tokyo("2026-04-24 10:00")))
    return seen[-1]


def on_a_holiday(_: Count, seen: list[Nudge]) -> Nudge:
    place = next(place for place, one in enumerate(seen) if one.at >= tokyo("2026-05-07 09:00") and one.to == KEN.id)
    seen[place] = replace(seen[place], at=seen[place].at - timedelta(days=1))
    return seen[place]


def after_the_answer(counted: Count, seen: list[Nudge]) -> Nudge:
    owed = next(one for one in counted.books.owed.values() if one.status == "answered" and one.closed)
    place = next(place for place, one in enumerate(seen) if one.at > owed.closed[-1][0])
    seen[place] = replace(seen[place], posts=seen[place].posts | {owed.name})
    return seen[place]


def to_a_participant(_: Count, seen: list[Nudge]) -> Nudge:
    stranger = next(who for who, name in CALLED.items() if name == "AUTHOR3")
    seen.append(replace(seen[some_nudge(seen)], to=stranger))
    return seen[-1]


def one_post_left_out(_: Count, seen: list[Nudge]) -> Nudge:
    place = next(place for place, one in enumerate(seen) if len(one.posts) > 1)
    seen[place] = replace(seen[place], posts=frozenset(sorted(seen[place].posts)[:1]))
    return seen[place]


def a_morning_card_taken_for_a_nudge(_: Count, seen: list[Nudge]) -> Nudge:
    place = next(place for place, one in enumerate(seen) if one.morning)
    seen[place] = replace(seen[place], morning=False)
    return seen[place]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (early, "EARLY by 0:30:00 nudge"),
        (late, "LATE by 1:00:00 nudge"),
        (dropped, "MISSING nudge"),
        (doubled, "TWICE nudge"),
        (to_who_is_away, "they were away until 04-30 15:00Z"),
        (on_a_holiday, "Wed 05-06 is no working day of theirs"),
        (after_the_answer, "was answered at"),
        (to_a_participant, "who takes part is never nudged"),
        (one_post_left_out, "OTHERWISE"),
        (a_morning_card_taken_for_a_nudge, "not as expected a morning card"),
    ],
)
def test_one_wrong_card_among_a_season_s_is_found(counted: Count, fault: Fault, says: str) -> None:
    seen = list(counted.nudges)
    planted = fault(counted, seen)
    found = differences(counted, seen)
    assert len(found) == 1, "one fault, one sentence"
    assert says in found[0]
    assert CALLED[planted.to] in found[0]


def test_the_same_cards_in_any_order_agree(counted: Count) -> None:
    assert counted.nudges
    assert differences(counted, reversed(counted.nudges)) == []
