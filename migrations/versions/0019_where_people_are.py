"""The country and time zone that a person's Teams tells."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("member", sa.Column("country", sa.String(length=2), nullable=True))
    op.add_column("member", sa.Column("time_zone", sa.String(length=100), nullable=True))


def downgrade() -> None:

    op.drop_column("member", "time_zone")
    op.drop_column("member", "country")
