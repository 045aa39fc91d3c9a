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
