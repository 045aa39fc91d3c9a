"""What came to light when, in its order: the dry run of the nudges replays it."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("community_id", sa.String(200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("deed", sa.String(10), nullable=False),
        sa.Column("thread_id", sa.String(500), nullable=True),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Index("ix_journal_community_id_at_seq", "community_id", "at", "seq"),
    )


def downgrade() -> None:
    op.drop_table("journal")
