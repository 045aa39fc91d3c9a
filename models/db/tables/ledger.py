"""The ledger: communities, people, posts with what became of them, and what people did. Moments are aware UTC.

Persons are Entra object ids; JSON is text, so that both databases hold it alike.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint, text

from models.db.columns import Moment, metadata, partial

NOT_INDEXED = "indexed_as IS NULL OR indexed_as <> COALESCE(deleted_at, edited_at, posted_at)"
"""Posts whose words are not, or no longer, those in the index: new, edited, deleted and undeleted ones."""
BY_OTHERS = "kind = 'reply' AND weight <> 'responder'"
"""Replies that count for less than a responder's."""
communities = Table(
    "community",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("applied", Text, nullable=False),
    Column("current", Text, nullable=False),
    Column("applied_at", Moment, nullable=False),
    Column("service_url", String(500)),
    Column("bot_id", String(200)),
    Column("group_id", String(64)),
    Column("installed_at", Moment),
    Column("removed_at", Moment),
)

members = Table(
    "member",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("teams_id", String(200)),
    Column("name", Text, nullable=False),
    Column("locale", String(35)),
    Column("language", String(8)),
    Column("chat_id", String(500)),
    Column("first_posted_at", Moment),
    Column("country", String(2)),
    Column("time_zone", String(100)),
    Index("ix_member_id", "id"),
)

posts = Table(
    "post",
    metadata,
    Column("thread_id", String(500), primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("channel_id", String(200), nullable=False),
    Column("message_id", String(100), nullable=False),
    Column("author_id", String(64)),
    Column("author_name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("posted_at", Moment, nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("captured_by", String(10), nullable=False),
    Column("season", String(50)),
    Column("theme", String(50)),
    Column("newcomer", Boolean, nullable=False),
    Column("reaction", String(100)),
    Column("reacted_at", Moment),
    Column("edited_at", Moment),
    Column("deleted_at", Moment),
    Column("region", Text),
    Column("indexed_as", Moment),
    UniqueConstraint("channel_id", "message_id"),
    Index(None, "community_id", "posted_at"),
    partial("ix_post_season", "community_id", "season", "posted_at", "author_id", where="deleted_at IS NULL"),
    partial("ix_post_unindexed", "posted_at", where=NOT_INDEXED),
)
"""``indexed_as`` is the moment of the change that the words in ``similar_post`` were taken from."""

follow_ups = Table(
    "follow_up",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("community_id", String(200), nullable=False),
    Column("thread_id", String(500), nullable=False),
    Column("part", Integer, nullable=False),
    Column("author_id", String(64), nullable=False),
    Column("newcomer", Boolean, nullable=False),
    Column("posted_at", Moment, nullable=False),
    Column("status", String(10), nullable=False),
    Column("receive_by", Moment, nullable=False),
    Column("answer_by", Moment, nullable=False),
    Column("next_nudge_at", Moment),
    Column("version", Integer, nullable=False),
    Column("owners", Text, nullable=False),
    Column("received_at", Moment),
    Column("received_by", String(64)),
    Column("answered_at", Moment),
    Column("answered_by", String(64)),
    Column("answer_id", String(100)),
    Column("confirmed_by", String(64)),
    Column("claimed_by", String(64)),
    Column("claim_until", Moment),
    Column("promised_by", String(64)),
    Column("promised_until", Moment),
    Column("promises_kept", Integer, nullable=False),
    Column("promises_late", Integer, nullable=False),
    Column("held_id", String(100)),
    Column("held_at", Moment),
    Column("peer_id", String(100)),
    Column("peer_by", String(64)),
    Column("peer_at", Moment),
    Column("settled_at", Moment),
    Column("settled_by", String(64)),
    Column("settled_reason", Text),
    Column("reopened", Integer, nullable=False),
    Column("reopened_at", Moment),
    Column("advisor", String(64)),
    Column("nudges", Integer, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("asked", Text, nullable=False, server_default=text("''")),
    Column("asked_id", String(100)),
    Column("opened_at", Moment),
    Column("opened_by", String(64)),
    Column("splits", Integer, nullable=False, server_default="0"),
    Column("nudges_before", Integer, nullable=False, server_default=text("0")),
    Column("nudged_at", Moment),
    Column("region", Text),
    UniqueConstraint("thread_id", "part"),
    partial("ix_follow_up_nudge", "next_nudge_at", where="next_nudge_at IS NOT NULL"),
    partial("ix_follow_up_claim", "claim_until", where="claim_until IS NOT NULL"),
    partial("ix_follow_up_answered", "community_id", "author_id", where="answered_at IS NOT NULL"),
    Index("ix_follow_up_open", "community_id", "status", "posted_at"),
)

touches = Table(
    "touch",
    metadata,
    Column("thread_id", String(500), primary_key=True),
    Column("message_id", String(100), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("kind", String(100), primary_key=True),
    Column("weight", String(10), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text),
    Column("taken_back_at", Moment),
    Column("course", Text, nullable=False),
    Index("ix_touch_member", "member_id", "thread_id"),
    partial("ix_touch_by_others", "thread_id", "message_id", "member_id", where=BY_OTHERS),
)

early = Table(
    "early",
    metadata,
    Column("thread_id", String(500), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("event", Text, nullable=False),
)

presses = Table(
    "press",
    metadata,
    Column("follow_up_id", String(32), primary_key=True),
    Column("verb", String(30), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("given", Text, nullable=False),
    Column("ordered", Text),
    Column("next_nudge_at", Moment),
    Column("rung", Integer),
    Column("nudges_before", Integer),
)
"""``ordered``: keys of the outbox; it and the pace of the nudges before the press are there to undo it."""

looks = Table(
    "look",
    metadata,
    Column("follow_up_id", String(32), primary_key=True),
    Column("member_id", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("since", Moment),
    Column("writing_since", Moment),
    Index("ix_look_at", "at"),
)
"""Who has a follow-up open just now, and who has its answer box open; forgotten after some minutes."""
