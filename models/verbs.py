"""The verbs of the buttons: what each does when it is told anew, and to whom it is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from models import acts, advising, handing, leaving, pointing, promising, splitting
from models.acts import Actor
from models.becoming import lapsed, received
from models.follow_up import FollowUp, Status
from models.pointing import PICK, Reply
from models.pressing import CHOOSE_THEME, HISTORY, LEAVE

RECEIPTS = frozenset({"receive", "promise", "confirm", "write_answer", PICK})
"""Verbs that are a receipt as well."""


Again = Callable[[FollowUp, Actor, Mapping[str, str]], FollowUp]

_AGAIN: Mapping[str, Again] = {
    "claim": lambda follow_up, actor, _: acts.claim(follow_up, actor).follow_up,
    "receive": lambda follow_up, actor, _: received(follow_up, actor.by, actor.now, actor.now, actor.community),
    "release": lambda follow_up, actor, _: acts.release(follow_up, actor).follow_up,
    "hand_over": lambda follow_up, actor, given: handing.handed(follow_up, actor, given["to"]),
    "decline": lambda follow_up, actor, given: handing.declined(follow_up, actor, given["handed_by"]),
    "promise": lambda follow_up, actor, given: promising.promised(follow_up, actor, date.fromisoformat(given["until"])),
    "settle": lambda follow_up, actor, given: (
        acts.settle(follow_up, actor, given["reason"], given.get("words", "")).follow_up
    ),
    "write_answer": lambda follow_up, actor, _: acts.answered_by_hand(follow_up, actor),
    "reopen": lambda follow_up, actor, _: acts.reopen(follow_up, actor).follow_up,
    "answer": lambda follow_up, actor, _: acts.that_was_the_answer(follow_up, actor).follow_up,
    "still_owed": lambda follow_up, actor, _: acts.still_owed(follow_up, actor).follow_up,
    "confirm": lambda follow_up, actor, _: acts.confirm_peer(follow_up, actor).follow_up,
    "ask": lambda follow_up, actor, given: advising.advised(follow_up, given["to"]),
    "not_this_time": lambda follow_up, actor, _: advising.excused(follow_up, actor.by),
    "thank": lambda follow_up, actor, _: follow_up,
    PICK: lambda follow_up, actor, given: pointing.pick(follow_up, actor, Reply.unpack(given)),
    HISTORY: lambda follow_up, actor, _: lapsed(follow_up, actor.now),
    "split": lambda follow_up, _, __: splitting.parted(follow_up),
    CHOOSE_THEME: lambda follow_up, _, __: follow_up,
    LEAVE: lambda follow_up, actor, given: leaving.left(follow_up, actor, given["to"]),
}


def again(verb: str, follow_up: FollowUp, actor: Actor, given: Mapping[str, str]) -> FollowUp:
    """What an act that was carried out before does to the follow-up, told anew. Raises Refused."""
    return _AGAIN[verb](follow_up, actor, given)


def verbs_for(follow_up: FollowUp, member_id: str, *, handed: bool = False, thanks: bool = False) -> tuple[str, ...]:
    """The buttons that make sense for a responder now, the likeliest first.

    ``handed``: who holds it was asked by another to take it. ``thanks``: they may thank who answered.
    """
    if not follow_up.is_open:
        thank = ("thank",) if thanks else ()
        return (*thank, "reopen", "split") if follow_up.status is not Status.WITHDRAWN else ()
    holder = follow_up.held_by
    asked = ("answer", "still_owed") if follow_up.held_id else ()
    peer = ("confirm",) if follow_up.peer_id else ()
    receipt = ("receive",) if follow_up.received_at is None and follow_up.author_id != member_id else ()
    write = ("write_answer",) if follow_up.author_id != member_id else ()
    if holder is None:
        return (*peer, "claim", *receipt, *write, "promise", "ask", "hand_over", "settle", "split")
    if holder != member_id:
        return (*asked, *peer, *receipt, "ask", "settle", "split")
    release = ("release",) if follow_up.status is Status.CLAIMED else ()
    let_go = ("decline",) if handed else release
    return (*asked, *peer, *write, "promise", *receipt, *let_go, "ask", "hand_over", "settle", "split")
