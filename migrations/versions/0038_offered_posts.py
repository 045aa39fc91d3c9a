"""Which posts a card of similar posts offers, so that it can follow them."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

OFFERS = sa.text("offers IS NOT NULL")


def upgrade() -> None:
    op.add_column("live_card", sa.Column("offers", sa.Text(), nullable=True))
    op.create_index("ix_live_card_offers", "live_card", ["member_id"], sqlite_where=OFFERS, postgresql_where=OFFERS)


def downgrade() -> None:
    op.drop_index("ix_live_card_offers", "live_card")
    op.drop_column("live_card", "offers")
