"""Bringing the database to a community file."""

from __future__ import annotations

from models import community_file
from models.community_file import Document
from models.community_merge import Merge, merge
from models.db.communities import save
from models.db.transaction import Transaction


def apply(tx: Transaction, document: Document, *, force: bool = False, dry_run: bool = False) -> Merge:
    """Apply a file's document. What was changed in Teams since, and would be overwritten, is kept unless forced.

    Applying the same twice writes nothing. Raises CommunityFileFault when kept and new parts do not fit together;
    then nothing is
    changed.
    """
    settled = tx.communities.get(document["community"]["team_id"])
    applied, current = (settled.applied, settled.current) if settled else ({}, {})
    merged = merge(applied, current, document, force=force)
    now_current = community_file.check(merged.document)
    digest = community_file.digest
    same = settled and digest(document) == digest(applied) and digest(now_current) == digest(current)
    if not dry_run and not same:
        tx.writes += 1
        save(tx.connection, document, now_current, tx.now)
    return merged


def differs(tx: Transaction, document: Document) -> bool:
    """Whether this file is another than the one that was applied last."""
    settled = tx.communities.get(document["community"]["team_id"])
    return settled is None or community_file.digest(document) != community_file.digest(settled.applied)
