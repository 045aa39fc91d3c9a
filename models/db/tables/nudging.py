"""Nudging: who was told of what, how calmly, and the journal that the dry run lives through again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from models.db.columns import Moment, metadata, partial

nudges = Table(
    "nudge",
    metadata,
    Column("follow_up_id", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("asks", String(10), nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("card", Integer),
    Column("told_at", Moment),
    Column("ended", String(10)),
    partial("ix_nudge_waiting", "community_id", "member_id", where="card IS NULL AND ended IS NULL"),
    partial("ix_nudge_open", "community_id", "member_id", where="ended IS NULL"),
)
"""A step of a follow-up, a row a member whom it reached. ``card``: on which of their cards they were told; ``ended``:
why it asks no more: ``over`` (the follow-up moved on), ``away``, ``refused`` (by Teams, for good)."""

calm = Table(
    "calm",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("card", Integer, nullable=False),
    Column("day", String(10)),
    Column("cards", Integer, nullable=False),
    Column("morning", String(10)),
    Column("mornings_off", Boolean, nullable=False),
)
"""How a member is spoken to: ``card`` counts all their nudge cards, ``cards`` those of ``day``; ``morning`` is the last
day whose morning card was looked at. Days are the member's own, as ISO 8601."""

absences = Table(
    "absence",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("community_id", String(200), nullable=False),
    Column("member_id", String(64), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Index(None, "community_id", "until"),
)
"""When a member wants no card: ``kind`` is ``away`` or ``quiet``. ``until`` is when it ended, or will."""

watches = Table(
    "watch",
    metadata,
    Column("since", Moment, primary_key=True),
    Column("until", Moment, nullable=False),
)
"""From when to when the clock looked without a gap, over all processes: what was not nudged in between was not due."""

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("community_id", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("deed", String(10), nullable=False),
    Column("thread_id", String(500)),
    Column("detail", Text, nullable=False),
    Index(None, "community_id", "at", "seq"),
)
"""What came to light when (models/deeds.py), in its order; only added to. It holds no text that people wrote."""
