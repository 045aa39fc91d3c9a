"""What others say of us: talks and press outside of the company."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from models.db.columns import Moment, metadata

mentions = Table(
    "mention",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("key", String(32), primary_key=True),
    Column("measure", String(40), nullable=False),
    Column("day", String(10), nullable=False),
    Column("title", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_by", String(64)),
)
"""``day`` as ``2026-10-14``. ``entered_by`` is ``None`` for what an operator read in from a file."""
