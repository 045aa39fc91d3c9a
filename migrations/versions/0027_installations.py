"""How often the app came into a team, and who brought it last."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "installation",
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("comings", sa.Integer(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("added_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("community_id", name="pk_installation"),
    )


def downgrade() -> None:

    op.drop_table("installation")
