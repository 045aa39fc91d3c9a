"""What of a thread, as Graph holds it, the ledger does not hold: told as the very events that Teams would have sent.

Graph tells how things are, not what happened. The moment of an event is the one that Graph gives for it, or, where it
gives none (a like taken back, a deletion undone), that of the message's last change, and never before what the ledger
knows already. What the ledger knows from after Graph's state is newer and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.history import Message, Thread
from models.incoming import (
    Commanded,
    Envelope,
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Person,
    PostArrived,
    ReactionChanged,
    ReplyArrived,
    ThreadEvent,
)
from models.ledger import REPLY, Post, Touch
from models.senses import Sense, is_gone, unpack

SETTLED = timedelta(minutes=10)
"""After so long Graph has what Teams told us. Until then a difference may be Graph's being late."""
ASKED_LATELY = timedelta(hours=1)
"""A command that Teams did not tell is answered for so long. Then it is a post or a reply that nobody answered."""
_JUST_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Held:
    """A thread as the ledger holds it. ``touches`` are all of it, those that were taken back included.

    ``answered``: the ids of messages that the bot answered as commands.
    """

    post: Post | None = None
    touches: Sequence[Touch] = ()
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, as its activities name it."""

    tenant_id: str
    team_id: str
    channel_id: str
    service_url: str
    bot_id: str

    def thread_id(self, message_id: str) -> str:
        return f"{self.channel_id};messageid={message_id}"

    def envelope(self, thread_id: str, message_id: str, at: datetime) -> Envelope:
        return Envelope(
            self.tenant_id,
            self.team_id,
            self.channel_id,
            thread_id,
            self.service_url,
            self.bot_id,
            message_id,
            at,
            source="graph",
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of one message. ``changed_at`` is ``None`` where it was only written."""

    text: str | None
    changed_at: datetime | None
    deleted: bool


def said(thread: Thread, held: Held) -> Thread | None:
    """A thread without what was asked of the bot alone; ``None``: it begins with that."""
    if held.post is None and thread.root.message_id in held.answered:
        return None
    only_asked = held.answered.difference(touch.message_id for touch in held.touches if touch.kind == REPLY)
    return Thread(thread.root, tuple(one for one in thread.replies if one.message_id not in only_asked))


def differences(thread: Thread, held: Held, place: Place, looked_at: datetime) -> tuple[ThreadEvent | Commanded, ...]:
    """The events that make the ledger hold this thread as Graph does. ``looked_at``: when Graph was asked.

    Messages of bots have no events of their own but the post itself; reactions on what was deleted are let be. What may
    be a command is nothing else yet: what came of it shows in what the ledger holds after it.
    """
    heard = said(thread, held)
    if heard is None:
        return ()
    root = heard.root
    thread_id = place.thread_id(root.message_id)
    found = _Telling(place, thread_id, looked_at)
    events: list[ThreadEvent | Commanded] = []
    if held.post is None:
        arrived = PostArrived(found.at(root, root.written_at), thread_id, root.message_id, root.author, root.text)
        if command := found.command(root, arrived):
            return (command,)
        events.append(arrived)
    events += found.changes(root, _known_post(held.post))
    events += found.reactions(root, held.touches)
    replies = {touch.message_id: touch for touch in held.touches if touch.kind == REPLY}
    for reply in heard.replies:
        if reply.author is not None:
            events += found.reply(reply, reply.author, replies.get(reply.message_id), held.touches)
    return tuple(events)


@dataclass(frozen=True, slots=True)
class _Telling:
    place: Place
    thread_id: str
    looked_at: datetime

    def at(self, message: Message, moment: datetime) -> Envelope:
        return self.place.envelope(self.thread_id, message.message_id, moment)

    def command(self, message: Message, arrived: PostArrived | ReplyArrived) -> Commanded | None:
        """What a message asks of the bot, as long as that can be answered; ``None``: nothing."""
        call, author = message.call, message.author
        if call is None or author is None or self.looked_at > message.written_at + ASKED_LATELY:
            return None
        return Commanded(arrived.envelope, author, call.words, False, call.mentioned, call.written, arrived)

    def reply(
        self, reply: Message, author: Person, held: Touch | None, touches: Iterable[Touch]
    ) -> Iterator[ThreadEvent | Commanded]:
        if held is None:
            where = self.at(reply, reply.written_at)
            arrived = ReplyArrived(where, self.thread_id, reply.message_id, author, reply.text)
            if command := self.command(reply, arrived):
                yield command
                return
            yield arrived
        yield from self.changes(reply, _known_reply(held))
        yield from self.reactions(reply, touches)

    def changes(self, message: Message, known: Known | None) -> Iterator[ThreadEvent]:
        """Edited, deleted or put back. ``known`` is ``None`` where the message itself is new to us."""
        this = self.thread_id, message.message_id
        if known is None:
            if message.edited_at is not None:
                yield MessageEdited(self.at(message, message.edited_at), *this, message.text)
            if message.deleted_at is not None:
                yield MessageDeleted(self.at(message, message.deleted_at), *this)
            return
        if not self._is_newer(message, known.changed_at):
            return
        if message.deleted_at is not None:
            if not known.deleted:
                yield MessageDeleted(self.at(message, _after(message.deleted_at, known.changed_at)), *this)
        elif known.deleted:
            yield MessageUndeleted(self.at(message, _after(message.changed_at, known.changed_at)), *this, message.text)
        elif _has_another_text(message, known):
            edited_at = message.edited_at or message.changed_at
            yield MessageEdited(self.at(message, _after(edited_at, known.changed_at)), *this, message.text)

    def reactions(self, message: Message, touches: Iterable[Touch]) -> Iterator[ThreadEvent]:
        """Set, and taken back, of each person and kind; those on a deleted message are let be."""
        if message.deleted_at is not None:
            return
        held = {
            (touch.member_id, touch.kind): touch
            for touch in touches
            if touch.kind != REPLY and touch.message_id == message.message_id
        }
        there = {(reaction.by.id, reaction.kind): reaction for reaction in message.reactions}
        for key, reaction in there.items():
            known = held.get(key)
            if known is None:
                yield self._reaction(message, reaction.by, reaction.at, added=reaction.kind)
            elif _is_taken_back(known) and self._is_newer(message, _last(known)):
                yield self._reaction(message, reaction.by, _after(reaction.at, _last(known)), added=reaction.kind)
        for (member_id, kind), known in held.items():
            if (member_id, kind) in there or _is_taken_back(known) or not self._is_newer(message, _last(known)):
                continue
            at = _after(message.changed_at, _last(known))
            yield self._reaction(message, Person(member_id, "", ""), at, removed=kind)

    def _reaction(
        self, message: Message, by: Person, at: datetime, *, added: str = "", removed: str = ""
    ) -> ReactionChanged:
        kinds = (added,) if added else (), (removed,) if removed else ()
        return ReactionChanged(self.at(message, at), self.thread_id, message.message_id, by, *kinds)

    def _is_newer(self, message: Message, known_at: datetime | None) -> bool:
        """Whether what Graph holds of a message is from after what the ledger knows of it."""
        return known_at is None or message.changed_at > known_at or self.looked_at > known_at + SETTLED


def _known_post(post: Post | None) -> Known | None:
    if post is None:
        return None
    return Known(post.text, post.deleted_at or post.edited_at, post.deleted_at is not None)


def _known_reply(touch: Touch | None) -> Known | None:
    if touch is None:
        return None
    course = unpack(touch.course)
    return Known(touch.text, course[-1].at if len(course) > 1 else None, is_gone(course))


def _has_another_text(message: Message, known: Known) -> bool:
    """Whether the text was changed, and not only how it is laid out: Teams and Graph break lines each in its own way.

    What nobody changed is believed as Teams told it.
    """
    if known.changed_at is None:
        return message.edited_at is not None and message.edited_at > message.written_at
    return "".join(message.text.split()) != "".join((known.text or "").split())


def _last(touch: Touch) -> datetime:
    return unpack(touch.course)[-1].at


def _is_taken_back(touch: Touch) -> bool:
    return unpack(touch.course)[-1].sense is Sense.GONE


def _after(moment: datetime, known_at: datetime | None) -> datetime:
    """That moment, or the first after what is known."""
    return moment if known_at is None or moment > known_at else known_at + _JUST_AFTER
