"""How people wish to be named on the roll of a season."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, String, Table, Text

from models.db.columns import Moment, metadata

namings = Table(
    "roll_naming",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("reading", Text),
    Column("called", Text),
    Column("hidden", Boolean, nullable=False),
    Column("said_at", Moment, nullable=False),
)
"""A row a person who said something of it. ``None``: as they are called, and as that is read."""

releases = Table(
    "roll_release",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("season", String(50), primary_key=True),
    Column("released_at", Moment, nullable=False),
    Column("released_by", String(64), nullable=False),
)
"""The rolls that everybody of the community may open, and who said so."""
