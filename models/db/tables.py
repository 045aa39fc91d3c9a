"""The tables. Moments are aware UTC.

Persons are Entra object ids; JSON is text, so that both databases hold it alike.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment: ``timestamptz`` on PostgreSQL.

    On SQLite text of one width, so that it sorts as it should.
    """

    impl = String(32)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else String(32))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else datetime.fromisoformat(value)


def _partial(name: str, *columns: str, where: str) -> Index:
    """An index of the few rows that a job looks for again and again."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


NOT_INDEXED = "indexed_as IS NULL OR indexed_as <> COALESCE(deleted_at, edited_at, posted_at)"
"""Posts whose words are not, or no longer, those in the index: new, edited, deleted and undeleted ones."""
WORD_INDEX = "similar_index"
"""Finds posts by words. Made by a migration: full-text search on SQLite, with tables of its own, GIN on PostgreSQL."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

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
    _partial("ix_post_unindexed", "posted_at", where=NOT_INDEXED),
)
"""``indexed_as`` is the moment of the change that the words in ``similar_post`` were taken from."""

similar_posts = Table(
    "similar_post",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("community_id", String(200), nullable=False),
    Column("vocabulary", Integer, nullable=False, index=True),
    Column("thread_id", String(500), nullable=False, unique=True),
    Column("words", Text, nullable=False),
)
"""The words that a post is found by, sorted and parted by blanks. Its index is WORD_INDEX."""

similar_words = Table(
    "similar_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("posts", Integer, nullable=False),
)
"""How many posts hold a word; the empty word: how many posts there are."""

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
    _partial("ix_follow_up_nudge", "next_nudge_at", where="next_nudge_at IS NOT NULL"),
    _partial("ix_follow_up_claim", "claim_until", where="claim_until IS NOT NULL"),
    _partial("ix_follow_up_answered", "community_id", "author_id", where="answered_at IS NOT NULL"),
    Index("ix_follow_up_open", "community_id", "status", "posted_at"),
)

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
    _partial("ix_nudge_waiting", "community_id", "member_id", where="card IS NULL AND ended IS NULL"),
    _partial("ix_nudge_open", "community_id", "member_id", where="ended IS NULL"),
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
    Index("ix_look_at", "at"),
)
"""Who has a follow-up open just now; forgotten after some minutes."""

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
    _partial("ix_outbox_due", "due_at", where="settled_at IS NULL"),
    _partial("ix_outbox_lane", "lane", "seq", where="settled_at IS NULL"),
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
)

paces = Table(
    "pace",
    metadata,
    Column("name", String(50), primary_key=True),
    Column("next_at", Moment, nullable=False),
)
