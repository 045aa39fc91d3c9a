"""Prompts that the PMO plans, and what came of each time that one was due."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from models.db.columns import Moment, metadata, partial

prompts = Table(
    "prompt",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("planned_by", String(64), nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("channel_id", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("theme", String(50)),
    Column("layer", String(10)),
    Column("day", String(10), nullable=False),
    Column("at", String(5), nullable=False),
    Column("zone", String(100), nullable=False),
    Column("weekly", Boolean, nullable=False),
    Column("next_at", Moment),
    Column("moved_from", String(10)),
    Column("tell_at", Moment),
    Column("version", Integer, nullable=False),
    partial("ix_prompt_due", "next_at", where="next_at IS NOT NULL"),
    partial("ix_prompt_tell", "tell_at", where="tell_at IS NOT NULL"),
    Index("ix_prompt_community", "community_id", "planned_at"),
)
"""``day`` (2026-12-01; of a weekly one the first) and ``at`` (10:00) are of the wall of ``zone``. ``next_at`` is empty
once nothing of it is to come; ``moved_from``: the day off from which ``next_at`` was moved, or the day outside of
whose working time its own time is, ``tell_at``: when who planned it is to be told of that."""

prompt_turns = Table(
    "prompt_turn",
    metadata,
    Column("prompt_id", String(32), primary_key=True),
    Column("due_at", Moment, primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("posted_by", String(64), nullable=False),
    Column("theme", String(50)),
    Column("layer", String(10)),
    Column("state", String(10), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("thread_id", String(500)),
    Column("posted_at", Moment),
    partial("ix_prompt_turn_open", "prompt_id", "due_at", where="state IN ('ordered', 'sent')"),
    Index("ix_prompt_turn_thread", "thread_id"),
    Index("ix_prompt_turn_community", "community_id", "due_at"),
)
"""``state``: ``ordered``, in the outbox; ``sent``, in Teams and not in the ledger yet; ``posted``; ``missed``,
``unsure``, ``unwatched`` or ``left``: people were told; ``stopped``. ``posted_by``: in whose name.
``layer``: of then."""
