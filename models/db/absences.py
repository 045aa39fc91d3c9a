"""Absences in the ledger. None is deleted: they tell why somebody was not nudged."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from models.absence import Absence, Absent, Kind, absent
from models.db.tables.nudging import absences
from models.db.transaction import Transaction
from models.deeds import Deed


def now_absent(tx: Transaction, community_id: str) -> Absent:
    """Who of a community is away or quiet at the transaction's moment."""
    query = select(absences.c.member_id, absences.c.kind, absences.c.since, absences.c.until).where(
        absences.c.community_id == community_id, absences.c.until > tx.now
    )
    found = [Absence(row.member_id, Kind(row.kind), row.since, row.until) for row in tx.connection.execute(query)]
    return absent(found, tx.now)


def begin(tx: Transaction, community_id: str, absence: Absence) -> None:
    """A member wants no card; one of the same kind that holds already ends now."""
    end(tx, community_id, absence.member_id, absence.kind)
    row = {"member_id": absence.member_id, "kind": absence.kind.value, "since": absence.since, "until": absence.until}
    tx.add(absences, {"community_id": community_id, **row})
    tx.note(Deed.ABSENCE, community_id, by=absence.member_id, kind=absence.kind, since=absence.since)


def one(tx: Transaction, community_id: str, member_id: str, kind: Kind, since: datetime) -> Absence | None:
    """A member's absence from a moment on, as long as it lasted."""
    same = (absences.c.community_id == community_id) & (absences.c.member_id == member_id)
    same = same & (absences.c.kind == kind.value) & (absences.c.since == since)
    row = tx.connection.execute(select(absences.c.until).where(same).order_by(absences.c.seq.desc())).first()
    return Absence(member_id, kind, since, row.until) if row else None


def end(tx: Transaction, community_id: str, member_id: str, *kinds: Kind) -> bool:
    """A member is back. Returns whether they were away or quiet, whichever of ``kinds``."""
    theirs = (absences.c.community_id == community_id) & (absences.c.member_id == member_id)
    holding = theirs & (absences.c.until > tx.now) & absences.c.kind.in_([kind.value for kind in kinds])
    return bool(tx.execute(update(absences).where(holding).values(until=tx.now)).rowcount)
