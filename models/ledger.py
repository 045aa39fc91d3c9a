"""Posts and the touches on them, as the ledger holds them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Post:
    """A root message of a watched channel. ``thread_id`` is Teams' conversation id of its thread."""

    thread_id: str
    community_id: str
    channel_id: str
    message_id: str
    author_id: str | None
    """``None``: a bot or a connector posted it."""
    author_name: str
    text: str
    posted_at: datetime
    captured_at: datetime
    captured_by: str
    season: str | None
    theme: str | None
    newcomer: bool
    reaction: str | None
    """The reaction that the bot owes it; ``None``: none."""
    reacted_at: datetime | None = None
    edited_at: datetime | None = None
    """When it got its text, if not from the start: it was edited, or deleted and put back."""
    deleted_at: datetime | None = None
    region: str | None = None
    """The region of the community that its author belongs to."""

    def is_past(self, at: datetime, *, deleting: bool = False) -> bool:
        """Whether what is told of it at a moment is overtaken by what we know, or known already."""
        changed_at = self.deleted_at or self.edited_at
        if changed_at is None or at != changed_at:
            return changed_at is not None and at < changed_at
        return deleting is (self.deleted_at is not None)


class Weight(enum.StrEnum):
    """What a touch counts for, decided when it comes: roles and rules change, what was answered stays answered."""

    RESPONDER = "responder"
    """A receipt; a reply answers."""
    TRUSTED = "trusted"
    """Another member's, in a community where any reply answers; no receipt."""
    PEER = "peer"
    """Another member's: a reply answers once a responder confirms it."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One act of one person on a post or its thread: ``kind`` is ``reply`` or a reaction's name.

    ``message_id`` is the reply's own id, or the message that got the reaction.
    """

    thread_id: str
    message_id: str
    member_id: str
    kind: str
    weight: Weight
    at: datetime
    text: str | None = None
    """What a reply says; ``None`` for a reaction, and for a reply that was deleted."""
    course: str = ""
    """What it said from when on, as models/senses.py packs it."""


REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What we know of a person from what they did in Teams. ``id`` is the Entra object id."""

    community_id: str
    id: str
    teams_id: str | None
    name: str
    locale: str | None = None
    language: str | None = None
    """Chosen with the command ``language``."""
    chat_id: str | None = None
    """Their private chat with the bot, if there is one."""
    first_posted_at: datetime | None = None
    country: str | None = None
    """Where their Teams said last that it is: two capital letters (ISO 3166)."""
    time_zone: str | None = None
    """The zone that their Teams was set to last, as an IANA name."""
