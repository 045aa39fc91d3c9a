"""How far the history of each channel was read. Moments are aware UTC."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from models.db.columns import Moment, metadata

imports = Table(
    "history_import",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("channel_id", String(200), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("opens", Boolean, nullable=False),
    Column("token", Text),
    Column("threads", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("first_at", Moment),
    Column("last_at", Moment),
    Column("begun_at", Moment, nullable=False),
    Column("complete_at", Moment),
)
"""A row a channel. ``since``: from when on; ``opens``: whether what nobody answered is owed; ``token``: what Graph is
asked with next; ``first_at`` and ``last_at``: the earliest and latest change that was read."""
