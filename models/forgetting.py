"""Somebody who asked to be forgotten: known again by what can be checked, and by nothing that could be read."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.history import Message, Reaction, Thread
from models.incoming import Person


@dataclass(frozen=True, slots=True)
class Forgotten:
    """``alias`` is who they are in the ledger now; what they did until ``at`` is the alias's."""

    alias: str
    at: datetime


def digest(person_id: str) -> str:
    """What is kept instead of an id: SHA-256, hexadecimal. An id that somebody knows can be compared with it."""
    return hashlib.sha256(person_id.lower().encode()).hexdigest()


def alias() -> str:
    """An id that nobody has, of the shape of Entra's."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Mask:
    """What went must not come back, although Teams still holds it: people who were forgotten, and old texts."""

    known: Mapping[str, Sequence[Forgotten]]
    """By digest, oldest first: who comes back and asks again has two."""
    texts_since: datetime
    """Texts from before are too old to be kept."""

    def thread(self, thread: Thread) -> Thread:
        """A thread as Graph tells it, less what went."""
        return Thread(self._message(thread.root), tuple(self._message(reply) for reply in thread.replies))

    def _message(self, message: Message) -> Message:
        reactions = tuple(self._reaction(reaction) for reaction in message.reactions)
        author = message.author and self._masked(message.author, message.written_at)
        goes = author is not message.author or message.written_at < self.texts_since
        told = replace(message, author=author, reactions=reactions)
        return replace(told, text="", call=None) if goes else told

    def _reaction(self, reaction: Reaction) -> Reaction:
        return replace(reaction, by=self._masked(reaction.by, reaction.at))

    def _masked(self, person: Person, at: datetime) -> Person:
        found = next((one for one in self.known.get(digest(person.id), ()) if at <= one.at), None)
        return Person(found.alias, "", "") if found else person
