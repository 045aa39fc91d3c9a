"""Pages that one person may open, for a short time."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("community_id", sa.String(200), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
    )
    op.create_index("ix_paper_ends_at", "paper", ["ends_at"])


def downgrade() -> None:
    op.drop_table("paper")
