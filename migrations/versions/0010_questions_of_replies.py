"""A follow-up may be of a reply: which one asks it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("follow_up", sa.Column("asked_id", sa.String(100), nullable=True))


def downgrade() -> None:
    op.drop_column("follow_up", "asked_id")
