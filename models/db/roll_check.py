"""Who took part in a season, by another way than models/db/roll.py: the ledger is asked in SQL of its own, by person.

What is found here and is not on the roll, is missing there. docs/roll.md tells what it asks.
"""

from __future__ import annotations

from sqlalchemy import text

from models.db.transaction import Transaction

_OF_SEASON = "p.community_id = :community AND p.season = :season"
_ANSWERS = "'write_answer', 'promise', 'confirm', 'answer', 'settle', 'thank', 'pick_answer'"
_EVERYBODY = f"""
SELECT p.author_id AS id FROM post p WHERE {_OF_SEASON} AND p.deleted_at IS NULL AND p.author_id IS NOT NULL
UNION SELECT t.member_id FROM touch t WHERE t.kind = 'reply' AND t.taken_back_at IS NULL AND EXISTS (
  SELECT 1 FROM post p WHERE p.thread_id = t.thread_id AND {_OF_SEASON} AND COALESCE(p.author_id, '') <> t.member_id)
UNION SELECT f.answered_by FROM follow_up f WHERE f.answered_by IS NOT NULL AND EXISTS (
  SELECT 1 FROM post p WHERE p.thread_id = f.thread_id AND {_OF_SEASON})
UNION SELECT f.confirmed_by FROM follow_up f WHERE f.confirmed_by IS NOT NULL AND EXISTS (
  SELECT 1 FROM post p WHERE p.thread_id = f.thread_id AND {_OF_SEASON})
UNION SELECT d.member_id FROM press d WHERE d.verb IN ({_ANSWERS}) AND EXISTS (
  SELECT 1 FROM follow_up f JOIN post p ON p.thread_id = f.thread_id WHERE f.id = d.follow_up_id AND {_OF_SEASON})
  AND NOT EXISTS (
    SELECT 1 FROM press u WHERE u.follow_up_id = d.follow_up_id AND u.member_id = d.member_id AND u.verb = 'undo'
    AND u.given LIKE '%"verb":"' || d.verb || '"%' AND u.given LIKE '%"version":"' || d.version || '"%')
UNION SELECT a.member_id FROM attempt a
  WHERE a.community_id = :community AND a.season = :season AND a.removed_at IS NULL
UNION SELECT w.by_id FROM praise w
  WHERE w.community_id = :community AND w.season = :season AND w.taken_back_at IS NULL
UNION SELECT w.to_id FROM praise w
  WHERE w.community_id = :community AND w.season = :season AND w.taken_back_at IS NULL
"""


def everybody(tx: Transaction, community_id: str, season: str) -> frozenset[str]:
    """Every person of whom the ledger knows that they took part."""
    found = tx.connection.execute(text(_EVERYBODY), {"community": community_id, "season": season})
    return frozenset(found.scalars())
