"""Praise: what one member said to another."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from models.db.columns import Moment, metadata

praises = Table(
    "praise",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("season", String(50)),
    Column("by_id", String(64), nullable=False),
    Column("to_id", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("day", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    Column("taken_back_at", Moment),
    UniqueConstraint("community_id", "by_id", "day", "number"),
    Index(None, "community_id", "season", "at"),
    Index(None, "to_id"),
)
"""``day``, the community's as ISO 8601, and ``number`` hold the most that one person may give on a day, over all
processes."""
