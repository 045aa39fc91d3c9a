"""Who confirmed that another member's reply was the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("follow_up", sa.Column("confirmed_by", sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column("follow_up", "confirmed_by")
