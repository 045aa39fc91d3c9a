"""What becomes of a follow-up as its thread goes on: opened, received, answered, reopened, withdrawn, let go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.community import Community
from models.follow_up import LAPSED, FollowUp, Status, become
from models.ladder import after_first, anew, from_first_step, untouched_late_at
from models.ledger import Post


def open_for(
    post: Post, author_id: str, follow_up_id: str, community: Community, owners: tuple[str, ...] = ()
) -> FollowUp:
    """The follow-up that a new post opens; due times run from when it was posted, in the community's working time."""
    rules, hours = community.rules, community.hours
    within = rules.receive_newcomer_within if post.newcomer else rules.receive_within
    receive_by, answer_by = hours.add(post.posted_at, within), hours.add(post.posted_at, rules.answer_within)
    return FollowUp(
        id=follow_up_id,
        community_id=post.community_id,
        thread_id=post.thread_id,
        part=1,
        author_id=author_id,
        newcomer=post.newcomer,
        posted_at=post.posted_at,
        status=Status.WAITING,
        receive_by=receive_by,
        answer_by=answer_by,
        next_nudge_at=after_first(untouched_late_at(receive_by, answer_by, community), community),
        owners=owners,
        region=post.region,
    )


def lapsed(follow_up: FollowUp, at: datetime) -> FollowUp:
    """It is from before us: what nobody answered until ``at`` is closed, and nobody is asked for it."""
    if not follow_up.is_open:
        return follow_up
    closed = become(follow_up, Status.SETTLED)
    return replace(closed, settled_at=at, settled_by=None, settled_reason=LAPSED, next_nudge_at=None)


def taken_up(follow_up: FollowUp) -> FollowUp:
    """One that has lapsed, as if it had never been closed: somebody went into it after all."""
    return replace(become(follow_up, Status.WAITING), settled_at=None, settled_reason=None)


def received(follow_up: FollowUp, by: str, at: datetime, now: datetime, community: Community) -> FollowUp:
    """A responder touched the post.

    The receipt, if it is the first touch and not the author's own. An earlier one that comes late to us wins.
    """
    if by == follow_up.author_id:
        return follow_up
    if follow_up.received_at is not None and follow_up.received_at <= at:
        return follow_up
    seen = replace(follow_up, received_at=at, received_by=by)
    taken_on = follow_up.status in (Status.WAITING, Status.CLAIMED)
    if taken_on and follow_up.received_at is None and now < follow_up.answer_by:
        return from_first_step(seen, community, now)
    return seen


def answered(follow_up: FollowUp, by: str, at: datetime, answer_id: str | None) -> FollowUp:
    """The post has its answer. A promise that was open is counted as kept or late."""
    kept, late = follow_up.promises_kept, follow_up.promises_late
    if follow_up.status is Status.PROMISED and follow_up.promised_until is not None:
        in_time = at <= follow_up.promised_until
        kept, late = kept + in_time, late + (not in_time)
    return replace(
        become(follow_up, Status.ANSWERED),
        answered_at=at,
        answered_by=by,
        answer_id=answer_id,
        promises_kept=kept,
        promises_late=late,
        next_nudge_at=None,
    )


def reopened(follow_up: FollowUp, at: datetime, community: Community) -> FollowUp:
    """The answer was none, or there is a further question: it waits again, and its time runs from ``at``."""
    answer_by = community.hours.add(at, community.rules.answer_within)
    waiting = replace(
        become(follow_up, Status.WAITING),
        answered_at=None,
        answered_by=None,
        answer_id=None,
        confirmed_by=None,
        held_id=None,
        held_at=None,
        peer_id=None,
        peer_by=None,
        peer_at=None,
        settled_at=None,
        settled_by=None,
        settled_reason=None,
        advisor=None,
        reopened=follow_up.reopened + 1,
        reopened_at=at,
        answer_by=answer_by,
    )
    return anew(waiting, after_first(answer_by, community))


def withdrawn(follow_up: FollowUp) -> FollowUp:
    """The author took the post away: nothing is owed. What was closed before stays as it was closed."""
    if not follow_up.is_open:
        return follow_up
    return replace(become(follow_up, Status.WITHDRAWN), next_nudge_at=None)


def expired(follow_up: FollowUp, now: datetime) -> FollowUp:
    """A claim that was not followed by an answer goes back to the pool, silently."""
    if follow_up.status is not Status.CLAIMED or follow_up.claim_until is None or now < follow_up.claim_until:
        return follow_up
    return replace(become(follow_up, Status.WAITING), rung=1, nudges_before=follow_up.nudges)
