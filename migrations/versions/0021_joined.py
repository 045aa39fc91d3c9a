"""Who joined which theme of a season."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "joined",
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("season", sa.String(length=50), nullable=False),
        sa.Column("theme", sa.String(length=50), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("community_id", "season", "theme", "member_id", name="pk_joined"),
    )


def downgrade() -> None:

    op.drop_table("joined")
