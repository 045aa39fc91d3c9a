"""How often the app came into a team, and who brought it last."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from models.db.columns import Moment, metadata

installations = Table(
    "installation",
    metadata,
    Column("community_id", String(200), primary_key=True),
    Column("comings", Integer, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", String(64)),
)
"""``added_by``: an Entra object id; ``None`` where Teams did not tell."""
