"""Finds at once whether somebody was ever answered."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ANSWERED = "answered_at IS NOT NULL"


def upgrade() -> None:
    op.create_index(
        "ix_follow_up_answered",
        "follow_up",
        ["community_id", "author_id"],
        sqlite_where=sa.text(_ANSWERED),
        postgresql_where=sa.text(_ANSWERED),
    )


def downgrade() -> None:
    op.drop_index("ix_follow_up_answered", "follow_up")
