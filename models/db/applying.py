"""Bringing the database to a community file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from models import community_file
from models.community import Community
from models.community_file import Document
from models.community_merge import Merge, merge
from models.db import seasons, trail
from models.db.communities import save
from models.db.rows import FOLLOW_UP_COLUMNS, follow_up_of
from models.db.tables.ledger import follow_ups
from models.db.transaction import Transaction
from models.follow_up import OPEN, Decision, FollowUp
from models.retiming import retimed
from models.trail import Line, Saw


def apply(tx: Transaction, document: Document, *, force: bool = False, dry_run: bool = False) -> Merge:
    """Apply a file's document. What was changed in Teams since, and would be overwritten, is kept unless forced.

    What is open moves to the new times. Applying the same twice writes nothing. Raises CommunityFileFault when kept
    and new parts do not fit together; then nothing is changed.
    """
    settled = tx.communities.get(document["community"]["team_id"])
    applied, current = (settled.applied, settled.current) if settled else ({}, {})
    merged = merge(applied, current, document, force=force)
    now_current = community_file.check(merged.document)
    digest = community_file.digest
    same = settled and digest(document) == digest(applied) and digest(now_current) == digest(current)
    if same:
        return merged
    moved = _moved(tx, community_file.community(now_current))
    if not dry_run:
        tx.writes += 1
        save(tx.connection, document, now_current, tx.now)
        seasons.take_in_posts(tx, community_file.community(now_current))
        if any("member" in change.path for change in merged.changes):
            trail.note(tx, Line(Saw.ROLES, None, community_id=document["community"]["team_id"]))
        for before, after in moved:
            tx.apply(before, Decision(after))
    return replace(merged, moved=len(moved))


def _moved(tx: Transaction, community: Community) -> list[tuple[FollowUp, FollowUp]]:
    """The open follow-ups that the community as it shall be gives other times: as they are, and as they shall be."""
    is_open = follow_ups.c.status.in_([status.value for status in OPEN])
    query = select(*FOLLOW_UP_COLUMNS).where(follow_ups.c.community_id == community.id, is_open).with_for_update()
    found = map(follow_up_of, tx.connection.execute(query))
    pairs = ((one, _retimed(one, community, tx.now)) for one in found)
    return [(before, after) for before, after in pairs if after != before]


def _retimed(follow_up: FollowUp, community: Community, now: datetime) -> FollowUp:
    """The follow-up as it shall be. Where a file leaves no working time for years it stays: its next step will tell."""
    try:
        return retimed(follow_up, community.in_region(follow_up.region), now)
    except ValueError:
        return follow_up


def differs(tx: Transaction, document: Document) -> bool:
    """Whether this file is another than the one that was applied last."""
    settled = tx.communities.get(document["community"]["team_id"])
    return settled is None or community_file.digest(document) != community_file.digest(settled.applied)
