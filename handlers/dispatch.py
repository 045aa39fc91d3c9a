"""Every event comes through here: may they, one handler, one transaction; a rule's no becomes a polite sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from time import perf_counter

from handlers import commanded, pointed, pressed, registry
from handlers.permitting import permit
from handlers.registry import Outcome
from models.db.store import Store
from models.db.telling import told_once
from models.db.transaction import Transaction
from models.incoming import (
    ActedOneself,
    Commanded,
    Event,
    Installed,
    MembersChanged,
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Pointed,
    PostArrived,
    Pressed,
    ReactionChanged,
    Removed,
    ReplyArrived,
    ThreadEvent,
)
from models.refused import Refused
from models.watch import NOBODY, Watch


class Dispatch:
    """The one way in. ``now`` is the community's clock; aware UTC."""

    def __init__(self, store: Store, now: Callable[[], datetime], watch: Watch = NOBODY) -> None:
        self._store = store
        self._now = now
        self._watch = watch
        registry.discover()

    async def __call__(self, event: Event) -> Outcome:
        """Handle an event; what it changed is durable when this returns.

        Raises only what is a bug or the database's.
        """
        began = perf_counter()
        try:
            return await self._dispatch(event)
        finally:
            self._watch.dispatched(type(event).__name__, perf_counter() - began)

    async def _dispatch(self, event: Event) -> Outcome:
        threads, people = _wants(event)
        now = self._now()
        try:
            return await self._store.transact(lambda tx: _handle(tx, event), now, threads=threads, people=people)
        except Refused as refused:
            said = refused
        return await self._store.transact(lambda tx: _refuse(tx, event, said), now, threads=threads, people=people)

    async def together(self, events: Sequence[ThreadEvent]) -> None:
        """Handle what happened in a thread or several, all in one transaction: cheaper than one after the other.

        Raises only what is a bug or the database's; then none of it is kept.
        """
        wants = [_wants(event) for event in events]
        threads = {thread for found, _ in wants for thread in found}
        people = {person for _, found in wants for person in found}

        def handle(tx: Transaction) -> None:
            with told_once(tx):
                for event in events:
                    _handle(tx, event)

        await self._store.transact(handle, self._now(), threads=threads, people=people)


def _handle(tx: Transaction, event: Event) -> Outcome:
    """Whether they may comes first, whoever brings the event; a handler's own rules are finer. Raises Refused."""
    permit(tx, event)
    return registry.event_handlers[type(event)](tx, event)


def _refuse(tx: Transaction, event: Event, refused: Refused) -> Outcome:
    """Tell who asked, in the place where they asked. What nobody asked for is not refused but a bug."""
    match event:
        case Pressed():
            return pressed.refuse(tx, event, refused)
        case ActedOneself():
            return pressed.refuse(tx, event.pressed, refused)
        case Pointed():
            return pointed.refuse(tx, event, refused)
        case Commanded():
            return commanded.refuse(tx, event, refused)
        case _:
            raise refused


def _wants(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The threads and people that an event is about, so that they are read together with those of others."""
    match event:
        case PostArrived() | ReplyArrived():
            return (event.thread_id,), (event.author.id,) if event.author else ()
        case ReactionChanged():
            return (event.thread_id,), (event.by.id,)
        case MessageEdited() | MessageDeleted() | MessageUndeleted():
            return (event.thread_id,), ()
        case Pointed():
            return (event.thread_id,) if event.thread_id else (), (event.by.id,)
        case Commanded():
            return (event.said.thread_id,) if event.said else (), (event.by.id,)
        case Pressed():
            return (), (event.by.id,)
        case MembersChanged():
            return (), tuple(one.id for one in (*event.joined, *event.left) if one.id)
        case ActedOneself():
            return (), (event.pressed.by.id,)
        case Installed() | Removed():
            return (), (event.by.id,) if event.by else ()
