"""A season's figures against a slow count of the same ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from models.follow_up import FollowUp, Status
from models.statistics import figures, median_or_not_yet
from tests.models.made import made_community, made_follow_up, worked_minutes
from tests.stage import KEN, MONDAY_10

COMMUNITY = made_community()
NOW = MONDAY_10 + timedelta(days=3)
_minutes = st.integers(0, 3 * 24 * 60)


@st.composite
def owed(draw: st.DrawFn) -> FollowUp:
    posted_at = MONDAY_10 + timedelta(minutes=draw(_minutes))
    known = made_follow_up(
        posted_at=posted_at,
        newcomer=draw(st.booleans()),
        promises_kept=draw(st.integers(0, 2)),
        promises_late=draw(st.integers(0, 2)),
        status=draw(st.sampled_from(sorted(set(Status) - {Status.WITHDRAWN}))),
        receive_by=posted_at + timedelta(hours=2),
        answer_by=posted_at + timedelta(days=1),
    )
    if draw(st.booleans()):
        known = replace(known, received_at=posted_at + timedelta(minutes=draw(_minutes)), received_by=KEN.id)
    if known.status is Status.ANSWERED:
        known = replace(known, answered_at=posted_at + timedelta(minutes=draw(_minutes)), answered_by=KEN.id)
    if known.status is Status.PROMISED:
        known = replace(known, promised_until=posted_at + timedelta(minutes=draw(_minutes)), promised_by=KEN.id)
    return known


def slow_median(lengths: list[float]) -> timedelta | None:
    """The shortest length that at least half of all do not exceed; what has not ended is endless."""
    for length in sorted(lengths):
        if sum(other <= length for other in lengths) * 2 >= len(lengths):
            return None if length == inf else timedelta(minutes=length)
    return None


def worked(start: datetime, end: datetime | None) -> float:
    return inf if end is None else worked_minutes(start, end)


def is_late(one: FollowUp) -> bool:
    if one.status in (Status.ANSWERED, Status.SETTLED):
        return False
    if one.status is Status.PROMISED:
        assert one.promised_until is not None
        return one.promised_until < NOW
    return one.answer_by < NOW or (one.received_at is None and one.receive_by < NOW)


@given(st.lists(owed(), max_size=7), st.lists(st.sampled_from(["a", "b", None]), max_size=9))
def test_the_figures_are_what_a_slow_count_finds(ledger: list[FollowUp], authors: list[str | None]) -> None:
    found = figures(COMMUNITY, "シーズン6", authors, ledger, NOW)
    of = [one.status for one in ledger]
    assert (found.community, found.season) == ("ひろば", "シーズン6")
    assert (found.posts, found.posters) == (len(authors), len([who for who in ("a", "b") if who in authors]))
    assert found.owed == len(ledger)
    assert found.newcomers == len([one for one in ledger if one.newcomer])
    assert found.received == len([one for one in ledger if one.received_at])
    assert found.waiting == of.count(Status.WAITING) + of.count(Status.CLAIMED)
    assert (found.answered, found.promised, found.settled) == tuple(
        of.count(status) for status in (Status.ANSWERED, Status.PROMISED, Status.SETTLED)
    )
    assert found.late == len([one for one in ledger if is_late(one)])
    counted = [(one.promises_kept, one.promises_late) for one in ledger]
    assert (found.promises_kept, found.promises_late) == tuple(
        sum(column) for column in zip((0, 0), *counted, strict=True)
    )
    assert found.median_to_receipt == slow_median([worked(one.posted_at, one.received_at) for one in ledger])
    unsettled = [one for one in ledger if one.status is not Status.SETTLED]
    assert found.median_to_answer == slow_median([worked(one.posted_at, one.answered_at) for one in unsettled])


def test_a_median_is_not_yet_while_more_than_half_still_wait() -> None:
    hour = timedelta(hours=1)
    assert median_or_not_yet([]) is None
    assert median_or_not_yet([hour, None]) == hour
    assert median_or_not_yet([hour, None, None]) is None
    assert median_or_not_yet([3 * hour, None, hour]) == 3 * hour


def test_a_receipt_that_teams_dates_before_the_post_took_no_time() -> None:
    early = made_follow_up(received_at=MONDAY_10 - timedelta(seconds=2), received_by=KEN.id)
    assert figures(COMMUNITY, None, ["a"], [early], NOW).median_to_receipt == timedelta()
