"""What members tried, as they wrote it down."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("community_id", sa.String(200), nullable=False),
        sa.Column("season", sa.String(50), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("tried", sa.Text, nullable=False),
        sa.Column("came_of_it", sa.String(20), nullable=False),
        sa.Column("theme", sa.String(50), nullable=True),
        sa.Column("learned", sa.Text, nullable=False),
        sa.Column("minutes_before", sa.Integer, nullable=True),
        sa.Column("minutes_after", sa.Integer, nullable=True),
        sa.Column("times_a_month", sa.Integer, nullable=True),
        sa.Column("people", sa.Integer, nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("edited_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("channel_id", sa.String(200), nullable=True),
        sa.Column("posted_as", sa.String(100), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
    )
    op.create_index("ix_attempt_season", "attempt", ["community_id", "season", "at"])
    op.create_index("ix_attempt_member", "attempt", ["member_id", "at"])


def downgrade() -> None:
    op.drop_table("attempt")
