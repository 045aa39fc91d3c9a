"""Further questions of a thread: what they ask, and who opened them when."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("follow_up", sa.Column("asked", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("follow_up", sa.Column("opened_at", Moment(), nullable=True))
    op.add_column("follow_up", sa.Column("opened_by", sa.String(64), nullable=True))
    op.add_column("follow_up", sa.Column("splits", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    for name in ("splits", "opened_by", "opened_at", "asked"):
        op.drop_column("follow_up", name)
