"""Executives' lists of posts where a word of theirs would mean most."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "touch_wish",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("member_id", sa.String(64), primary_key=True),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("week", sa.String(10), nullable=True),
    )
    op.create_table(
        "touch_offer",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("member_id", sa.String(64), primary_key=True),
        sa.Column("about", sa.String(500), primary_key=True),
        sa.Column("week", sa.String(10), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("offered_at", Moment(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("touch_offer")
    op.drop_table("touch_wish")
