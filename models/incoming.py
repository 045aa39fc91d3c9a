"""What reaches us from Teams or Graph, parsed.

One frozen value an event. Everything here has passed the edge's checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.own_acts import Done, OwnAct

IMPORTED = "import"
"""The source of what is read of the time before us."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who did it, as Teams says. ``id`` is the Entra object id, ``teams_id`` Teams' own (``29:…``).

    ``guest``: Teams says that they are a guest of the tenant, or of another one.
    """

    id: str
    teams_id: str
    name: str
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where an event came from, whatever it is. Ids are Teams'; what a private chat has not is ``None``."""

    tenant_id: str
    team_id: str | None
    channel_id: str | None
    conversation_id: str
    service_url: str
    bot_id: str
    activity_id: str
    at: datetime
    """When it happened, as Teams says; aware UTC."""
    locale: str | None = None
    country: str | None = None
    """Where the person's Teams says it is: two capital letters (ISO 3166)."""
    time_zone: str | None = None
    """The zone that the person's Teams is set to, as an IANA name."""
    source: str = "teams"
    """``teams``, ``graph`` or ``import``: goes to the ledger as ``captured_by``."""
    group_id: str | None = None
    """The team's Entra group, where the activity names it."""


@dataclass(frozen=True, slots=True)
class PostArrived:
    """A root message in a channel. ``author`` is ``None`` for bots and connectors.

    ``of_history``: it is from before us: it is kept and counted, and nothing is owed for it.
    """

    envelope: Envelope
    thread_id: str
    message_id: str
    author: Person | None
    text: str
    of_history: bool = False


@dataclass(frozen=True, slots=True)
class ReplyArrived:
    """A message in the thread of a post."""

    envelope: Envelope
    thread_id: str
    message_id: str
    author: Person | None
    text: str


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """A post or a reply has another text. ``text`` is ``None`` where Teams did not send it."""

    envelope: Envelope
    thread_id: str
    message_id: str
    text: str | None


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    envelope: Envelope
    thread_id: str
    message_id: str


@dataclass(frozen=True, slots=True)
class MessageUndeleted:
    envelope: Envelope
    thread_id: str
    message_id: str
    text: str | None


@dataclass(frozen=True, slots=True)
class ReactionChanged:
    """A person set or took back reactions on one message of a thread. Kinds are Teams' (``like``, ``heart``, …)."""

    envelope: Envelope
    thread_id: str
    message_id: str
    by: Person
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Installed:
    """The app was added to a team (``team_id`` set)

    or by a person for themself. ``group_id`` is the team's Entra group.
    """

    envelope: Envelope
    by: Person | None
    group_id: str | None = None
    team_name: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """The app was taken off a team or by a person."""

    envelope: Envelope
    by: Person | None


@dataclass(frozen=True, slots=True)
class MembersChanged:
    """People joined the team, or left it. Where Teams does not tell who by Entra object id, that is empty."""

    envelope: Envelope
    joined: tuple[Person, ...] = ()
    left: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody whom a command names with @. ``text`` is how they stand in its words; ``is_bot``: an app, no person.

    Teams need not tell their Entra object id: then ``person.id`` is empty.
    """

    person: Person
    text: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Commanded:
    """A person asked the bot for something in words: in the private chat, by mention, or as a slash command.

    ``words`` is what was asked, cleaned of mentions of the bot, width and case. ``private`` tells that the answer goes
    to the chat itself; otherwise to this person alone, in the channel. ``mentioned`` are the others it names with @.
    ``said`` is what it is besides where everybody in the channel can read it: a post or a reply, unless the bot
    understands all of it.
    """

    envelope: Envelope
    by: Person
    words: str
    private: bool
    mentioned: tuple[Mentioned, ...] = ()
    written: str = ""
    """The words as they were written, in whatever width: for what is passed on to others."""
    said: PostArrived | ReplyArrived | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button on one of our cards.

    ``by`` is who Teams says pressed it; ``fields`` is what the card sent: not to be believed.
    """

    envelope: Envelope
    by: Person
    verb: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    card_activity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Pointed:
    """A person chose one of our actions in a message's menu in Teams, or sent the dialog that it opened.

    ``author``, ``written_at`` and ``text`` are what the payload says of the message. ``thread_id`` is ``None`` outside
    of channels. ``fields`` is what the dialog sent, not to be believed; ``None``: the dialog is asked for.
    """

    envelope: Envelope
    by: Person
    action: str
    thread_id: str | None
    message_id: str
    author: Person | None = None
    written_at: datetime | None = None
    text: str | None = None
    fields: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ActedOneself:
    """What a member pressed was done in their own name, with their own sign-in; or was not, and why.

    It comes from the gateway itself, never from outside.
    """

    pressed: Pressed
    act: OwnAct
    done: Done

    @property
    def envelope(self) -> Envelope:
        return self.pressed.envelope


ThreadEvent = PostArrived | ReplyArrived | MessageEdited | MessageDeleted | MessageUndeleted | ReactionChanged
Event = ThreadEvent | Installed | Removed | MembersChanged | Commanded | Pressed | Pointed | ActedOneself


def is_root(event: ThreadEvent) -> bool:
    """Whether an event is about the post itself and not about a reply in its thread."""
    return event.thread_id == f"{event.envelope.channel_id};messageid={event.message_id}"
