"""The verbs of the buttons: what each does when it is told anew, and to whom it is offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models import acts
from models.acts import Actor
from models.follow_up import FollowUp, Status, received

RECEIPTS = frozenset({"receive", "promise", "confirm", "write_answer"})
"""Verbs that are a receipt as well."""


def again(verb: str, follow_up: FollowUp, actor: Actor, given: Mapping[str, str]) -> FollowUp:
    """What an act that was carried out before does to the follow-up, told anew. Raises Refused."""
    match verb:
        case "claim":
            return acts.claim(follow_up, actor).follow_up
        case "receive":
            return received(follow_up, actor.by, actor.now, actor.now)
        case "release":
            return acts.release(follow_up, actor).follow_up
        case "promise":
            return acts.promise(follow_up, actor, date.fromisoformat(given["until"]), "").follow_up
        case "settle":
            return acts.settle(follow_up, actor, given["reason"], given.get("words", "")).follow_up
        case "write_answer":
            return acts.answered_by_hand(follow_up, actor)
        case "reopen":
            return acts.reopen(follow_up, actor).follow_up
        case "answer":
            return acts.that_was_the_answer(follow_up, actor).follow_up
        case "confirm":
            return acts.confirm_peer(follow_up, actor).follow_up
        case _:
            raise ValueError(f"no act is called {verb}")


def verbs_for(follow_up: FollowUp, member_id: str) -> tuple[str, ...]:
    """The buttons that make sense for a responder now, the likeliest first."""
    if not follow_up.is_open:
        return ("reopen",) if follow_up.status is not Status.WITHDRAWN else ()
    holder = follow_up.held_by
    asked = ("answer",) if follow_up.held_id else ()
    peer = ("confirm",) if follow_up.peer_id else ()
    receipt = ("receive",) if follow_up.received_at is None and follow_up.author_id != member_id else ()
    write = ("write_answer",) if follow_up.author_id != member_id else ()
    if holder is None:
        return (*peer, "claim", *receipt, *write, "promise", "settle")
    if holder != member_id:
        return (*asked, *peer, *receipt, "settle")
    release = ("release",) if follow_up.status is Status.CLAIMED else ()
    return (*asked, *peer, *write, "promise", *receipt, *release, "settle")
