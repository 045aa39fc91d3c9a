"""How far each channel was read through Graph, what Teams had not told, each day's count, and the team's consent."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reading",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("channel_id", sa.String(200), primary_key=True),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("token", sa.Text),
        sa.Column("complete_at", Moment()),
        sa.Column("leased_until", Moment()),
        sa.Column("refused", sa.String(100)),
    )
    op.create_table(
        "found",
        sa.Column("thread_id", sa.String(500), primary_key=True),
        sa.Column("message_id", sa.String(100), primary_key=True),
        sa.Column("community_id", sa.String(200), nullable=False),
        sa.Column("channel_id", sa.String(200), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("found_at", Moment(), nullable=False),
        sa.Column("told_at", Moment()),
        sa.Index("ix_found_community_id_written_at", "community_id", "written_at"),
    )
    op.create_table(
        "day_count",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("channel_id", sa.String(200), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("counted_at", Moment(), nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("posts", "replies", "late", "mended", "missing", "gone")
        ),
        sa.Column("ids", sa.Text, nullable=False),
        sa.Index("ix_day_count_day", "day"),
    )
    op.create_table(
        "consent",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("looked_at", Moment(), nullable=False),
        sa.Column("granted", sa.Text, nullable=False),
    )


def downgrade() -> None:
    for name in ("consent", "day_count", "found", "reading"):
        op.drop_table(name)
