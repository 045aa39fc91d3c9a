"""Graph's subscriptions, a row a watched channel."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("community_id", sa.String(200), primary_key=True),
        sa.Column("channel_id", sa.String(200), primary_key=True),
        sa.Column("wanted", sa.Boolean, nullable=False),
        sa.Column("subscription_id", sa.String(100), nullable=True),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.Column("made_with", sa.String(64), nullable=True),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("refused", sa.Text, nullable=True),
        sa.UniqueConstraint("subscription_id"),
    )


def downgrade() -> None:
    op.drop_table("subscription")
