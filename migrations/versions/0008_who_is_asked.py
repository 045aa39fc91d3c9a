"""The advisor who is asked for a word on a post."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("follow_up", sa.Column("advisor", sa.String(64), nullable=True))


def downgrade() -> None:

    op.drop_column("follow_up", "advisor")
