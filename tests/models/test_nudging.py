"""The laws of nudging, whatever the follow-up and the hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.community import Reach, Role
from models.follow_up import FollowUp, Status
from models.ladder import from_first_step
from models.nudging import EVERYONE, PROMISE, Around, Nudge, Taken, again, is_wanted, passed_on, take
from tests.models.made import made_community, made_follow_up
from tests.stage import DANA, HANA, KEN, MIO, MONDAY_10, SORA

COMMUNITY = made_community()
PMO = [member.id for member in COMMUNITY.with_role(Role.PMO)]
_moments = st.integers(0, 14 * 24 * 60).map(lambda minutes: MONDAY_10 + timedelta(minutes=minutes))
_people = st.sampled_from([HANA.id, KEN.id, MIO.id, SORA.id])
_away = st.frozensets(st.sampled_from([HANA.id, KEN.id, MIO.id, DANA.id]))


@st.composite
def follow_ups(draw: st.DrawFn) -> FollowUp:
    status = draw(st.sampled_from(Status))
    nudges = draw(st.integers(0, 30))
    promised = status is Status.PROMISED
    return made_follow_up(
        status=status,
        author_id=draw(_people),
        next_nudge_at=draw(_moments),
        owners=tuple(draw(st.lists(_people, max_size=2, unique=True))),
        claimed_by=draw(_people) if status is Status.CLAIMED else None,
        promised_by=draw(_people) if promised else None,
        promised_until=MONDAY_10 + timedelta(days=3) if promised else None,
        rung=draw(st.integers(-1 if promised else 0, 9)),
        nudges=nudges,
        nudges_before=draw(st.integers(0, nudges)),
    )


@given(follow_ups(), st.integers(0, 100), _away)
def test_one_step_is_taken_when_it_is_due_however_late(known: FollowUp, hours: int, away: frozenset[str]) -> None:
    assert known.next_nudge_at is not None
    moment = known.next_nudge_at + timedelta(hours=hours)
    taken = take(known, Around(COMMUNITY, away), moment)
    after = taken.follow_up
    if not known.is_open:
        assert taken == Taken(known)
    elif known.rung < 0:
        assert after.rung == 0
        assert [nudge.asks for nudge in taken.nudges] in ([], [PROMISE])
    else:
        assert (after.nudges, after.rung, after.nudged_at) == (known.nudges + 1, known.rung + 1, moment)
        assert after.next_nudge_at == COMMUNITY.hours.add(moment, COMMUNITY.rules.nudge_every)
        assert all(is_wanted(after, nudge.number) for nudge in taken.nudges)


@given(follow_ups())
def test_before_its_time_nothing_is_nudged(known: FollowUp) -> None:
    assert known.next_nudge_at is not None
    assert take(known, Around(COMMUNITY), known.next_nudge_at - timedelta(seconds=1)) == Taken(known)


@given(follow_ups(), _away)
def test_a_step_reaches_who_is_there_each_once_and_never_the_author(known: FollowUp, away: frozenset[str]) -> None:
    known = replace(known, rung=max(known.rung, 0))
    assert known.next_nudge_at is not None
    nudges = take(known, Around(COMMUNITY, away), known.next_nudge_at).nudges
    reached = [nudge.member_id for nudge in nudges]
    assert len(set(reached)) == len(reached)
    assert set(reached) <= COMMUNITY.members.keys() - {known.author_id}
    if known.is_open:
        assert reached, "somebody of the PMO is always left"
    if any(nudge.asks != EVERYONE for nudge in nudges):
        assert not set(reached) & away


def test_the_ladder_widens_and_then_begins_again_for_ever() -> None:
    known = made_follow_up(owners=(KEN.id,))
    climbed = []
    for _ in range(6):
        assert known.next_nudge_at is not None
        taken = take(known, Around(COMMUNITY), known.next_nudge_at)
        known = taken.follow_up
        climbed.append((taken.nudges[0].asks, {nudge.member_id for nudge in taken.nudges}))
    once = [("owner", {KEN.id}), ("pmo", set(PMO)), ("lead", set(PMO))]
    assert climbed == once + once


@given(follow_ups(), st.dictionaries(st.sampled_from(PMO), st.integers(0, 9)), _away)
def test_what_nobody_owns_goes_to_who_has_the_least_to_do(
    known: FollowUp, loads: dict[str, int], away: frozenset[str]
) -> None:
    waiting = replace(
        known, status=Status.WAITING, claimed_by=None, promised_by=None, owners=(), rung=0, author_id=SORA.id
    )
    assert waiting.next_nudge_at is not None
    taken = take(waiting, Around(COMMUNITY, away, loads), waiting.next_nudge_at)
    there = [member for member in PMO if member not in away]
    if not there:
        assert taken.follow_up.owners == ()
        return
    (nudge,) = taken.nudges
    assert taken.follow_up.owners == (nudge.member_id,)
    assert loads.get(nudge.member_id, 0) == min(loads.get(member, 0) for member in there)


def test_an_owner_who_is_away_is_stood_in_for_and_stays_the_owner() -> None:
    known = made_follow_up(owners=(KEN.id,))
    assert known.next_nudge_at is not None
    taken = take(known, Around(COMMUNITY, frozenset({KEN.id}), {HANA.id: 2, MIO.id: 1}), known.next_nudge_at)
    assert [(nudge.member_id, nudge.asks) for nudge in taken.nudges] == [(MIO.id, Reach.OWNER)]
    assert taken.follow_up.owners == (KEN.id,)


@given(follow_ups())
def test_what_began_anew_wants_none_of_its_nudges(known: FollowUp) -> None:
    fresh = from_first_step(known, COMMUNITY, MONDAY_10)
    old = Nudge(known.id, fresh.nudges, KEN.id, "pmo", MONDAY_10)
    assert not is_wanted(fresh, old.number)
    assert again(fresh, old, MONDAY_10) == passed_on(fresh, old, MONDAY_10, steps=3) == fresh


@given(follow_ups())
def test_a_step_that_reached_nobody_is_taken_again_or_passed_on(known: FollowUp) -> None:
    known = replace(known, rung=max(known.rung, 0))
    assert known.next_nudge_at is not None
    taken = take(known, Around(COMMUNITY), known.next_nudge_at)
    for nudge in taken.nudges:
        now = nudge.taken_at + timedelta(minutes=5)
        repeated, passed = again(taken.follow_up, nudge, now), passed_on(taken.follow_up, nudge, now, steps=3)
        assert (repeated.rung, repeated.next_nudge_at) == (known.rung, now)
        assert passed.rung == known.rung + 1
        is_last = passed.rung % 3 == 0
        assert passed.next_nudge_at == (taken.follow_up.next_nudge_at if is_last else now)
