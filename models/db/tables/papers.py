"""Pages that one person may open, for a short time."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table, Text

from models.db.columns import Moment, metadata

papers = Table(
    "paper",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("community_id", String(200), nullable=False),
    Column("member_id", String(64), nullable=False),
    Column("given", Text, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Index(None, "ends_at"),
)
"""``digest`` is that of the link's token (models/papers.py), which is written down nowhere; ``given`` is JSON and holds
no text that people wrote."""
