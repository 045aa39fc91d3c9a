"""The effects we ask for, built in one place so that each has one key and one lane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from models.attempts import Attempt
from models.follow_up import FollowUp
from models.ledger import Post
from models.outgoing import Card, Effect, Kind, Order, Sentence


def reaction(post: Post, kind: str) -> Effect:
    """The bot's one reaction on a post: "it arrived".

    It has a lane of its own, so that one which Teams postpones keeps nothing from the thread that a member has to say.
    """
    payload = {"thread_id": post.thread_id, "message_id": post.message_id, "reaction": kind}
    lane = f"react:{post.message_id}"
    return Effect(f"react:{post.thread_id}", Kind.REACT, post.community_id, lane, payload)


def reaction_again(post: Post, kind: str, at: datetime) -> Effect:
    """The same for a post that was put back: the first order may have been dropped while the post was gone."""
    first = reaction(post, kind)
    return replace(first, key=f"{first.key}:{at.isoformat()}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A card that ``show`` put into a channel, as the effect of this key."""

    key: str
    community_id: str
    channel_id: str
    message_id: str | None = None
    """Teams' id of it; ``None``: looked up by the key when its time has come."""


def answer_key(conversation_id: str, activity_id: str) -> str:
    """Of the answer to a command: there is one, however often we hear of what was asked."""
    return f"answer:{conversation_id}:{activity_id}"


def send(key: str, community_id: str, to: str, card: Card) -> Effect:
    """A card into the private chat of member ``to``; in a slot it takes the place of the live card there."""
    payload = {"to": to, "card": card.name, "values": dict(card.values), "slot": card.slot}
    return Effect(key, Kind.SEND, community_id, f"chat:{to}", payload)


def whisper(key: str, community_id: str, thread_id: str, to: tuple[str, str], card: Card) -> Effect:
    """A card in a channel that one person alone sees. ``to`` is their Entra object id and their Teams id."""
    member_id, teams_id = to
    shown = {"card": card.name, "values": dict(card.values)}
    payload = {"to": member_id, "teams_id": teams_id, "thread_id": thread_id, **shown}
    return Effect(key, Kind.WHISPER, community_id, thread_id, payload)


def show(key: str, community_id: str, channel_id: str, card: Card) -> Effect:
    """A card in a channel, as a post of its own that everybody sees, in the community's language."""
    payload = {"channel_id": channel_id, "card": card.name, "values": dict(card.values)}
    return Effect(key, Kind.SHOW, community_id, channel_id, payload)


def show_again(shown: Shown, version: int, card: Card) -> Effect:
    """A card that everybody sees, drawn again as it is in another version."""
    payload = _shown(shown) | {"card": card.name, "values": dict(card.values)}
    return Effect(f"{shown.key}:again:{version}", Kind.REFRESH, shown.community_id, shown.channel_id, payload)


def take_back_shown(shown: Shown) -> Effect:
    """A card that everybody sees, deleted; one that waits still is not sent."""
    return Effect(undone_key(shown.key), Kind.TAKE_BACK, shown.community_id, shown.channel_id, _shown(shown))


def _shown(shown: Shown) -> dict[str, Any]:
    known = {"of": shown.key, "channel_id": shown.channel_id}
    return known if shown.message_id is None else known | {"activity_id": shown.message_id}


def refresh(slot: str, changed: FollowUp | Attempt, to: str) -> Effect:
    """The live card of a slot, drawn again as it is now: a follow-up, or an attempt, that it shows has changed."""
    payload = {"to": to, "slot": slot}
    key = f"refresh:{slot}:{to}:{changed.id}:{changed.version}"
    return Effect(key, Kind.REFRESH, changed.community_id, f"chat:{to}", payload)


def take_back(community_id: str, to: str, conversation_id: str, activity_id: str) -> Effect:
    """One of our cards, deleted from a member's chat: a newer one took its place."""
    payload = {"to": to, "conversation_id": conversation_id, "activity_id": activity_id}
    return Effect(f"take_back:{conversation_id}:{activity_id}", Kind.TAKE_BACK, community_id, f"chat:{to}", payload)


def take_back_ordered(order: Order) -> Effect:
    """What an act had ordered, taken back: not sent if it waits still, else deleted (models/db/delivery.py)."""
    ordered = order.effect
    return Effect(undone_key(ordered.key), Kind.TAKE_BACK, ordered.community_id, ordered.lane, {"of": ordered.key})


def undone_key(key: str) -> str:
    """The key of the effect that takes another back."""
    return f"undo:{key}"


def thread_post(key: str, community_id: str, thread_id: str, by: str, sentence: Sentence) -> Effect:
    """A reply in a post's thread which member ``by`` made the bot post, in their name."""
    payload = {"thread_id": thread_id, "by": by, "sentence": sentence.pack()}
    return Effect(key, Kind.POST, community_id, thread_id, payload)


def follow_up_card(follow_up_id: str, **values: Any) -> Card:
    """The card of a follow-up. ``asks`` says why it comes (FollowUpView.asks), ``nudge`` which nudge it is."""
    return Card("follow_up", {"follow_up_id": follow_up_id} | values, follow_up_slot(follow_up_id))


FOLLOW_UP_SLOT = "follow_up:"
"""What the slots of follow-ups' cards begin with; the follow-up's id comes after it."""
QUEUE_SLOT = "queue"
"""Where the one queue card of a member lives."""


def pin(community_id: str, to: str, activity_id: str) -> Effect:
    """A member's new queue card, pinned at the top of their chat in their own name, as they wished once.

    It has a lane of its own: where it has to wait, no card waits behind it.
    """
    payload = {"to": to, "activity_id": activity_id}
    return Effect(f"pin:{to}:{activity_id}", Kind.PIN, community_id, f"pin:{to}", payload)


def queue_card() -> Card:
    """The queue as it first comes: one's own if there are any, else all."""
    return Card("queue", slot=QUEUE_SLOT)


def nudge_card(
    community_id: str, number: int, items: Sequence[Sequence[Any]], day: date | None, *, morning: bool
) -> Card:
    """A member's nudge card, their ``number``-th. An item: a follow-up's id, why it comes, and the nudge's number.

    ``day``: the member's own on which it counts for ``nudges_per_day``; ``None``: on none.
    """
    counts_for = day.isoformat() if day else None
    known = {"number": number, "items": [list(item) for item in items], "day": counts_for, "morning": morning}
    return Card("nudge", known, nudge_slot(community_id))


def welcome_card(community_id: str, *, arrived: bool = False) -> Card:
    """What the bot reads and for whom; ``arrived``: it was just added to the team."""
    known = {"community": community_id} | ({"arrived": True} if arrived else {})
    return Card("welcome", known, welcome_slot(community_id))


def farewell(community_id: str, to: str, name: str, at: datetime) -> Effect:
    """The bot's last word to a member when the app was removed from the team: it leaves all the same."""
    said = Card("notice", {"key": "farewell", "values": {"community": name}})
    sent = send(f"farewell:{community_id}:{to}:{at.isoformat()}", community_id, to, said)
    return replace(sent, payload={**sent.payload, "parting": True})


def similar_card(follow_up_id: str, offered: Iterable[str]) -> Card:
    """The card of the answered posts that are like one that waits; ``offered``: their threads."""
    return Card("similar", {"follow_up_id": follow_up_id, "offered": list(offered)}, similar_slot(follow_up_id))


def introduction_key(thread_id: str, introduced: str) -> str:
    """The key of the line in a thread that introduces the post of another: it is said once, whoever asks for it."""
    return f"introduce:{thread_id}:{introduced}"


def follow_up_slot(follow_up_id: str) -> str:
    """Where the one live card of a follow-up lives in a member's chat."""
    return f"{FOLLOW_UP_SLOT}{follow_up_id}"


def similar_slot(follow_up_id: str) -> str:
    """Where the one card of the posts that are like a follow-up's lives in a member's chat."""
    return f"similar:{follow_up_id}"


def welcome_slot(community_id: str) -> str:
    """Where the one welcome card of a member lives."""
    return f"welcome:{community_id}"


def nudge_slot(community_id: str) -> str:
    """Where the one nudge card of a member lives; who belongs to two communities has one of each."""
    return f"nudge:{community_id}"
