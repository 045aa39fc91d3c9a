"""Somebody left the team: what they had in hand goes to others, silently, and nobody is blamed."""

from __future__ import annotations

from models.acts import Actor, let_go
from models.advising import excused
from models.follow_up import FollowUp, Status, refuse_closed
from models.handing import promise_passed


def left(follow_up: FollowUp, actor: Actor, to: str) -> FollowUp:
    """A follow-up without the one who left: a claim ends, a promise passes to ``to`` with its day, a favour is over."""
    refuse_closed(follow_up)
    after = excused(follow_up, actor.by)
    if after.held_by != actor.by:
        return after
    if after.status is Status.PROMISED:
        return promise_passed(after, to, actor)
    return let_go(after, actor)
