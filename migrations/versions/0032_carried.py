"""Promises that a season took over from an earlier one."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carried",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("season", sa.String(50), primary_key=True),
        sa.Column("follow_up_id", sa.String(32), primary_key=True),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("carried")
