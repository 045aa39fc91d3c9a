"""Nudges by member, told on one card; absences; the hours of an author's region."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WAITING = "card IS NULL AND ended IS NULL"
_OPEN = "ended IS NULL"


def upgrade() -> None:

    op.add_column("post", sa.Column("region", sa.Text(), nullable=True))
    op.add_column("follow_up", sa.Column("nudges_before", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("follow_up", sa.Column("nudged_at", Moment(), nullable=True))
    op.add_column("follow_up", sa.Column("region", sa.Text(), nullable=True))
    op.add_column("press", sa.Column("nudges_before", sa.Integer(), nullable=True))
    op.create_table(
        "nudge",
        sa.Column("follow_up_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("asks", sa.String(length=10), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=True),
        sa.Column("told_at", Moment(), nullable=True),
        sa.Column("ended", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("follow_up_id", "number", "member_id", name="pk_nudge"),
    )
    for name, where in (("ix_nudge_waiting", _WAITING), ("ix_nudge_open", _OPEN)):
        columns = ["community_id", "member_id"]
        op.create_index(name, "nudge", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_table(
        "calm",
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("cards", sa.Integer(), nullable=False),
        sa.Column("morning", sa.String(length=10), nullable=True),
        sa.Column("mornings_off", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("community_id", "member_id", name="pk_calm"),
    )
    op.create_table(
        "absence",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_absence"),
    )
    op.create_index("ix_absence_community_id_until", "absence", ["community_id", "until"])
    op.create_table(
        "watch",
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("since", name="pk_watch"),
    )


def downgrade() -> None:

    op.drop_table("watch")
    op.drop_table("absence")
    op.drop_table("calm")
    op.drop_table("nudge")
    for column in ("region", "nudged_at", "nudges_before"):
        op.drop_column("follow_up", column)
    op.drop_column("post", "region")
    op.drop_column("press", "nudges_before")
