"""Since when somebody has a follow-up open, and since when its answer box."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("look", sa.Column("since", Moment(), nullable=True))
    op.add_column("look", sa.Column("writing_since", Moment(), nullable=True))


def downgrade() -> None:
    op.drop_column("look", "writing_since")
    op.drop_column("look", "since")
