"""The team's roster: who is in it, and what is known of each from their account."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, false, text

from models.db.columns import Moment, metadata, partial

roster = Table(
    "roster",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("joined_at", Moment),
    Column("left_at", Moment),
    Column("told_at", Moment, nullable=False),
    Column("department", Text),
    Column("office", Text),
    Column("country", String(2)),
    Column("language", String(35)),
    Column("time_zone", String(100)),
    Column("ask_at", Moment),
    Column("leased_until", Moment),
    Column("guest", Boolean, nullable=False, server_default=false()),
    partial("ix_roster_left", "community_id", "id", where="left_at IS NOT NULL"),
    partial("ix_roster_ask", "ask_at", where="left_at IS NULL"),
)
"""``told_at``: the moment of the newest word on whether they are in the team. ``joined_at`` is ``None`` for those whom
the first look found. ``ask_at``: when their account is to be asked about again; ``leased_until``: by whom it is now.
``guest``: of the tenant, or somebody of another one."""

roster_looks = Table(
    "roster_look",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("look_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("looked_at", Moment),
    Column("found", Integer),
    Column("failed", Text),
    Column("lacking", Text, nullable=False, server_default=text("''")),
)
"""When a team's roster is to be read next, and what came of the last time: ``looked_at`` is when the last complete one
was asked for, ``failed`` why there was none since. ``lacking``: permissions that Graph refused, parted by blanks."""

joined = Table(
    "joined",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("season", String(50), primary_key=True),
    Column("theme", String(50), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("joined_at", Moment, nullable=False),
)
"""Who said that they take part in a theme; whoever posts in it does so without a word."""
