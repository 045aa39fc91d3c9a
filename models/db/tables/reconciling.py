"""What Graph told: how far each channel was read, what Teams had not told, each day's count. Moments are aware UTC."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from models.db.columns import Moment, metadata

readings = Table(
    "reading",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("channel_id", String(200), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("token", Text),
    Column("complete_at", Moment),
    Column("leased_until", Moment),
    Column("refused", String(100)),
)
"""A row a channel. ``since``: posts from then on are ours to follow up; ``token``: what Graph is asked with next;
``complete_at``: up to when all is known; ``leased_until``: the machine's moment until which one process reads it;
``refused``: Graph's word for why it cannot be read."""

found = Table(
    "found",
    metadata,
    Column("thread_id", String(500), primary_key=True),
    Column("message_id", String(100), primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("channel_id", String(200), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("told_at", Moment),
    Index(None, "community_id", "written_at"),
)
"""Posts and replies that Graph told first. ``told_at``: when Teams told them after all."""

counts = Table(
    "day_count",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("channel_id", String(200), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("counted_at", Moment, nullable=False),
    Column("posts", Integer, nullable=False),
    Column("replies", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("mended", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("ids", Text, nullable=False),
    Index(None, "day"),
)
"""What Teams held of a day (YYYY-MM-DD in the community's zone) and how it came to us. ``ids``: JSON, message ids by
cause."""

grants = Table(
    "consent",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("looked_at", Moment, nullable=False),
    Column("granted", Text, nullable=False),
)
"""What the team's consent grants us, names with blanks between."""
