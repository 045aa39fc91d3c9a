"""Who saw or changed what of others; only added to, and gone after its time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from models.db.columns import Moment, metadata

trail = Table(
    "trail",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("community_id", String(200)),
    Column("by_id", String(64)),
    Column("act", String(20), nullable=False),
    Column("of_id", String(64)),
    Column("detail", String(50), nullable=False),
    Index(None, "at"),
)
"""``by_id`` is ``None`` for an operator at the command line, ``of_id`` where it is of everybody. No texts, no names."""
