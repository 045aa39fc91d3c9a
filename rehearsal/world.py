"""The made-up Teams: who is there, which channels and chats, and every message in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from rehearsal.wire import BadInput, Json

BOT = "bot"
TARGETED_LIFE = timedelta(hours=24)
"""Source: https://learn.microsoft.com/en-us/microsoftteams/platform/agents-in-teams/targeted-messages"""


class App(StrEnum):
    """How a person stands to the app in their private chat."""

    NEVER = "never"
    INSTALLED = "installed"
    REMOVED = "removed"


@dataclass(slots=True)
class Person:
    """Someone of the company. ``id`` is the Entra object id, ``teams_id`` the ``29:…`` id that the bot sees."""

    id: str
    name: str
    roles: tuple[str, ...] = ()
    language: str = "ja"
    time_zone: str = "Asia/Tokyo"
    in_team: bool = True
    app: App = App.NEVER
    chat_id: str | None = None

    @property
    def teams_id(self) -> str:
        return f"29:1{_digest(self.id)[:20]}"


@dataclass(slots=True)
class Channel:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Team:
    """The team, and the tenant that it belongs to."""

    id: str
    name: str
    tenant_id: str
    group_id: str = "22222222-2222-4222-8222-222222222222"


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot as the others see it. ``id`` is ``28:`` and its app id."""

    id: str
    name: str


@dataclass(slots=True)
class Message:
    """One message. ``author`` is a person's id or ``bot``; ``reactions`` maps a type to its givers, oldest first."""

    id: str
    conversation_id: str
    author: str
    at: datetime
    text: str = ""
    card: Json | None = None
    summary: str | None = None
    targeted_to: str | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    cards_for: dict[str, Json] = field(default_factory=dict)
    """What a press changed: person id to the card that this person sees instead."""
    notice: str | None = None
    notice_for: str | None = None

    @property
    def is_root(self) -> bool:
        return self.conversation_id.endswith(f";messageid={self.id}")


def thread_id(channel_id: str, root_id: str) -> str:
    """The conversation id of a thread, as Teams writes it."""
    return f"{channel_id};messageid={root_id}"


def channel_of(conversation_id: str) -> str:
    return conversation_id.partition(";messageid=")[0]


class World:
    """All state. Nothing here knows HTTP; every moment is given by the caller."""

    def __init__(self, team: Team, channels: Iterable[Channel], people: Iterable[Person], bot: Bot) -> None:
        self.team = team
        self.channels = {channel.id: channel for channel in channels}
        self.people = {person.id: person for person in people}
        self.bot = bot
        self.bot_in_team = True
        self._by_teams_id = {person.teams_id: person for person in self.people.values()}
        self._conversations: dict[str, list[Message]] = {}
        self._targeted: list[Message] = []
        self._used_ids: set[str] = set()

    def person(self, person_id: str) -> Person:
        """By Entra id or ``29:…`` id. Raises BadInput."""
        found = self.find_person(person_id)
        if found is None:
            raise BadInput(f"Nobody here has the id {person_id!r}; GET /rehearsal/state lists the people.")
        return found

    def find_person(self, person_id: str) -> Person | None:
        return self.people.get(person_id) or self._by_teams_id.get(person_id)

    def add_person(self, person: Person) -> None:
        """Raises BadInput when the id is taken."""
        if person.id in self.people:
            raise BadInput(f"{person.id!r} is here already.")
        self.people[person.id] = person
        self._by_teams_id[person.teams_id] = person

    def lead(self) -> Person:
        """Who acts for the team when nobody is named."""
        people = list(self.people.values())
        return next((person for person in people if "lead" in person.roles), people[0])

    def members(self) -> list[Person]:
        return [person for person in self.people.values() if person.in_team]

    def channel(self, channel_id: str) -> Channel:
        """Raises BadInput."""
        if channel_id not in self.channels:
            raise BadInput(f"There is no channel {channel_id!r}; GET /rehearsal/state lists the channels.")
        return self.channels[channel_id]

    def first_channel(self) -> Channel:
        return next(iter(self.channels.values()))

    def is_channel(self, conversation_id: str) -> bool:
        """Whether this is a channel alone, without a thread. The team's own id is its General channel."""
        return conversation_id in self.channels or conversation_id == self.team.id

    def open_chat(self, person: Person) -> str:
        """The id of the private chat between this person and the bot; always the same."""
        if person.chat_id is None:
            person.chat_id = f"a:1{_digest(person.id + self.bot.id)[:32]}"
        return person.chat_id

    def owner_of_chat(self, conversation_id: str) -> Person | None:
        return next((person for person in self.people.values() if person.chat_id == conversation_id), None)

    def sees(self, person: Person, message: Message) -> bool:
        """Whether this person has the message on their screen."""
        owner = self.owner_of_chat(message.conversation_id)
        if owner is not None:
            return owner.id == person.id
        return person.in_team and message.targeted_to in (None, person.id)

    def fresh_id(self, at: datetime) -> str:
        """An id as Teams gives it: the moment in milliseconds, moved on when it is taken."""
        number = int(at.timestamp() * 1000)
        while str(number) in self._used_ids:
            number += 1
        self._used_ids.add(str(number))
        return str(number)

    def keep(self, message: Message) -> Message:
        self._conversations.setdefault(message.conversation_id, []).append(message)
        if message.targeted_to is not None:
            self._targeted.append(message)
        return message

    def in_conversation(self, conversation_id: str) -> list[Message]:
        return self._conversations.get(conversation_id, [])

    def threads(self) -> list[list[Message]]:
        """Each thread with its root first; oldest root first. Targeted messages are left out."""
        found = [
            [message for message in messages if message.targeted_to is None]
            for conversation_id, messages in self._conversations.items()
            if ";messageid=" in conversation_id
        ]
        return sorted((thread for thread in found if thread), key=lambda thread: int(thread[0].id))

    def root(self, conversation_id: str) -> Message | None:
        """The root message of a thread, also when it is a targeted one."""
        messages = self.in_conversation(conversation_id)
        return messages[0] if messages and messages[0].is_root else None

    def find(self, conversation_id: str, message_id: str, now: datetime) -> Message | None:
        """A message by its thread or chat, or by its channel alone; deleted ones too, expired targeted ones not."""
        if self.is_channel(conversation_id):
            places = [key for key in self._conversations if channel_of(key) == conversation_id]
        else:
            places = [conversation_id]
        for place in places:
            for message in self.in_conversation(place):
                if message.id == message_id and not has_expired(message, now):
                    return message
        return None

    def find_anywhere(self, message_id: str, conversation_id: str | None, now: datetime) -> Message | None:
        """A message by its id; ``conversation_id`` None: wherever it is."""
        places = [conversation_id] if conversation_id is not None else list(self._conversations)
        found = (self.find(place, message_id, now) for place in places)
        return next((message for message in found if message is not None), None)

    def targeted(self, person: Person, now: datetime) -> list[Message]:
        """What only this person sees in the channels, oldest first."""
        return [
            message for message in self._targeted if message.targeted_to == person.id and not has_expired(message, now)
        ]


def has_expired(message: Message, now: datetime) -> bool:
    """Whether a targeted message has outlived its day."""
    return message.targeted_to is not None and now >= message.at + TARGETED_LIFE


def react(message: Message, reaction: str, by: str, *, remove: bool) -> bool:
    """Give or take back a reaction. Returns whether anything changed."""
    givers = message.reactions.setdefault(reaction, [])
    if (by in givers) != remove:
        return False
    if remove:
        givers.remove(by)
    else:
        givers.append(by)
    if not givers:
        del message.reactions[reaction]
    return True


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
