"""What it takes to undo a press: what it ordered of Teams, and the pace of the nudges before it."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.add_column("press", sa.Column("ordered", sa.Text(), nullable=True))
    op.add_column("press", sa.Column("next_nudge_at", Moment(), nullable=True))
    op.add_column("press", sa.Column("rung", sa.Integer(), nullable=True))


def downgrade() -> None:

    for column in ("rung", "next_nudge_at", "ordered"):
        op.drop_column("press", column)
