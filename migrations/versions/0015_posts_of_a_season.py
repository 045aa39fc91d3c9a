"""A season's posts, and who posted in earlier ones, are found at once, however many seasons there were."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NOT_DELETED = "deleted_at IS NULL"


def upgrade() -> None:
    op.create_index(
        "ix_post_season",
        "post",
        ["community_id", "season", "posted_at", "author_id"],
        sqlite_where=sa.text(NOT_DELETED),
        postgresql_where=sa.text(NOT_DELETED),
    )


def downgrade() -> None:
    op.drop_index("ix_post_season", "post")
