"""What is counted by hand, by month."""

from __future__ import annotations

from sqlalchemy import Column, Double, String, Table

from models.db.columns import Moment, metadata

measures = Table(
    "measure",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("measure", String(40), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("value", Double, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_by", String(64)),
)
"""``month`` as ``2026-10``. ``entered_by`` is ``None`` for what an operator read in from a file."""
