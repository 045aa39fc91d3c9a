"""Praise: what one member said to another."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "praise",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("community_id", sa.String(200), nullable=False),
        sa.Column("season", sa.String(50), nullable=True),
        sa.Column("by_id", sa.String(64), nullable=False),
        sa.Column("to_id", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("taken_back_at", Moment(), nullable=True),
        sa.UniqueConstraint("community_id", "by_id", "day", "number", name="uq_praise_community_id_by_id_day_number"),
    )
    op.create_index("ix_praise_community_id_season_at", "praise", ["community_id", "season", "at"])
    op.create_index("ix_praise_to_id", "praise", ["to_id"])


def downgrade() -> None:
    op.drop_table("praise")
