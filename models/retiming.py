"""What a changed community file does to the follow-ups that are open: they move to the new times. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.community import Community
from models.follow_up import FollowUp, Status
from models.ladder import first_step_at, from_first_step, late_at
from models.nudging import next_step_at


def retimed(follow_up: FollowUp, community: Community, now: datetime) -> FollowUp:
    """An open follow-up with the due times and the next step that ``community`` gives it. Promised days stay.

    ``community`` has the hours of the follow-up's region.
    """
    if not follow_up.is_open:
        return follow_up
    hours, rules = community.hours, community.rules
    within = rules.receive_newcomer_within if follow_up.newcomer else rules.receive_within
    moved = replace(
        follow_up,
        receive_by=hours.add(follow_up.since, within),
        answer_by=hours.add(follow_up.reopened_at or follow_up.since, rules.answer_within),
    )
    return replace(moved, next_nudge_at=_next(moved, community, now), rung=_rung(moved, community, now))


def _next(moved: FollowUp, community: Community, now: datetime) -> datetime:
    known = moved.next_nudge_at or now
    if moved.rung < 0:
        return from_first_step(moved, community, now).next_nudge_at or known
    if moved.rung == 0:
        first = first_step_at(moved, community)
        return max(first, known) if moved.status is Status.CLAIMED else first
    if moved.nudges > moved.nudges_before and moved.nudged_at is not None:
        return next_step_at(moved, community, moved.nudged_at)
    return known if known <= now else max(late_at(moved, community), now)


def _rung(moved: FollowUp, community: Community, now: datetime) -> int:
    """A reminder that is no longer to come leaves the first step."""
    return from_first_step(moved, community, now).rung if moved.rung < 0 else moved.rung
