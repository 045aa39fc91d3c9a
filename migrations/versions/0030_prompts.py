"""Prompts that the PMO plans, and what came of each time that one was due."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

DUE = sa.text("next_at IS NOT NULL")
TELL = sa.text("tell_at IS NOT NULL")
OPEN = sa.text("state IN ('ordered', 'sent')")


def upgrade() -> None:
    op.create_table(
        "prompt",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("planned_by", sa.String(length=64), nullable=False),
        sa.Column("planned_at", Moment(), nullable=False),
        sa.Column("channel_id", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=50), nullable=True),
        sa.Column("layer", sa.String(length=10), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=100), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("next_at", Moment(), nullable=True),
        sa.Column("moved_from", sa.String(length=10), nullable=True),
        sa.Column("tell_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prompt"),
    )
    op.create_index("ix_prompt_due", "prompt", ["next_at"], sqlite_where=DUE, postgresql_where=DUE)
    op.create_index("ix_prompt_tell", "prompt", ["tell_at"], sqlite_where=TELL, postgresql_where=TELL)
    op.create_index("ix_prompt_community", "prompt", ["community_id", "planned_at"])
    op.create_table(
        "prompt_turn",
        sa.Column("prompt_id", sa.String(length=32), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("posted_by", sa.String(length=64), nullable=False),
        sa.Column("theme", sa.String(length=50), nullable=True),
        sa.Column("layer", sa.String(length=10), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.String(length=500), nullable=True),
        sa.Column("posted_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("prompt_id", "due_at", name="pk_prompt_turn"),
    )
    op.create_index(
        "ix_prompt_turn_open", "prompt_turn", ["prompt_id", "due_at"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("ix_prompt_turn_thread", "prompt_turn", ["thread_id"])
    op.create_index("ix_prompt_turn_community", "prompt_turn", ["community_id", "due_at"])


def downgrade() -> None:
    op.drop_table("prompt_turn")
    op.drop_table("prompt")
