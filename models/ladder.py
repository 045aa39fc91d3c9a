"""The ladder that a follow-up climbs: when what is owed is late, and when each step comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.community import Community
from models.follow_up import FollowUp, Pace, Status


def from_first_step(follow_up: FollowUp, community: Community, now: datetime) -> FollowUp:
    """The ladder begins anew, for what is owed next. A promise is told of before it ends, if that is yet to come."""
    ends = follow_up.promised_until
    if follow_up.status is Status.PROMISED and ends is not None:
        remind_at = community.hours.before(ends, community.rules.remind_promise)
        if remind_at > now:
            return anew(follow_up, remind_at, rung=-1)
    return anew(follow_up, first_step_at(follow_up, community))


def from_second_step(follow_up: FollowUp, community: Community, now: datetime) -> FollowUp:
    """It was let go: the ladder goes on beyond its first step, once it is due."""
    return anew(follow_up, max(late_at(follow_up, community), now), rung=1)


def first_step_at(follow_up: FollowUp, community: Community) -> datetime:
    """When the ladder's first step comes for what is owed next; a claim keeps it away for one ``nudge_every``."""
    first, rules = after_first(late_at(follow_up, community), community), community.rules
    if follow_up.claim_until is None:
        return first
    claimed_at = community.hours.before(follow_up.claim_until, rules.claim_expires_after)
    return max(first, community.hours.add(claimed_at, rules.nudge_every))


def late_at(follow_up: FollowUp, community: Community) -> datetime:
    """When what is owed next is late enough for a nudge.

    What was opened again is owed an answer, whether or not it had a receipt.
    """
    if follow_up.received_at is not None or follow_up.status is Status.PROMISED:
        return due_at(follow_up)
    if follow_up.reopened > 0:
        return follow_up.answer_by
    return untouched_late_at(follow_up.receive_by, follow_up.answer_by, community)


def untouched_late_at(receive_by: datetime, answer_by: datetime, community: Community) -> datetime:
    """When a post that nobody has touched is late enough for a nudge.

    A receipt that is missing alone is no reason where the community does not say so: Teams tells us of few likes.
    """
    return min(receive_by, answer_by) if community.rules.nudge_for_receipts else answer_by


def due_at(follow_up: FollowUp) -> datetime:
    """When what is owed next is late: a promise, a receipt, an answer."""
    if follow_up.status is Status.PROMISED and follow_up.promised_until is not None:
        return follow_up.promised_until
    if follow_up.received_at is None:
        return min(follow_up.receive_by, follow_up.answer_by)
    return follow_up.answer_by


def at_pace(follow_up: FollowUp, pace: Pace) -> FollowUp:
    """The same follow-up where another stood on the ladder."""
    return replace(follow_up, next_nudge_at=pace.next_nudge_at, rung=pace.rung, nudges_before=pace.nudges_before)


def anew(follow_up: FollowUp, next_nudge_at: datetime, rung: int = 0) -> FollowUp:
    return at_pace(follow_up, Pace(next_nudge_at, rung, follow_up.nudges))


def after_first(due: datetime, community: Community) -> datetime:
    after = community.rules.steps[0].when
    return community.hours.add(due, after) if after else due
