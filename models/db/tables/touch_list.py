"""Executives' lists of posts: who wishes one each week, and what was on them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from models.db.columns import Moment, metadata

touch_wishes = Table(
    "touch_wish",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("week", String(10)),
)
"""Who wishes a list each week; ``week`` is the last that was looked at for them, by its Monday as ISO 8601."""

touch_offers = Table(
    "touch_offer",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("about", String(500), primary_key=True),
    Column("week", String(10), nullable=False),
    Column("place", Integer, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("offered_at", Moment, nullable=False),
)
"""What was on somebody's list, so that it never is again. ``about``: the thread of a post or, of an attempt, its id."""
