"""Whether a member wants their live card pinned, and as what it is pinned."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("live_card", sa.Column("pin", sa.String(10), nullable=True))
    op.add_column("live_card", sa.Column("pinned_id", sa.String(200), nullable=True))


def downgrade() -> None:
    op.drop_column("live_card", "pinned_id")
    op.drop_column("live_card", "pin")
