"""Taking back what one has just done by a button: nothing is struck out, the follow-up is told anew without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.acts import Actor
from models.becoming import withdrawn
from models.effects import take_back_ordered
from models.follow_up import Decision, FollowUp, Status
from models.ladder import at_pace
from models.ledger import Touch
from models.outgoing import Order
from models.pressing import CHOOSE_THEME, Press, last, standing
from models.refused import Refused
from models.telling import told, until
from models.theming import unchosen

UNDO_WITHIN = timedelta(minutes=1)
"""By the community's clock."""

LASTING = frozenset({"split"})
"""What has a card of its own from then on is closed there."""


@dataclass(frozen=True, slots=True)
class Past:
    """All that happened to a follow-up until ``now``. ``orders``: what the last press that stands ordered of Teams."""

    presses: tuple[Press, ...]
    touches: tuple[Touch, ...]
    orders: tuple[Order, ...]
    gone_at: datetime | None
    """Since when the post is deleted, or the reply that asks."""
    now: datetime


def undoable(presses: Iterable[Press], by: str, now: datetime) -> Press | None:
    """What a member may undo now: the last act, if it is theirs, not older than a minute, and none of LASTING."""
    newest = last(presses)
    if newest is None or newest.verb in LASTING or newest.by != by or now - newest.at > UNDO_WITHIN:
        return None
    return newest


def undo(follow_up: FollowUp, actor: Actor, verb: str, version: int, past: Past) -> Decision:
    """The follow-up as if the member had not pressed ``verb`` on the card of ``version``, and what it said taken back.

    Raises Refused once a minute is over, and when anybody has gone on from there.
    """
    undone = _pressed(past.presses, actor.by, verb, version)
    if follow_up.status is Status.WITHDRAWN:
        raise Refused("refused-withdrawn")
    if verb in LASTING:
        raise Refused("refused-undo-split")
    if past.now - undone.at > UNDO_WITHIN:
        raise Refused("refused-undo-too-late", verb=verb)
    newest = last(past.presses)
    if newest is not undone and newest is not None:
        if newest.by == actor.by:
            raise Refused("refused-undo-not-last")
        raise Refused("refused-undo-other-since", name=actor.names.get(newest.by, ""))
    if _went_on(follow_up, undone, past, actor):
        raise Refused("refused-undo-thread-since")
    without = [press for press in past.presses if press is not undone]
    after = told(follow_up, until(past.touches, past.gone_at), without, actor.community, past.now)
    after = withdrawn(after) if past.gone_at else after
    after = unchosen(after, undone) if verb == CHOOSE_THEME else after
    effects = tuple(take_back_ordered(order) for order in past.orders)
    return Decision(_paced_as_before(after, undone), effects, anew=True)


def _pressed(presses: Iterable[Press], by: str, verb: str, version: int) -> Press:
    for press in standing(presses):
        if (press.verb, press.version, press.by) == (verb, version, by):
            return press
    raise Refused("refused-nothing-to-undo")


def _went_on(follow_up: FollowUp, undone: Press, past: Past, actor: Actor) -> bool:
    """Whether what was written in the thread since has taken the follow-up further than the press did."""
    counted = until(until(past.touches, past.gone_at), undone.at)
    then = told(follow_up, counted, past.presses, actor.community, undone.at)
    return _stage(then) != _stage(follow_up)


def _stage(follow_up: FollowUp) -> tuple[object, ...]:
    return follow_up.status, follow_up.answer_id, follow_up.held_id, follow_up.reopened


def _paced_as_before(after: FollowUp, undone: Press) -> FollowUp:
    """With the nudges' pace of before: the act had moved it."""
    if not after.is_open or undone.pace.next_nudge_at is None:
        return after
    return at_pace(after, undone.pace)
