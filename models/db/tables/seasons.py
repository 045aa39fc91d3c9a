"""What goes on from season to season."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from models.db.columns import Moment, metadata

carried = Table(
    "carried",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("season", String(50), primary_key=True),
    Column("follow_up_id", String(32), primary_key=True),
    Column("member_id", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)
"""Promises of an earlier season that the lead took into ``season``: ``member_id`` is the lead who did."""
