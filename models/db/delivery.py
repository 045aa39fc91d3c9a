"""What an effect of the outbox comes to at the moment when it leaves.

Where to, to whom, and whether it is still wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from models.db import attempts, gathering, live_cards, outbox, people, pinning, prompt_turns, showing, touch_listing
from models.db.communities import Settled
from models.db.live_cards import LiveCard
from models.db.outbox import Leased
from models.db.transaction import Transaction
from models.effects import QUEUE_SLOT, pin, refresh, take_back
from models.ledger import Acquaintance
from models.list_views import NudgeView
from models.nudging import still_wanted
from models.outgoing import Address, Kind, Recipient
from models.own_acts import Pin
from models.touch_views import TouchListView
from models.views import FollowUpView, SimilarView, View


@dataclass(frozen=True, slots=True)
class Unwanted:
    """The effect is not to be carried out any more, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """An effect, ready to be carried out. ``where.conversation_id`` is empty when the chat must be opened first."""

    where: Address
    language: str
    time_zone: str
    to: Recipient | None = None
    view: View | None = None
    activity_id: str | None = None
    """The message to draw again or to take back."""
    pin: Pin | None = None
    since: datetime | None = None
    """Of a reaction: when the post was written."""

    def at(self, conversation_id: str) -> Plan:
        return replace(self, where=replace(self.where, conversation_id=conversation_id))


def plan(tx: Transaction, effect: Leased) -> Plan | Unwanted:
    """What to do about an effect now."""
    settled = tx.communities.get(effect.community_id)
    if settled is None or settled.home.service_url is None or settled.home.bot_id is None:
        return Unwanted("where the community lives in Teams is not known")
    if settled.home.removed_at is not None and not effect.payload.get("parting"):
        return Unwanted(outbox.REMOVED)
    if effect.kind in (Kind.POST, Kind.SEND, Kind.SHOW) and outbox.is_undone(tx, effect.key):
        return Unwanted("what ordered it was undone")
    return _planned(tx, effect, settled)


def _planned(tx: Transaction, effect: Leased, settled: Settled) -> Plan | Unwanted:
    payload = effect.payload
    match effect.kind:
        case Kind.REACT:
            post = tx.post(payload["thread_id"])
            if post is None or post.deleted_at is not None:
                return Unwanted("the post was deleted")
            return replace(_plan(settled, payload["thread_id"]), since=post.posted_at)
        case Kind.POST:
            return _plan(settled, payload["thread_id"])
        case Kind.SHOW:
            return _for_everybody(tx, effect, settled)
        case Kind.TAKE_BACK | Kind.REFRESH:
            return _tidied(tx, effect, settled)
        case Kind.WHISPER:
            return _card(tx, settled, payload, payload["thread_id"])
        case Kind.SEND:
            chat = tx.acquaintances(payload["to"]).get(effect.community_id)
            return _card(tx, settled, payload, (chat.chat_id if chat else None) or "")
        case Kind.PIN:
            return _pin(tx, settled, payload)


def _tidied(tx: Transaction, effect: Leased, settled: Settled) -> Plan | Unwanted:
    """How to draw an earlier card again, or to take it back."""
    payload = effect.payload
    if "channel_id" in payload:
        return _for_everybody(tx, effect, settled)
    if effect.kind is Kind.REFRESH:
        return _refresh(tx, settled, payload)
    if "of" in payload:
        return _undone(tx, settled, payload["of"])
    return replace(_plan(settled, payload["conversation_id"]), activity_id=payload["activity_id"])


def _plan(settled: Settled, conversation_id: str) -> Plan:
    community, home = settled.community, settled.home
    where = Address(home.service_url or "", conversation_id, community.tenant_id, home.bot_id or "")
    return Plan(where, community.language, community.time_zone.key)


def _card(tx: Transaction, settled: Settled, payload: Any, conversation_id: str) -> Plan | Unwanted:
    member_id, values = payload["to"], payload["values"]
    if payload["card"] in ("follow_up", "nudge") and member_id in settled.left:
        return Unwanted("they are not in the team any more")
    if payload["card"] == "follow_up":
        shown = tx.follow_up(values["follow_up_id"])
        if not still_wanted(shown, values.get("asks"), member_id):
            return Unwanted("it was answered, or is somebody else's by now")
        if values.get("asks") in ("asked", "excused") and (shown is None or not shown.is_open):
            return Unwanted("nobody has to be asked any more")
    if payload["card"] == "nudge" and not gathering.may_leave(tx, settled.community, member_id, values):
        return Unwanted("it is not the time to tell them")
    if payload["card"] == touch_listing.CARD and not touch_listing.may_leave(tx, settled.community, member_id, values):
        return Unwanted("it is not for this week any more, or there is nothing to show")
    view = showing.view(tx, settled.community, payload["card"], values, member_id)
    if view is None:
        return Unwanted("there is nothing to show")
    to = people.recipient(tx, settled.community, member_id)
    to = replace(to, teams_id=payload.get("teams_id") or to.teams_id)
    return replace(_plan(settled, conversation_id), to=to, view=view)


def _for_everybody(tx: Transaction, effect: Leased, settled: Settled) -> Plan | Unwanted:
    """A card in a channel: a new one, one that is drawn again, or one that goes.

    Nobody in particular looks at it, so it holds nothing that is for one person alone.
    """
    payload = effect.payload
    if payload.get("card") == "prompt" and not prompt_turns.may_leave(tx, settled.community, payload):
        return Unwanted("its day is over, it was stopped, or its channel is not watched any more")
    planned = _plan(settled, payload["channel_id"])
    if effect.kind is not Kind.SHOW:
        activity_id = payload.get("activity_id") or _sent_as(tx, payload["of"])
        if not activity_id:
            return Unwanted("it was not sent, or nobody knows whether it was")
        planned = replace(planned, activity_id=activity_id)
    if effect.kind is Kind.TAKE_BACK:
        return planned
    view = showing.view(tx, settled.community, payload["card"], payload["values"], "")
    if view is None:
        return Unwanted("there is nothing to show")
    return replace(planned, to=Recipient("", None, planned.language, planned.time_zone), view=view)


def _sent_as(tx: Transaction, key: str) -> str:
    found = outbox.sent_as(tx, key)
    return found[1] if found else ""


def _undone(tx: Transaction, settled: Settled, key: str) -> Plan | Unwanted:
    """How to take back what an act that was undone had ordered.

    A live card stays and shows what is true now, save that of a favour which is asked no more.
    """
    found = outbox.sent_as(tx, key)
    if found is None or not found[1] or not found[0].effect.payload:
        return Unwanted("it was not sent, or nobody knows whether it was, or it was too long ago")
    order, activity_id = found
    payload = order.effect.payload
    if order.effect.kind is Kind.POST:
        return replace(_plan(settled, payload["thread_id"]), activity_id=activity_id)
    chat = tx.acquaintances(payload["to"]).get(settled.community.id)
    if (payload.get("slot") and payload["values"].get("asks") != "asked") or chat is None or chat.chat_id is None:
        return Unwanted("its card is drawn again")
    return replace(_plan(settled, chat.chat_id), activity_id=activity_id)


def _refresh(tx: Transaction, settled: Settled, payload: Any) -> Plan | Unwanted:
    live = live_cards.find(tx.connection, payload["slot"], payload["to"])
    if live is None:
        return Unwanted("the card is gone")
    view = showing.view(tx, settled.community, live.card, live.values, live.member_id)
    if view is None:
        return Unwanted("there is nothing to show")
    to = people.recipient(tx, settled.community, live.member_id)
    return replace(_plan(settled, live.conversation_id), to=to, view=view, activity_id=live.activity_id)


def _pin(tx: Transaction, settled: Settled, payload: Any) -> Plan | Unwanted:
    wish = pinning.wish(tx, payload["to"])
    if wish is None or not wish.wanted or wish.activity_id != payload["activity_id"]:
        return Unwanted("it is not to be pinned any more")
    chat_id = pinning.chat_of(tx, settled.community.id, payload["to"])
    to = people.recipient(tx, settled.community, payload["to"])
    return replace(_plan(settled, chat_id or ""), to=to, pin=Pin(chat_id or "", wish.activity_id, wish.pinned_id))


def unwanted(tx: Transaction, effect: Leased, reason: Unwanted) -> None:
    """It is not carried out. What a nudge card would have told waits for another, as far as it is owed still."""
    outbox.dropped(tx, effect, reason.why)
    if effect.payload.get("card") == "nudge":
        gathering.put_back(tx, effect)


def given_up(tx: Transaction, effect: Leased, why: str) -> None:
    """Teams will never do it. What a nudge card would have told goes to the next on the ladder."""
    outbox.given_up(tx, effect, why)
    if effect.payload.get("card") == "nudge":
        gathering.refused(tx, effect)


def opened_chat(tx: Transaction, effect: Leased, chat_id: str) -> None:
    """Keep the chat that Teams opened with a member."""
    member_id = effect.payload["to"]
    known = tx.acquaintances(member_id).get(effect.community_id)
    tx.keep_member(replace(known, chat_id=chat_id) if known else _new(tx, effect, chat_id))


def shown(tx: Transaction, effect: Leased, done: Plan, activity_id: str) -> None:
    """A card is in a member's chat.

    It is the live one of its slot; the one before goes, and what changed meanwhile is drawn.
    """
    slot, member_id = effect.payload.get("slot"), effect.payload["to"]
    if effect.payload["card"] == "nudge":
        gathering.left(tx, effect, _drawn(done.view))
    if slot is None or not activity_id:
        return
    before = live_cards.find(tx.connection, slot, member_id)
    wish = pinning.wish(tx, member_id) if slot == QUEUE_SLOT else None
    if wish is not None and wish.wanted:
        tx.enqueue(pin(effect.community_id, member_id, activity_id))
    if before is not None and before.activity_id != activity_id:
        tx.enqueue(take_back(effect.community_id, member_id, before.conversation_id, before.activity_id))
    version = _version(done.view)
    card, values = effect.payload["card"], effect.payload["values"]
    kept = LiveCard(slot, member_id, done.where.conversation_id, activity_id, card, values, version)
    live_cards.keep(tx.connection, kept)
    _catch_up(tx, kept, done.view)


def shown_to_all(tx: Transaction, effect: Leased, activity_id: str) -> None:
    """A card is in a channel. What it tells of keeps where it is."""
    match effect.payload["card"]:
        case "prompt":
            prompt_turns.sent(tx, effect, activity_id)
        case "attempt" if activity_id:
            attempts.posted(tx, effect.payload["values"]["attempt"], effect.key, activity_id)


def taken_back(tx: Transaction, effect: Leased, done: Plan) -> None:
    """One of our messages is gone. Was it the live card of a slot, there is none now."""
    found = outbox.sent_as(tx, effect.payload.get("of", ""))
    ordered = found[0].effect.payload if found else {}
    slot, member_id = ordered.get("slot"), ordered.get("to")
    if slot is None or member_id is None:
        return
    live = live_cards.find(tx.connection, slot, member_id)
    if live is not None and live.activity_id == done.activity_id:
        live_cards.forget(tx.connection, slot, member_id)


def drawn_again(tx: Transaction, effect: Leased, done: Plan) -> None:
    """A live card was drawn anew; if its follow-up changed meanwhile, once more."""
    if "slot" not in effect.payload:
        return
    live = live_cards.find(tx.connection, effect.payload["slot"], effect.payload["to"])
    if live is not None and isinstance(done.view, FollowUpView | NudgeView | SimilarView | TouchListView):
        live_cards.drawn(tx.connection, live.slot, live.member_id, _version(done.view))
        _catch_up(tx, live, done.view)


def gone(tx: Transaction, effect: Leased, why: str) -> None:
    """Teams has the card no more that was to be drawn again or taken back. Nobody misses anything by it."""
    outbox.dropped(tx, effect, why)
    if effect.kind is Kind.PIN:
        pinning.lapsed(tx, effect.payload["to"])
    if effect.kind is Kind.REFRESH and "slot" in effect.payload:
        live_cards.forget(tx.connection, effect.payload["slot"], effect.payload["to"])


def _catch_up(tx: Transaction, live: LiveCard, view: View | None) -> None:
    """Draw it once more if a follow-up, or an attempt, on it changed while it was on its way."""
    for shown_id, version in _drawn(view).items():
        now = tx.follow_up(shown_id) or attempts.find(tx, shown_id)
        if now is not None and now.version != version:
            tx.enqueue(refresh(live.slot, now, live.member_id))


def _version(view: View | None) -> int:
    return view.version if isinstance(view, FollowUpView) else 0


def _drawn(view: View | None) -> dict[str, int]:
    """The follow-ups and attempts on a card, each with the version that it shows."""
    match view:
        case FollowUpView():
            return {view.follow_up_id: view.version}
        case NudgeView():
            return {row.follow_up_id: row.version for row in view.rows}
        case SimilarView():
            return {follow_up_id: version for row in view.rows for follow_up_id, version in row.versions}
        case TouchListView():
            return dict(row.shows for row in view.rows)
        case _:
            return {}


def _new(tx: Transaction, effect: Leased, chat_id: str) -> Acquaintance:
    community = tx.communities[effect.community_id].community
    member = community.members.get(effect.payload["to"])
    return Acquaintance(effect.community_id, effect.payload["to"], None, member.name if member else "", chat_id=chat_id)
