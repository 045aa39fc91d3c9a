"""When Teams took the post of an attempt, until the ledger has it."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

SENT = sa.text("sent_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("attempt", sa.Column("sent_at", Moment(), nullable=True))
    op.create_index("ix_attempt_sent", "attempt", ["sent_at"], sqlite_where=SENT, postgresql_where=SENT)


def downgrade() -> None:
    op.drop_index("ix_attempt_sent", "attempt")
    op.drop_column("attempt", "sent_at")
