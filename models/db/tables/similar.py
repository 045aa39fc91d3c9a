"""The words by which posts are found that were alike."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from models.db.columns import metadata

WORD_INDEX = "similar_index"
"""Finds posts by words. Made by a migration: full-text search on SQLite, with tables of its own, GIN on PostgreSQL."""

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
