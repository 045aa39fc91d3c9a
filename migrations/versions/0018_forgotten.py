"""Who asked to be forgotten."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "forgotten",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("alias", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "alias", name="pk_forgotten"),
    )


def downgrade() -> None:
    op.drop_table("forgotten")
