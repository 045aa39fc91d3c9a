"""What others say of us: talks and press outside of the company."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mention",
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("community_id", "key", name="pk_mention"),
    )


def downgrade() -> None:
    op.drop_table("mention")
