"""Where a word of an executive would mean most: the rule and its laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.touch_list import (
    AT_MOST,
    LONG,
    RECENT,
    Around,
    Candidate,
    Offer,
    Reader,
    Reason,
    is_time,
    touch_list,
    week_of,
)
from models.working_hours import WorkingHours

NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)
READER = Reader("boss", "Japan")
AROUND = Around(frozenset({"boss", "chief"}), {}, {})


def post(about: str, author: str = "", hours: float = 1, **known: object) -> Candidate:
    return Candidate(about, author or f"of {about}", NOW - timedelta(hours=hours), **known)  # type: ignore[arg-type]  # by name


def offered(*candidates: Candidate, reader: Reader = READER, around: Around = AROUND) -> list[tuple[str, Reason]]:
    return [(one.about, one.reason) for one in touch_list(candidates, reader, around, NOW)]


def test_each_reason_puts_a_post_on_the_list_in_their_order() -> None:
    long_ago = replace(AROUND, first_posted={"long": NOW - LONG - timedelta(days=1)})
    found = offered(
        post("a", "long"), post("b", region="Europe"), post("c", did_not_work=True), post("d", newcomer=True),
        post("e", region="Japan"), post("f"), around=long_ago,
    )  # fmt: skip
    assert found == [
        ("d", Reason.NEWCOMER), ("c", Reason.TRIED), ("b", Reason.FAR_AWAY), ("a", Reason.LONG_WITHOUT),
    ]  # fmt: skip


def test_the_strongest_reason_is_told_and_the_newest_comes_first() -> None:
    both = post("old", hours=9, newcomer=True, region="Europe")
    assert offered(both, post("new", newcomer=True)) == [("new", Reason.NEWCOMER), ("old", Reason.NEWCOMER)]


def test_no_reason_crowds_out_the_others_and_what_room_is_left_is_filled() -> None:
    newcomers = [post(f"n{one}", hours=one, newcomer=True) for one in range(1, 9)]
    far = [post(f"f{one}", hours=one, region="Europe") for one in range(1, 3)]
    assert [about for about, _ in offered(*newcomers, *far)] == ["n1", "n2", "n3", "f1", "f2"]
    assert [about for about, _ in offered(*newcomers)] == ["n1", "n2", "n3", "n4", "n5"]


@pytest.mark.parametrize(
    "changes",
    [{"is_closed": True}, {"has_word": True}, {"author_id": "boss"}, {"author_id": "chief"}, {"about": "before"},
     {"at": NOW - RECENT - timedelta(seconds=1)}, {"newcomer": False}],
    ids=["closed", "has a word already", "own", "another executive's", "offered before", "too old", "no reason"],
)  # fmt: skip
def test_what_is_not_for_them_is_not_on_it(changes: dict[str, object]) -> None:
    reader = replace(READER, offered=frozenset({"before"}))
    there = post("a", newcomer=True)
    assert offered(there, reader=reader) == [("a", Reason.NEWCOMER)]
    assert offered(replace(there, **changes), reader=reader) == []  # type: ignore[arg-type]  # by name


def test_of_an_author_there_is_one_post_alone() -> None:
    assert offered(post("a", "x", did_not_work=True), post("b", "x", newcomer=True)) == [("b", Reason.NEWCOMER)]


def test_far_away_is_another_region_than_the_readers_or_than_that_of_most_posts() -> None:
    there = [post("j1", region="Japan"), post("j2", region="Japan"), post("e", region="Europe"), post("none")]
    assert offered(*there) == offered(*there, reader=Reader("boss")) == [("e", Reason.FAR_AWAY)]
    in_europe = Reader("boss", "Europe")
    assert offered(*there, reader=in_europe) == [("j1", Reason.FAR_AWAY), ("j2", Reason.FAR_AWAY)]


def test_long_without_is_since_the_last_word_to_them_else_since_their_first_post() -> None:
    first = {"x": NOW - 2 * LONG}
    for last, there in ({}, True), ({"x": NOW - LONG}, False), ({"x": NOW - LONG - timedelta(hours=1)}, True):
        around = replace(AROUND, first_posted=first, last_word=last)
        assert bool(offered(post("a", "x"), around=around)) is there
    assert offered(post("a", "x"), around=replace(AROUND, first_posted={"x": NOW - LONG})) == []


HOURS = WorkingHours.parse("Asia/Tokyo", ["mon", "tue", "wed", "thu", "fri"], ["09:00-12:00", "13:00-18:00"], "JP", [])


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-11-30T08:59", False), ("2026-11-30T09:00", True), ("2026-11-30T11:59", True),
        ("2026-11-30T12:30", False), ("2026-11-30T13:00", False), ("2026-12-01T09:00", False),
        ("2026-11-29T10:00", False), ("2026-11-23T10:00", False), ("2026-11-24T10:00", True),
        ("2026-11-25T10:00", False),
    ],
)  # fmt: skip
def test_it_is_time_on_the_morning_of_the_week_s_first_working_day(moment: str, there: bool) -> None:  # noqa: FBT001
    """23 November 2026 is a Monday, and a holiday in Japan."""
    at = datetime.fromisoformat(f"{moment}:00+09:00")
    assert is_time(HOURS, at) is there


def test_a_week_is_the_readers_own() -> None:
    late = datetime(2026, 11, 29, 16, tzinfo=UTC)
    assert week_of(HOURS, late) == date(2026, 11, 30)
    assert week_of(replace(HOURS, zone=UTC), late) == date(2026, 11, 23)  # type: ignore[arg-type]  # a zone all the same


ABOUT = st.integers(0, 30).map(str)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        about=ABOUT,
        author_id=st.sampled_from(["boss", "chief", "a", "b", "c", "d", "e", "f", "g"]),
        at=st.integers(0, 20 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
        newcomer=st.booleans(),
        did_not_work=st.booleans(),
        region=st.sampled_from([None, "Japan", "Europe", "India"]),
        is_closed=st.booleans(),
        has_word=st.booleans(),
    ),
    max_size=30,
    unique_by=lambda one: one.about,
)
DAYS_AGO = st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 200).map(lambda days: NOW - timedelta(days=days)))


@given(CANDIDATES, st.frozensets(ABOUT), st.sampled_from([None, "Japan", "India"]), DAYS_AGO, DAYS_AGO)
def test_a_list_keeps_its_laws(
    candidates: list[Candidate],
    before: frozenset[str],
    region: str | None,
    first: dict[str, datetime],
    last: dict[str, datetime],
) -> None:
    reader, around = Reader("boss", region, before), Around(frozenset({"boss", "chief"}), first, last)
    found = touch_list(candidates, reader, around, NOW)
    by_about = {one.about: one for one in candidates}
    chosen = [by_about[offer.about] for offer in found]
    assert len(found) <= AT_MOST
    order = list(Reason)
    assert [offer.reason for offer in found] == sorted((offer.reason for offer in found), key=order.index)
    assert len({one.author_id for one in chosen}) == len(chosen)
    for offer, one in zip(found, chosen, strict=True):
        assert not one.is_closed
        assert not one.has_word
        assert one.author_id not in ("boss", "chief")
        assert one.about not in before
        assert NOW - RECENT <= one.at <= NOW
        assert _holds(offer, one)
    assert touch_list(list(reversed(candidates)), reader, around, NOW) == found
    if len(found) < AT_MOST:
        left = touch_list(candidates, replace(reader, offered=before | {one.about for one in found}), around, NOW)
        assert {by_about[one.about].author_id for one in left} <= {one.author_id for one in chosen}, (
            "nobody was left out"
        )


def _holds(offer: Offer, one: Candidate) -> bool:
    return {Reason.NEWCOMER: one.newcomer, Reason.TRIED: one.did_not_work}.get(offer.reason, True)
