"""The outbox: what Teams shall do, which cards live where, and the pace."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from models.db.columns import Moment, metadata, partial

outbox = Table(
    "outbox",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("key", String(700), nullable=False, unique=True),
    Column("kind", String(10), nullable=False),
    Column("community_id", String(200), nullable=False),
    Column("lane", String(500), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False),
    Column("outcome", Text),
    Column("settled_at", Moment),
    partial("ix_outbox_due", "due_at", where="settled_at IS NULL"),
    partial("ix_outbox_lane", "lane", "seq", where="settled_at IS NULL"),
)

live_cards = Table(
    "live_card",
    metadata,
    Column("slot", String(200), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("conversation_id", String(500), nullable=False),
    Column("activity_id", String(100), nullable=False),
    Column("card", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("pin", String(10)),
    Column("pinned_id", String(200)),
    Column("offers", Text),
    partial("ix_live_card_offers", "member_id", where="offers IS NOT NULL"),
)
"""``pin``: ``wanted`` where the member wants it pinned in their chat, ``lapsed`` where the last one could not be;
``pinned_id``: as what it is pinned, as Graph calls it. ``offers``: the threads of posts, and the ids of attempts, that
it offers, a line each."""

paces = Table(
    "pace",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("next_at", Moment, nullable=False),
)
