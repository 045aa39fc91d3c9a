"""The made-up Teams: who is there, which channels and chats, and every message in them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile

from rehearsal.people import Bot, Channel, Person, Team, digest
from rehearsal.wire import BadInput, Json

BOT = "bot"
SYSTEM = "system"
OTHER_APP = "app:"
"""How the author of a message begins that another app wrote; its name follows."""
TARGETED_LIFE = timedelta(hours=24)
"""Source: https://learn.microsoft.com/en-us/microsoftteams/platform/agents-in-teams/targeted-messages"""


@dataclass(slots=True)
class Message:
    """One message. ``author`` is a person's id, ``bot``, ``system``, or ``app:`` and a name.

    ``reactions`` maps a type to its givers, oldest first, and to when each gave it.
    """

    id: str
    conversation_id: str
    author: str
    at: datetime
    text: str = ""
    card: Json | None = None
    summary: str | None = None
    targeted_to: str | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    changed_at: datetime | None = None
    """The last change of any kind, a reaction included; None: none since it was written."""
    event: Json | None = None
    """What a message of the system tells, as Graph's ``eventDetail``."""
    reactions: dict[str, dict[str, datetime]] = field(default_factory=dict)
    cards_for: dict[str, Json] = field(default_factory=dict)
    """What a press changed: person id to the card that this person sees instead."""
    notice: str | None = None
    notice_for: str | None = None

    @property
    def deleted(self) -> bool:
        return self.deleted_at is not None

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
        self._by_id: dict[str, Message] = {}
        self._changes = 0
        self._changed: dict[str, dict[str, int]] = defaultdict(dict)
        """By channel its threads, and the number of their last change; the latest is the last."""
        self._roots: dict[str, list[int]] = defaultdict(list)
        """By channel the ids of its posts, oldest first."""
        self.watchers: list[Callable[[Message, str], None]] = []
        """Told of each message that everyone may see: ``created``, ``updated`` or ``deleted``."""

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
            person.chat_id = f"a:1{digest(person.id + self.bot.id)[:32]}"
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
        self._by_id[message.id] = message
        if message.is_root and message.targeted_to is None:
            insort(self._roots[channel_of(message.conversation_id)], int(message.id))
        if message.targeted_to is not None:
            self._targeted.append(message)
        self._note(message, "created")
        return message

    def change(self, message: Message, at: datetime, kind: str = "updated") -> None:
        """Keeps that something of a message has changed. ``kind`` is ``updated`` or ``deleted``."""
        message.changed_at = at
        self._note(message, kind)

    def react(self, message: Message, reaction: str, by: str, at: datetime, *, remove: bool) -> bool:
        """Give or take back a reaction. Returns whether anything changed."""
        givers = message.reactions.setdefault(reaction, {})
        changed = (by in givers) == remove
        if changed and remove:
            del givers[by]
        elif changed:
            givers[by] = at
        if not givers:
            del message.reactions[reaction]
        if changed:
            self.change(message, at)
        return changed

    def changed_threads(self, channel_id: str, after: int) -> Iterator[tuple[int, list[Message]]]:
        """A channel's threads by the number of their last change, where it is above ``after``."""
        latest = takewhile(lambda item: item[1] > after, reversed(self._changed[channel_id].items()))
        for place, number in reversed(list(latest)):
            yield number, self.thread(place)

    def in_conversation(self, conversation_id: str) -> list[Message]:
        return self._conversations.get(conversation_id, [])

    def threads(self) -> list[list[Message]]:
        """Each thread with its root first; oldest root first. Targeted messages are left out."""
        roots = [(number, channel_id) for channel_id, numbers in self._roots.items() for number in numbers]
        return [self.thread(thread_id(channel_id, str(number))) for number, channel_id in sorted(roots)]

    def thread(self, conversation_id: str) -> list[Message]:
        """What everyone sees of a thread, its root first."""
        return [message for message in self.in_conversation(conversation_id) if message.targeted_to is None]

    def threads_before(self, channel_id: str, root_id: int | None) -> Iterator[list[Message]]:
        """A channel's threads, newest root first, from the one before ``root_id`` on; None: from the newest."""
        numbers = self._roots[channel_id]
        end = len(numbers) if root_id is None else bisect_left(numbers, root_id)
        for place in range(end - 1, -1, -1):
            yield self.thread(thread_id(channel_id, str(numbers[place])))

    def root(self, conversation_id: str) -> Message | None:
        """The root message of a thread, also when it is a targeted one."""
        messages = self.in_conversation(conversation_id)
        return messages[0] if messages and messages[0].is_root else None

    def find(self, conversation_id: str, message_id: str, now: datetime) -> Message | None:
        """A message by its thread or chat, or by its channel alone; deleted ones too, expired targeted ones not."""
        message = self._by_id.get(message_id)
        if message is None or has_expired(message, now):
            return None
        alone = self.is_channel(conversation_id)
        place = channel_of(message.conversation_id) if alone else message.conversation_id
        return message if place == conversation_id else None

    def find_anywhere(self, message_id: str, conversation_id: str | None, now: datetime) -> Message | None:
        """A message by its id; ``conversation_id`` None: wherever it is."""
        known = self._by_id.get(message_id)
        place = conversation_id or (known.conversation_id if known is not None else "")
        return self.find(place, message_id, now)

    def targeted(self, person: Person, now: datetime) -> list[Message]:
        """What only this person sees in the channels, oldest first."""
        return [
            message for message in self._targeted if message.targeted_to == person.id and not has_expired(message, now)
        ]

    def _note(self, message: Message, kind: str) -> None:
        if message.targeted_to is not None or ";messageid=" not in message.conversation_id:
            return
        self._changes += 1
        changed = self._changed[channel_of(message.conversation_id)]
        changed.pop(message.conversation_id, None)
        changed[message.conversation_id] = self._changes
        for told in self.watchers:
            told(message, kind)


def has_expired(message: Message, now: datetime) -> bool:
    """Whether a targeted message has outlived its day."""
    return message.targeted_to is not None and now >= message.at + TARGETED_LIFE
