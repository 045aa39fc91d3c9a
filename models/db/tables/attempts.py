"""What members tried, as they wrote it down."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from models.db.columns import Moment, metadata, partial

attempts = Table(
    "attempt",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("season", String(50), nullable=False),
    Column("member_id", String(64), nullable=False),
    Column("tried", Text, nullable=False),
    Column("came_of_it", String(20), nullable=False),
    Column("theme", String(50)),
    Column("learned", Text, nullable=False),
    Column("minutes_before", Integer),
    Column("minutes_after", Integer),
    Column("times_a_month", Integer),
    Column("people", Integer),
    Column("at", Moment, nullable=False),
    Column("edited_at", Moment),
    Column("version", Integer, nullable=False),
    Column("channel_id", String(200)),
    Column("posted_as", String(100)),
    Column("message_id", String(100)),
    Column("removed_at", Moment),
    Column("sent_at", Moment),
    Index("ix_attempt_season", "community_id", "season", "at"),
    Index("ix_attempt_member", "member_id", "at"),
    partial("ix_attempt_sent", "sent_at", where="sent_at IS NOT NULL"),
)
"""``posted_as``: the key of the effect that put it into the channel; none: it stands in none.
``message_id``: what Teams called it there; none: it was not sent, or nobody knows. ``sent_at``: when Teams
took that post; none once the ledger has it. One that its author
removed stays as a row without a word, so that its form, sent once more, does not bring it back."""
