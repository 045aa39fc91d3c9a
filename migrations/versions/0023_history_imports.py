"""How far the history of each channel was read."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "history_import",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("channel_id", sa.String(200), primary_key=True),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("opens", sa.Boolean, nullable=False),
        sa.Column("token", sa.Text, nullable=True),
        sa.Column("threads", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("first_at", Moment(), nullable=True),
        sa.Column("last_at", Moment(), nullable=True),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("complete_at", Moment(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("history_import")
