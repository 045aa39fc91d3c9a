"""The team's roster: who is in it, who left, and what is known of each."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "roster",
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("joined_at", Moment(), nullable=True),
        sa.Column("left_at", Moment(), nullable=True),
        sa.Column("told_at", Moment(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("time_zone", sa.String(length=100), nullable=True),
        sa.Column("ask_at", Moment(), nullable=True),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("community_id", "id", name="pk_roster"),
    )
    for name, columns, where in (
        ("ix_roster_left", ["community_id", "id"], "left_at IS NOT NULL"),
        ("ix_roster_ask", ["ask_at"], "left_at IS NULL"),
    ):
        op.create_index(name, "roster", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_table(
        "roster_look",
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("look_at", Moment(), nullable=False),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.Column("looked_at", Moment(), nullable=True),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.Column("lacking", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("community_id", name="pk_roster_look"),
    )


def downgrade() -> None:

    op.drop_table("roster_look")
    op.drop_table("roster")
