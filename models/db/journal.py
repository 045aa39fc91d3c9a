"""The journal: what came to light when, in its order, with what the ledger holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import orjson
from sqlalchemy import select

from models.absence import Absence, Kind
from models.db import absences, presses, theming
from models.db.tables.nudging import journal
from models.db.transaction import Transaction
from models.deeds import Deed, Entry
from models.follow_up import FollowUp
from models.ledger import Post
from models.pressing import Press

Content = Post | FollowUp | Press | Absence | None


@dataclass(frozen=True, slots=True)
class Known:
    """An entry with the row that it names, as it is in the ledger now; ``None`` where it names none."""

    entry: Entry
    content: Content


def page(tx: Transaction, community_id: str, until: datetime, after: Entry | None, at_most: int) -> list[Known]:
    """What came to light before ``until`` and after an entry; oldest first. At most ``at_most`` lines are read.

    A post's line tells of the follow-up that it opened as well: the two are given one after the other.
    """
    query = select(journal).where(journal.c.community_id == community_id, journal.c.at < until)
    if after is not None:
        query = query.where((journal.c.at > after.at) | ((journal.c.at == after.at) & (journal.c.seq > after.seq)))
    rows = list(tx.connection.execute(query.order_by(journal.c.at, journal.c.seq).limit(at_most)))
    entries = [Entry(row.seq, row.at, Deed(row.deed), row.thread_id, orjson.loads(row.detail)) for row in rows]
    threads = {entry.thread_id for entry in entries if entry.deed is Deed.POST and entry.thread_id}
    tx.preload(threads, ())
    read = theming.as_read(tx, threads)
    return [_as_read(known, read) for entry in entries for known in _told_by(tx, community_id, entry)]


def _as_read(known: Known, read: Mapping[str, str | None]) -> Known:
    """A post with the theme that its words said; what was chosen since is a press of its own."""
    post = known.content
    if not isinstance(post, Post) or post.thread_id not in read:
        return known
    return replace(known, content=replace(post, theme=read[post.thread_id]))


def _told_by(tx: Transaction, community_id: str, entry: Entry) -> list[Known]:
    told = [Known(entry, _content(tx, community_id, entry))]
    if entry.deed is Deed.POST:
        own = (one for one in tx.follow_ups(entry.thread_id or "") if one.opened_at is None)
        told += [Known(replace(entry, deed=Deed.FOLLOW_UP, detail={"id": one.id}), one) for one in own]
    return told


def refused_mornings(tx: Transaction, community_id: str) -> list[tuple[str, datetime]]:
    """The morning cards that told of no step, and that Teams refused for good: to whom, and when."""
    told = (journal.c.community_id == community_id) & (journal.c.deed == Deed.REFUSED.value)
    rows = tx.connection.execute(select(journal.c.at, journal.c.detail).where(told))
    return [(orjson.loads(row.detail)["by"], row.at) for row in rows]


def _content(tx: Transaction, community_id: str, entry: Entry) -> Content:
    detail = entry.detail
    match entry.deed:
        case Deed.POST:
            return tx.post(entry.thread_id or "")
        case Deed.FOLLOW_UP:
            return tx.follow_up(detail["id"])
        case Deed.PRESS:
            return presses.one(tx, detail["id"], detail["verb"], detail["version"], detail["by"])
        case Deed.ABSENCE:
            since = datetime.fromisoformat(detail["since"])
            return absences.one(tx, community_id, detail["by"], Kind(detail["kind"]), since)
        case (
            Deed.TOUCH
            | Deed.DELETED
            | Deed.PUT_BACK
            | Deed.MORNINGS
            | Deed.LEFT
            | Deed.JOINED
            | Deed.ZONE
            | Deed.REFUSED
            | Deed.STEPS
        ):
            return None
