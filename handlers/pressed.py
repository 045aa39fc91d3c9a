"""A button was pressed: what all buttons have in common. What one does is in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from handlers.fields import follow_up_of, version_of
from handlers.registry import Outcome, Pressing, buttons, looks, looks_on_own_card, on
from models.acts import ANSWER_AT_MOST, Actor
from models.advising import asked
from models.community import Community
from models.db import asking, live_cards, looking, offering, people, presses, showing, theming, touches
from models.db.live_cards import Seen
from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.incoming import Pressed
from models.pressing import CHOOSE_THEME, UNDO, Press
from models.refused import Refused
from models.showing import theme_of
from models.telling import handed_by, next_press_at
from models.thanking import thanked
from models.undoing import undoable
from models.views import FollowUpView, NoticeView, View

NAMING = frozenset({"hand_over", "ask", "split"})
"""The buttons that ask somebody by name."""


@on(Pressed)
def pressed(tx: Transaction, event: Pressed) -> Outcome:
    if event.verb in looks:
        return looks[event.verb](tx, event)
    follow_up, community = found_for_responder(tx, event)
    act = buttons.get(event.verb)
    if act is None:
        raise Refused("refused-malformed")
    version = version_of(event.fields, follow_up)
    before = presses.of_follow_up(tx, follow_up)
    if any((press.verb, press.version, press.by) == (event.verb, version, event.by.id) for press in before):
        there = shown(tx, community, follow_up, event, ("notice-already-done", {}))
        return there if follow_up.version != version + 1 else _with_undo(there, before, event, tx)
    concerned = (follow_up.peer_by, follow_up.held_by, follow_up.received_by, follow_up.confirmed_by)
    names = people.names(tx, community, (*community.members, *concerned))
    home = community.in_region(follow_up.region)
    away = offering.away_but(tx, community, event.by.id) if event.verb in NAMING else frozenset()
    at = next_press_at(follow_up, before, touches.after_all(tx, follow_up.thread_id))
    actor = Actor(event.by.id, at, home, names, away)
    past = partial(presses.past, tx, follow_up, before)
    peer = names.get(follow_up.peer_by or "", "")
    given_by, was_thanked = handed_by(follow_up, before, community), thanked(follow_up, before)
    next_part = 1 + max(one.part for one in tx.follow_ups(follow_up.thread_id))
    post = tx.post(follow_up.thread_id)
    theme = theme_of(community, post) if post else None
    done = act(
        Pressing(
            follow_up,
            actor,
            past,
            fields=event.fields,
            peer_name=peer,
            handed_by=given_by,
            presses=before,
            theme=theme,
            thanked=was_thanked,
            next_part=next_part,
            gone=asking.is_deleted(tx, follow_up),
            post=post,
        )
    )
    ordered = tuple(effect.key for effect in done.decision.effects)
    kept = Press(event.verb, version, actor.by, actor.now, done.given, ordered, follow_up.pace)
    presses.keep(tx, follow_up, kept)
    decision = replace(done.decision, anew=True)
    seen = Seen(event.by.id, event.card_activity_id)
    after = tx.apply(follow_up, decision, seen=seen)
    if CHOOSE_THEME in (kept.verb, kept.given.get("verb")):
        theming.follow(tx, after, (*before, kept), seen)
    if not after.is_open or (follow_up.held_by == event.by.id != after.held_by):
        looking.end(tx, after.id, event.by.id)
    there = shown(tx, community, after, event, (done.says.key, dict(done.says.values)))
    nothing = event.verb == UNDO or (done.decision.follow_up == follow_up and not ordered)
    return there if nothing else _with_undo(there, (*before, kept), event, tx)


def _with_undo(there: Outcome, known: tuple[Press, ...], event: Pressed, tx: Transaction) -> Outcome:
    """The card with the button that undoes what was just done, where that may be."""
    press = undoable(known, event.by.id, tx.now)
    if press is None or not isinstance(there.view, FollowUpView):
        return there
    return replace(there, view=replace(there.view, undo=(press.verb, press.version)))


def refuse(tx: Transaction, event: Pressed, refused: Refused) -> Outcome:
    """The card as it is, with why not on top; a sentence alone for who may not see the card."""
    notice = (refused.key, refused.values)
    if event.verb in looks and event.verb not in looks_on_own_card:
        return _alone(tx, event, notice)
    try:
        follow_up, community = _found(tx, event)
    except Refused:
        return _alone(tx, event, notice)
    if not community.is_responder(event.by.id):
        return _alone(tx, event, notice)
    return shown(tx, community, follow_up, event, notice)


def found_for_responder(tx: Transaction, event: Pressed) -> tuple[FollowUp, Community]:
    """The follow-up that a card names, for who may press it (handlers/permitting.py). Raises Refused."""
    follow_up, community = _found(tx, event)
    people.meet(tx, community, event.by, event.envelope)
    return follow_up, community


def _found(tx: Transaction, event: Pressed) -> tuple[FollowUp, Community]:
    found = follow_up_of(tx, event.fields)
    if found is None:
        raise Refused("refused-unknown-follow-up")
    community = tx.communities[found.community_id].community
    if community.tenant_id != event.envelope.tenant_id:
        raise Refused("refused-unknown-follow-up")
    return found, community


def shown(
    tx: Transaction,
    community: Community,
    follow_up: FollowUp,
    event: Pressed,
    notice: tuple[str, dict[str, Any]] | None = None,
) -> Outcome:
    """The follow-up's card as it is now, with a sentence on top. What was written into its answer box stays."""
    refused = notice is not None and notice[0].startswith("refused-")
    view = showing.follow_up(tx, community, follow_up, event.by.id, _asked_with(tx, follow_up, event))
    view = replace(view, notice=notice, draft=_draft(event) if follow_up.is_open or refused else None)
    return Outcome("pressed", view, people.recipient(tx, community, event.by.id))


def shown_as_it_came(tx: Transaction, community: Community, follow_up: FollowUp, event: Pressed) -> Outcome:
    """The follow-up's card as it is now, which still says why it came: nothing was done."""
    live = live_cards.pressed(tx.connection, event.by.id, event.card_activity_id)
    values: Mapping[str, Any] = {}
    if live is not None and live.card == "follow_up":
        values = live.values
    elif live is not None and live.card == "nudge":
        values = {"asks": next((asks for one, asks, _ in live.values["items"] if one == follow_up.id), None)}
    view = replace(showing.follow_up(tx, community, follow_up, event.by.id, values), draft=_draft(event))
    return Outcome("pressed", view, people.recipient(tx, community, event.by.id))


def _draft(event: Pressed) -> str | None:
    """What stands in the answer box of the pressed card, so that no other button loses it; ``None``: nothing."""
    text = event.fields.get("text")
    return text[:ANSWER_AT_MOST] or None if isinstance(text, str) else None


def _is_of_a_favour(event: Pressed) -> bool:
    """Whether an advisor answers to being asked: who does need be no responder, but must have been asked."""
    return event.verb == "not_this_time" or (event.verb == UNDO and event.fields.get("undo_verb") == "not_this_time")


def _asked_with(tx: Transaction, follow_up: FollowUp, event: Pressed) -> dict[str, Any]:
    """Why the card came, for an advisor who answers to being asked: it stays the card of a favour."""
    if not _is_of_a_favour(event):
        return {}
    favour = asked(presses.of_follow_up(tx, follow_up), event.by.id)
    return {"asks": "asked", "by": favour.by} if favour else {}


def _alone(tx: Transaction, event: Pressed, notice: tuple[str, dict[str, Any]]) -> Outcome:
    """A sentence to somebody of whom we may know nothing."""
    view: View = NoticeView(*notice)
    communities = people.communities_of(tx, event.by.id, event.envelope.tenant_id)
    return Outcome("refused", view, people.recipient(tx, communities[0], event.by.id) if communities else None)
