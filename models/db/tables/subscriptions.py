"""Graph's subscriptions: where it tells us of changes, for how long, and what is to be done about it when."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from models.db.columns import Moment, metadata

subscriptions = Table(
    "subscription",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("channel_id", String(200), primary_key=True),
    Column("wanted", Boolean, nullable=False),
    Column("subscription_id", String(100), unique=True),
    Column("expires_at", Moment),
    Column("made_with", String(64)),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False),
    Column("refused", Text),
    Column("rests_until", Moment),
)
"""A row a watched channel. ``due_at``: when it is to be made, renewed or ended; ``made_with``: the address and secret
it was made with; ``refused``: Graph's last no. ``leased_until`` (one process is at it) and ``rests_until`` (Graph asked
for a pause, or said no) go by the machine's clock."""
