"""The first tables."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "community",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Text(), nullable=False),
        sa.Column("current", sa.Text(), nullable=False),
        sa.Column("applied_at", Moment(), nullable=False),
        sa.Column("service_url", sa.String(length=500), nullable=True),
        sa.Column("bot_id", sa.String(length=200), nullable=True),
        sa.Column("group_id", sa.String(length=64), nullable=True),
        sa.Column("installed_at", Moment(), nullable=True),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_community"),
    )
    op.create_table(
        "early",
        sa.Column("thread_id", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("thread_id", "digest", name="pk_early"),
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("thread_id", sa.String(length=500), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(length=64), nullable=False),
        sa.Column("newcomer", sa.Boolean(), nullable=False),
        sa.Column("posted_at", Moment(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("receive_by", Moment(), nullable=False),
        sa.Column("answer_by", Moment(), nullable=False),
        sa.Column("next_nudge_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owners", sa.Text(), nullable=False),
        sa.Column("received_at", Moment(), nullable=True),
        sa.Column("received_by", sa.String(length=64), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_by", sa.String(length=64), nullable=True),
        sa.Column("answer_id", sa.String(length=100), nullable=True),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("claim_until", Moment(), nullable=True),
        sa.Column("promised_by", sa.String(length=64), nullable=True),
        sa.Column("promised_until", Moment(), nullable=True),
        sa.Column("promises_kept", sa.Integer(), nullable=False),
        sa.Column("promises_late", sa.Integer(), nullable=False),
        sa.Column("held_id", sa.String(length=100), nullable=True),
        sa.Column("held_at", Moment(), nullable=True),
        sa.Column("peer_id", sa.String(length=100), nullable=True),
        sa.Column("peer_by", sa.String(length=64), nullable=True),
        sa.Column("peer_at", Moment(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by", sa.String(length=64), nullable=True),
        sa.Column("settled_reason", sa.Text(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("reopened_at", Moment(), nullable=True),
        sa.Column("nudges", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.UniqueConstraint("thread_id", "part", name="uq_follow_up_thread_id_part"),
    )
    with op.batch_alter_table("follow_up") as table:
        table.create_index(
            "ix_follow_up_claim",
            ["claim_until"],
            sqlite_where=sa.text("claim_until IS NOT NULL"),
            postgresql_where=sa.text("claim_until IS NOT NULL"),
        )
        table.create_index(
            "ix_follow_up_nudge",
            ["next_nudge_at"],
            sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
            postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
        )
        table.create_index("ix_follow_up_open", ["community_id", "status", "posted_at"])

    op.create_table(
        "live_card",
        sa.Column("slot", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=500), nullable=False),
        sa.Column("activity_id", sa.String(length=100), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slot", "member_id", name="pk_live_card"),
    )
    op.create_table(
        "member",
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("teams_id", sa.String(length=200), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(length=35), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("chat_id", sa.String(length=500), nullable=True),
        sa.Column("first_posted_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("community_id", "id", name="pk_member"),
    )
    with op.batch_alter_table("member") as table:
        table.create_index("ix_member_id", ["id"])

    op.create_table(
        "outbox",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=700), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("lane", sa.String(length=500), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    with op.batch_alter_table("outbox") as table:
        table.create_index(
            "ix_outbox_due",
            ["due_at"],
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        )
        table.create_index(
            "ix_outbox_lane",
            ["lane", "seq"],
            sqlite_where=sa.text("settled_at IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL"),
        )

    op.create_table(
        "pace",
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("next_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_pace"),
    )
    op.create_table(
        "post",
        sa.Column("thread_id", sa.String(length=500), nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("channel_id", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("author_id", sa.String(length=64), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("posted_at", Moment(), nullable=False),
        sa.Column("captured_at", Moment(), nullable=False),
        sa.Column("captured_by", sa.String(length=10), nullable=False),
        sa.Column("season", sa.String(length=50), nullable=True),
        sa.Column("theme", sa.String(length=50), nullable=True),
        sa.Column("newcomer", sa.Boolean(), nullable=False),
        sa.Column("reaction", sa.String(length=100), nullable=True),
        sa.Column("reacted_at", Moment(), nullable=True),
        sa.Column("edited_at", Moment(), nullable=True),
        sa.Column("deleted_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("thread_id", name="pk_post"),
        sa.UniqueConstraint("channel_id", "message_id", name="uq_post_channel_id_message_id"),
    )
    with op.batch_alter_table("post") as table:
        table.create_index("ix_post_community_id_posted_at", ["community_id", "posted_at"])

    op.create_table(
        "press",
        sa.Column("follow_up_id", sa.String(length=32), nullable=False),
        sa.Column("verb", sa.String(length=30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("follow_up_id", "verb", "version", "member_id", name="pk_press"),
    )
    op.create_table(
        "touch",
        sa.Column("thread_id", sa.String(length=500), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("weight", sa.String(length=10), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("taken_back_at", Moment(), nullable=True),
        sa.Column("course", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("thread_id", "message_id", "member_id", "kind", name="pk_touch"),
    )


def downgrade() -> None:

    op.drop_table("touch")
    op.drop_table("press")
    with op.batch_alter_table("post") as table:
        table.drop_index("ix_post_community_id_posted_at")

    op.drop_table("post")
    op.drop_table("pace")
    with op.batch_alter_table("outbox") as table:
        table.drop_index(
            "ix_outbox_lane", sqlite_where=sa.text("settled_at IS NULL"), postgresql_where=sa.text("settled_at IS NULL")
        )
        table.drop_index(
            "ix_outbox_due", sqlite_where=sa.text("settled_at IS NULL"), postgresql_where=sa.text("settled_at IS NULL")
        )

    op.drop_table("outbox")
    with op.batch_alter_table("member") as table:
        table.drop_index("ix_member_id")

    op.drop_table("member")
    op.drop_table("live_card")
    with op.batch_alter_table("follow_up") as table:
        table.drop_index("ix_follow_up_open")
        table.drop_index(
            "ix_follow_up_nudge",
            sqlite_where=sa.text("next_nudge_at IS NOT NULL"),
            postgresql_where=sa.text("next_nudge_at IS NOT NULL"),
        )
        table.drop_index(
            "ix_follow_up_claim",
            sqlite_where=sa.text("claim_until IS NOT NULL"),
            postgresql_where=sa.text("claim_until IS NOT NULL"),
        )

    op.drop_table("follow_up")
    op.drop_table("early")
    op.drop_table("community")
