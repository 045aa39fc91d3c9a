"""What we want done in Teams: effects, kept in the outbox until Teams said yes; and how Teams may say no."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from models.views import View


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something said to a person: a key of locales/ and its values, put into words last, in the reader's language."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def pack(self) -> dict[str, Any]:
        """As JSON can hold it: a day becomes ``{"day": "2026-11-26"}``, a moment ``{"moment": "…"}``, ISO 8601."""
        return {"key": self.key, "values": {name: _packed(value) for name, value in self.values.items()}}

    @classmethod
    def unpack(cls, packed: Mapping[str, Any]) -> Sentence:
        """What ``pack`` wrote."""
        return cls(packed["key"], {name: _unpacked(value) for name, value in packed["values"].items()})


def _packed(value: Any) -> Any:
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def _unpacked(value: Any) -> Any:
    match value:
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Card:
    """A card by name, and what it is made of when it leaves (models/db/showing.py)."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    slot: str | None = None
    """Where its one live card lives in a member's chat: a new card there takes the place of the old."""


class Kind(enum.StrEnum):
    """The kinds of effects, as the outbox stores them."""

    REACT = "react"
    SEND = "send"
    WHISPER = "whisper"
    REFRESH = "refresh"
    TAKE_BACK = "take_back"
    POST = "post"
    PIN = "pin"
    SHOW = "show"


IDEMPOTENT = frozenset({Kind.REACT, Kind.REFRESH, Kind.TAKE_BACK, Kind.PIN})
"""Effects that may be sent again when nobody knows whether they arrived."""
TIDYING = frozenset({Kind.REFRESH, Kind.TAKE_BACK, Kind.PIN})
"""Effects that keep earlier cards true, or at hand. When Teams has such a card no more, nobody misses anything."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing to be done in Teams, at most once.

    ``key`` is unique for ever: the same effect wanted twice is done once. ``lane`` is what it must not overtake or
    collide with: effects of one lane go one at a time, oldest first. ``payload`` is JSON, its shape by ``kind``:

    * react: ``thread_id, message_id, reaction``
    * send: ``to, card, values[, slot][, parting]``: a card into a member's private chat; ``slot`` names the live card
    that it replaces; ``parting``: it leaves though the app was removed
    * whisper: ``to, teams_id, thread_id, card, values``: a card in a channel that one person alone sees
    * refresh: ``to, slot, card, values``: the live card of a slot, drawn again; or ``of, channel_id,
    card, values[, activity_id]``: the card that the effect ``of`` showed to everybody
    * take_back: ``to, conversation_id, activity_id``: one of our cards, deleted; or ``of``: the key of an effect that
    is not wanted any more, in whose lane it goes, so that it comes when that one's fate is known; with
    ``channel_id[, activity_id]`` where that showed a card to everybody
    * show: ``channel_id, card, values``: a card in a channel that everybody sees, which a member made the bot post
    * pin: ``to, activity_id``: the queue card of a member who wants it pinned
    * post: ``thread_id, by, sentence`` (as Sentence packs it): a reply in a thread that a member made the bot post
    """

    key: str
    kind: Kind
    community_id: str
    lane: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """An effect that was ordered before. ``state``: ``queued``, ``leased``, ``sent``, ``dropped``, ``given_up`` or
    ``uncertain``.
    """

    effect: Effect
    state: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where in Teams: a conversation, and the service that holds it."""

    service_url: str
    conversation_id: str
    tenant_id: str
    bot_id: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Of which community a card is."""

    community_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person a card goes to, with the language and zone (IANA name) they read in."""

    id: str
    teams_id: str | None
    language: str
    time_zone: str
    origin: Origin | None = None
    """Where they belong to several communities, and must be told of which the card is."""


class RetryLater(Exception):
    """Teams asks to come again.

    Nothing was done. ``after`` is how long it asks us to wait, ``None`` when it did not say.
    """

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Uncertain(Exception):
    """Nobody knows whether Teams did it: a cut connection, a timeout or a 5xx on a call that must not be made twice."""


class Undeliverable(Exception):
    """Teams will never do it. ``code`` is Teams' own word (``BotNotInConversationRoster``) or the HTTP status."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(reason)
        self.code = code


class Teams(Protocol):
    """What the jobs ask of the gateway. Each call raises RetryLater, Uncertain or Undeliverable, and nothing else."""

    async def react(self, where: Address, message_id: str, reaction: str) -> None:
        """Set the bot's reaction on a message; idempotent."""

    async def send(self, where: Address, to: Recipient, view: View) -> str:
        """A card into a chat. Returns Teams' id of the message."""

    async def whisper(self, where: Address, to: Recipient, view: View) -> str:
        """A card in a channel's thread that ``to`` alone sees. Needs ``to.teams_id``. Returns Teams' id."""

    async def refresh(self, where: Address, activity_id: str, to: Recipient, view: View) -> None:
        """Draw a card again in place; idempotent."""

    async def take_back(self, where: Address, activity_id: str) -> None:
        """Delete one of our messages; idempotent: a message that is gone already is fine."""

    async def post(self, where: Address, sentence: Sentence, language: str, time_zone: str) -> str:
        """A plain reply in a thread, in the community's language. Returns Teams' id."""

    async def open_chat(
        self, service_url: str, tenant_id: str, bot_id: str, member_id: str, teams_id: str | None
    ) -> str:
        """The private chat with a member, made if there is none; idempotent. Returns its conversation id."""
