"""What Teams holds, as Graph tells it: the channels' messages as they are now, whatever reached us of them before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.incoming import Mentioned, Person


@dataclass(frozen=True, slots=True)
class Reaction:
    """A person's reaction on a message. ``kind`` is Teams' word for it, as ``ReactionChanged`` has it."""

    by: Person
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """What a message asks of the bot that it mentions; the fields are those of ``Commanded``."""

    words: str
    written: str
    mentioned: tuple[Mentioned, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A post or a reply as Teams holds it now. Moments are aware UTC.

    ``author`` is ``None`` for bots, connectors and the system; of a deleted message the text is empty. Reactions are
    people's alone: the bot's own is left out. ``call``: the message may be a command.
    """

    message_id: str
    author: Person | None
    text: str
    written_at: datetime
    changed_at: datetime
    """The last change of any kind, a reaction included."""
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    reactions: tuple[Reaction, ...] = ()
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A post and the replies that were asked for with it, all of them, oldest first."""

    root: Message
    replies: tuple[Message, ...]

    @property
    def calls(self) -> tuple[str, ...]:
        """The ids of the messages that may be commands."""
        return tuple(one.message_id for one in (self.root, *self.replies) if one.call is not None)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a channel's threads that changed. One of the two is set: ``next`` where there is more, else ``token``."""

    threads: tuple[Thread, ...]
    next: str | None = None
    """What to ask with for the next page."""
    token: str | None = None
    """What to ask with the next time, for what changed since."""


class Lost(Exception):
    """Graph does not know this token any more: start over from a moment."""


class History(Protocol):
    """What the jobs ask of Graph's channels.

    Each call is one of few that Graph allows (1 a second and channel, 4 a second and team); it waits for its turn, and
    raises RetryLater or Undeliverable of models/outgoing.py, and nothing else but what it names.
    """

    async def channels(self, group_id: str) -> Sequence[str]:
        """The ids of a team's channels. ``group_id`` is the team's Entra group."""

    async def changed(self, group_id: str, channel_id: str, since: datetime | None, token: str | None) -> Page:
        """Threads in which anything changed after ``since``, or after what ``token`` (or ``next``) stands for.

        Raises Lost where the token is not known any more.
        """
