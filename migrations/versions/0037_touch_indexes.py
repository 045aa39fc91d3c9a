"""Who did what is found by the person; and which replies came from others than responders, without reading them all."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

BY_OTHERS = sa.text("kind = 'reply' AND weight <> 'responder'")


def upgrade() -> None:
    op.create_index("ix_touch_member", "touch", ["member_id", "thread_id"])
    of_reply = ["thread_id", "message_id", "member_id"]
    op.create_index("ix_touch_by_others", "touch", of_reply, sqlite_where=BY_OTHERS, postgresql_where=BY_OTHERS)


def downgrade() -> None:
    op.drop_index("ix_touch_by_others", "touch")
    op.drop_index("ix_touch_member", "touch")
