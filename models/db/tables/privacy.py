"""Who asked to be forgotten."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from models.db.columns import Moment, metadata

forgotten = Table(
    "forgotten",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("alias", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""``digest`` (models/forgetting.py) can be compared with an id and not be read."""
