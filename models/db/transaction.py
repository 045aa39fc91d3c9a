"""One transaction, as handlers and jobs see it: values in, values out, everything kept together or not at all.

Several events may share one database transaction (models/db/store.py). What they add is held back and written in a few
statements at the end, or before a query that could miss it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy import Table as SqlTable

from models.community import Community
from models.db import bulk, live_cards
from models.db.communities import Home, Settled, move_home
from models.db.live_cards import NOBODY, Seen
from models.db.rows import (
    FOLLOW_UP_COLUMNS,
    MEMBER_COLUMNS,
    POST_COLUMNS,
    follow_up_of,
    follow_up_row,
    member_row,
    outbox_row,
    post_row,
)
from models.db.tables.ledger import early, follow_ups, members, posts
from models.db.tables.nudging import journal
from models.db.tables.outbox import outbox
from models.deeds import Deed
from models.follow_up import Decision, FollowUp
from models.ledger import Acquaintance, Post
from models.outgoing import Effect


class Conflict(Exception):
    """Another process was faster. The work is done again on what is now true."""


class Transaction:
    """The open transaction. ``now`` is the moment at which the event at hand is handled; aware UTC."""

    def __init__(self, connection: Connection, settled: Mapping[str, Settled], now: datetime, wall: datetime) -> None:
        self.now = now
        self.wall = wall
        """The machine's own time, which leases and pauses of the outbox go by; ``now`` may be a rehearsed one."""
        self.writes = 0
        self.wakes_outbox = False
        self.untold: dict[str, tuple[Community, bool]] | None = None
        """Threads to be told at the end of what is at hand, as models/db/telling.py has it; ``None``: each at once."""
        self._connection = connection
        self._settled = settled
        self._added: dict[SqlTable, list[dict[str, Any]]] = {}
        self._posts: dict[str, Post | None] = {}
        self._follow_ups: dict[str, dict[str, FollowUp]] = {}
        self._members: dict[str, dict[str, Acquaintance]] = {}
        self._awaited: set[str] = set()

    # What is there

    @property
    def connection(self) -> Connection:
        """For a query of its own; sees all that was written before."""
        self.flush()
        return self._connection

    @property
    def communities(self) -> Mapping[str, Settled]:
        return self._settled

    def settle(self, settled: Settled) -> None:
        """A community that began in this transaction; others see it after the commit."""
        self.writes += 1
        self._settled = {**self._settled, settled.community.id: settled}

    def preload(self, threads: Collection[str], people: Collection[str]) -> None:
        """Read at once what the events at hand will ask for."""
        asked = [thread for thread in threads if thread not in self._posts]
        if asked:
            found = {row.thread_id: Post(*row) for row in self.connection.execute(_POSTS, bulk.asked(asked))}
            self._posts.update((thread, found.get(thread)) for thread in asked)
            self._follow_ups.update((thread, {}) for thread in asked)
            if len(found) < len(asked):
                self._awaited.update(self.connection.execute(_AWAITED, bulk.asked(asked)).scalars())
            if found:
                for row in self.connection.execute(_FOLLOW_UPS, bulk.asked(found)):
                    self._keep(follow_up_of(row))
        strangers = [person for person in people if person not in self._members]
        if strangers:
            self._members.update((person, {}) for person in strangers)
            for row in self.connection.execute(_MEMBERS, bulk.asked(strangers)):
                known = Acquaintance(*row)
                self._members[known.id][known.community_id] = known

    def post(self, thread_id: str) -> Post | None:
        self._look_at(thread_id)
        return self._posts[thread_id]

    def is_awaited(self, thread_id: str) -> bool:
        """Whether events of this thread came before its post, and wait for it."""
        self._look_at(thread_id)
        return thread_id in self._awaited

    def awaits(self, thread_id: str) -> None:
        """An event of this thread was kept for when its post comes."""
        self._awaited.add(thread_id)

    def follow_ups(self, thread_id: str) -> tuple[FollowUp, ...]:
        """Those of one post: usually one, none for a post that opens none."""
        self._look_at(thread_id)
        return tuple(self._follow_ups[thread_id].values())

    def follow_up(self, follow_up_id: str) -> FollowUp | None:
        row = self.connection.execute(_FOLLOW_UP, {"id": follow_up_id}).first()
        return follow_up_of(row) if row else None

    def locked_follow_up(self, follow_up_id: str) -> FollowUp | None:
        """The same, for one process alone until the end of the transaction."""
        row = self.connection.execute(_FOLLOW_UP.with_for_update(), {"id": follow_up_id}).first()
        return follow_up_of(row) if row else None

    def acquaintances(self, person_id: str) -> Mapping[str, Acquaintance]:
        """What we know of a person, by community."""
        self._look_up(person_id)
        return self._members[person_id]

    # What shall be

    def add_post(self, post: Post) -> None:
        self.add(posts, post_row(post))
        self._posts[post.thread_id] = post
        self._follow_ups.setdefault(post.thread_id, {})
        self.note(Deed.POST, post.community_id, post.thread_id)

    def change_post(self, post: Post, **changes: Any) -> Post:
        self.execute(update(posts).where(posts.c.thread_id == post.thread_id).values(**changes))
        changed = replace(post, **changes)
        self._posts[post.thread_id] = changed
        if changed.deleted_at != post.deleted_at:
            deed, at = Deed.DELETED if changed.deleted_at else Deed.PUT_BACK, changed.deleted_at or changed.edited_at
            self.note(deed, post.community_id, post.thread_id, at=at)
        return changed

    def open(self, follow_up: FollowUp) -> None:
        """Keep a new follow-up. The journal's line of its post tells of the one that the post itself opened."""
        self.add(follow_ups, follow_up_row(follow_up))
        self._keep(follow_up)
        if follow_up.opened_at is not None:
            self.note(Deed.FOLLOW_UP, follow_up.community_id, follow_up.thread_id, id=follow_up.id)
            self.enqueue(*live_cards.refreshes(self.connection, follow_up, NOBODY))

    def apply(self, before: FollowUp, decision: Decision, *, seen: Seen = NOBODY) -> FollowUp:
        """Keep a decision whole.

        The follow-up if nobody changed it meanwhile, its effects, and every open card made true.

        ``seen``: whose card is the answer to a press and needs no refresh. Raises Conflict.
        """
        after = decision.follow_up
        if after != before or decision.anew:
            after = replace(after, version=before.version + 1)
            values = follow_up_row(after) | {"old_version": before.version, "old_id": before.id}
            del values["id"]
            if self.execute(_SAVE, values).rowcount != 1:
                raise Conflict(f"follow-up {before.id} was changed by another")
            self._keep(after)
            if live_cards.differs(before, after):
                self.enqueue(*live_cards.refreshes(self.connection, after, seen))
        for opened in decision.opens:
            self.open(opened)
        self.enqueue(*decision.effects)
        return after

    def note(self, deed: Deed, community_id: str, thread_id: str | None = None, **detail: Any) -> None:
        """Enter into the journal what came to light now. ``detail``: what JSON can say, and moments."""
        known = {"community_id": community_id, "at": self.now, "deed": deed.value, "thread_id": thread_id}
        self.add(journal, known | {"detail": orjson.dumps(detail).decode()})

    def enqueue(self, *effects: Effect) -> None:
        """Put effects into the outbox; one whose key is there already is not wanted twice."""
        for effect in effects:
            self.add(outbox, outbox_row(effect, self.wall))
            self.wakes_outbox = True

    def keep_member(self, known: Acquaintance) -> None:
        """Keep what we know of a person, new or changed."""
        self._look_up(known.id)
        before = self._members[known.id].get(known.community_id)
        if before == known:
            return
        if before is None:
            self.add(members, member_row(known))
        elif (added := self._added_member(known)) is not None:
            added.update(member_row(known))
        else:
            same = (members.c.community_id == known.community_id) & (members.c.id == known.id)
            changes = {name: value for name, value in member_row(known).items() if value != getattr(before, name)}
            self.execute(update(members).where(same).values(**changes))
        self._members[known.id][known.community_id] = known

    def move_home(self, community_id: str, **changes: Any) -> None:
        """Learn where the community lives in Teams; others see it after the commit."""
        settled = self._settled[community_id]
        known = {name: getattr(settled.home, name) for name in changes}
        if known != changes:
            self.writes += 1
            move_home(self.connection, community_id, **changes)

    def home(self, community_id: str) -> Home:
        return self._settled[community_id].home

    # How it is written

    def flush(self) -> None:
        """Write what was added so far."""
        if self._added:
            added, self._added = self._added, {}
            for table, rows in added.items():
                bulk.insert(self._connection, table, rows, once=table is outbox)

    def execute(self, statement: Any, parameters: Any = None) -> Any:
        """A statement that changes rows, after all that was added before it."""
        self.writes += 1
        return self.connection.execute(statement, parameters)

    def add(self, table: SqlTable, row: dict[str, Any]) -> None:
        """A new row, written with the others of its table."""
        self.writes += 1
        self._added.setdefault(table, []).append(row)

    def _added_member(self, known: Acquaintance) -> dict[str, Any] | None:
        """The row of a person who is new in this transaction, as long as it is not written."""
        rows = reversed(self._added.get(members, []))
        return next((row for row in rows if (row["community_id"], row["id"]) == (known.community_id, known.id)), None)

    def _look_at(self, thread_id: str) -> None:
        if thread_id not in self._posts:
            self.preload((thread_id,), ())

    def _look_up(self, person_id: str) -> None:
        if person_id not in self._members:
            self.preload((), (person_id,))

    def _keep(self, follow_up: FollowUp) -> None:
        self._follow_ups.setdefault(follow_up.thread_id, {})[follow_up.id] = follow_up


_POSTS = select(*POST_COLUMNS).where(bulk.among(posts.c.thread_id))
_FOLLOW_UPS = select(*FOLLOW_UP_COLUMNS).where(bulk.among(follow_ups.c.thread_id)).order_by(follow_ups.c.part)
_FOLLOW_UP = select(*FOLLOW_UP_COLUMNS).where(follow_ups.c.id == bindparam("id"))
_AWAITED = select(early.c.thread_id).where(bulk.among(early.c.thread_id)).distinct()
_MEMBERS = select(*MEMBER_COLUMNS).where(bulk.among(members.c.id))
_SAVE = (
    update(follow_ups)
    .where(follow_ups.c.id == bindparam("old_id"), follow_ups.c.version == bindparam("old_version"))
    .values({column.name: bindparam(column.name) for column in FOLLOW_UP_COLUMNS if column.name != "id"})
)
