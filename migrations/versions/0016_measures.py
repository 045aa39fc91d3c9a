"""What is counted by hand, by month: inquiries, satisfaction, licences and the like."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measure",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("measure", sa.String(40), primary_key=True),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("value", sa.Double, nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("measure")
