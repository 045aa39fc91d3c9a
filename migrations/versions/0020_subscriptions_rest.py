"""Until when Graph's subscription of a channel is not asked about again."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscription", sa.Column("rests_until", Moment(), nullable=True))


def downgrade() -> None:
    op.drop_column("subscription", "rests_until")
