"""The button “like”: the presser's own like on the post, set in their own name. It changes nothing by itself."""

from __future__ import annotations

from dataclasses import replace

from handlers.pressed import found_for_responder, shown, shown_as_it_came
from handlers.registry import Outcome, look
from models.db import liking
from models.db.live_cards import Seen
from models.db.telling import tell
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.own_acts import Like
from models.refused import Refused


@look("like", on_own_card=True)
def like(tx: Transaction, event: Pressed) -> Outcome:
    follow_up, community = found_for_responder(tx, event)
    liking.must_be_likable(tx, follow_up, event.by.id)
    before = shown_as_it_came(tx, community, follow_up, event)
    if liking.has_liked(tx, follow_up, event.by.id):
        return shown(tx, community, follow_up, event, ("notice-liked", {}))
    act = liking.like(tx, community, follow_up)
    if act is None:
        raise Refused("refused-own-not-here")
    return replace(before, what="in their own name", own=act)


def liked(tx: Transaction, press: Pressed, act: Like) -> Outcome:
    """The like is a touch like any other: Graph tells of it again, and it is the same one then."""
    follow_up, community = found_for_responder(tx, press)
    if liking.keep(tx, act, press.by.id, community):
        tell(tx, act.thread_id, community, seen=Seen(press.by.id, press.card_activity_id))
    after = tx.follow_up(follow_up.id) or follow_up
    return shown(tx, community, after, press, ("notice-liked", {}))
