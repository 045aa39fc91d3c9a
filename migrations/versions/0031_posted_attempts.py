"""Which message in the channel an attempt's post is."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempt", sa.Column("message_id", sa.String(100), nullable=True))


def downgrade() -> None:
    op.drop_column("attempt", "message_id")
