"""Who has a follow-up open just now."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("follow_up_id", sa.String(32), nullable=False),
        sa.Column("member_id", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("follow_up_id", "member_id", name="pk_look"),
    )
    op.create_index("ix_look_at", "look", ["at"])


def downgrade() -> None:
    op.drop_table("look")
