"""How people wish to be named on the roll of a season."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roll_naming",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("member_id", sa.String(64), primary_key=True),
        sa.Column("reading", sa.Text, nullable=True),
        sa.Column("called", sa.Text, nullable=True),
        sa.Column("hidden", sa.Boolean, nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("roll_naming")
