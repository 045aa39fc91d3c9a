"""The laws of nudging, whatever the follow-up and the hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.community import Role
from models.follow_up import Decision, FollowUp, Status
from models.nudging import nudge, owners_for, reach, still_wanted
from tests.models.made import made_community, made_follow_up
from tests.stage import HANA, KEN, MIO, MONDAY_10, SORA

COMMUNITY = made_community()
PMO = [member.id for member in COMMUNITY.with_role(Role.PMO)]
_moments = st.integers(0, 14 * 24 * 60).map(lambda minutes: MONDAY_10 + timedelta(minutes=minutes))
_people = st.sampled_from([HANA.id, KEN.id, MIO.id, SORA.id])


@st.composite
def follow_ups(draw: st.DrawFn) -> FollowUp:
    status = draw(st.sampled_from(Status))
    return made_follow_up(
        status=status,
        author_id=draw(_people),
        next_nudge_at=draw(_moments),
        owners=tuple(draw(st.lists(_people, max_size=2, unique=True))),
        claimed_by=draw(_people) if status is Status.CLAIMED else None,
        promised_by=draw(_people) if status is Status.PROMISED else None,
        rung=draw(st.integers(0, 9)),
        nudges=draw(st.integers(0, 30)),
    )


def to(decision: Decision) -> list[str]:
    return [str(effect.payload["to"]) for effect in decision.effects]


@given(follow_ups(), st.integers(0, 100))
def test_a_nudge_comes_when_it_is_due_in_working_time_one_rung_at_a_time(known: FollowUp, hours: int) -> None:
    assert known.next_nudge_at is not None
    moment = known.next_nudge_at + timedelta(hours=hours)
    decision = nudge(known, COMMUNITY, moment, {})
    if not known.is_open:
        assert decision == Decision(known)
    elif not COMMUNITY.hours.is_working(moment):
        assert decision == Decision(replace(known, next_nudge_at=COMMUNITY.hours.next_working(moment)))
    else:
        after = decision.follow_up
        assert (after.nudges, after.rung) == (known.nudges + 1, known.rung + 1)
        assert after.next_nudge_at == COMMUNITY.hours.add(moment, COMMUNITY.rules.nudge_every)


@given(follow_ups())
def test_before_its_time_nothing_is_nudged(known: FollowUp) -> None:
    assert known.next_nudge_at is not None
    assert nudge(known, COMMUNITY, known.next_nudge_at - timedelta(seconds=1), {}) == Decision(known)


@given(follow_ups())
def test_a_nudge_reaches_members_alone_each_once_and_never_the_author(known: FollowUp) -> None:
    reached = reach(known, COMMUNITY).to
    assert len(set(reached)) == len(reached)
    assert set(reached) <= COMMUNITY.members.keys() - {known.author_id}
    assert reached, "somebody of the PMO is always left"
    if known.rung >= 1:
        assert set(reached) >= set(PMO) - {known.author_id}


@given(follow_ups(), st.dictionaries(st.sampled_from(PMO), st.integers(0, 9)))
def test_without_a_theme_it_goes_to_who_has_the_least_to_do(known: FollowUp, loads: dict[str, int]) -> None:
    (chosen,) = owners_for(known, COMMUNITY, loads)
    others = [member for member in PMO if member != known.author_id]
    assert chosen in others
    assert loads.get(chosen, 0) == min(loads.get(member, 0) for member in others)


@given(follow_ups(), st.integers(1, 30), _people)
def test_a_nudge_that_was_overtaken_is_not_wanted(known: FollowUp, number: int, member: str) -> None:
    if known.nudges > number or not known.is_open:
        assert not still_wanted(known, "pmo", number, member)
    assert not still_wanted(None, "pmo", number, member)
