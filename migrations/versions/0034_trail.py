"""Who saw or changed what of others; and when a page for one person was opened first."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trail",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("community_id", sa.String(200), nullable=True),
        sa.Column("by_id", sa.String(64), nullable=True),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("of_id", sa.String(64), nullable=True),
        sa.Column("detail", sa.String(50), nullable=False),
    )
    op.create_index("ix_trail_at", "trail", ["at"])
    op.add_column("paper", sa.Column("opened_at", Moment(), nullable=True))


def downgrade() -> None:
    op.drop_column("paper", "opened_at")
    op.drop_table("trail")
