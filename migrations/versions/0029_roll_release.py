"""Which rolls everybody may open."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roll_release",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("season", sa.String(50), primary_key=True),
        sa.Column("released_at", Moment(), nullable=False),
        sa.Column("released_by", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("roll_release")
