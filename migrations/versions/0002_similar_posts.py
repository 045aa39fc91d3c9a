"""The words that similar posts are found by."""

import sqlalchemy as sa
from alembic import op

from models.db.columns import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NOT_INDEXED = "indexed_as IS NULL OR indexed_as <> COALESCE(deleted_at, edited_at, posted_at)"

_SQLITE = (
    "CREATE VIRTUAL TABLE similar_index USING fts5("
    "words, content='similar_post', content_rowid='seq', tokenize='ascii', detail=none, columnsize=0)",
    "CREATE TRIGGER similar_post_added AFTER INSERT ON similar_post BEGIN"
    " INSERT INTO similar_index (rowid, words) VALUES (new.seq, new.words); END",
    "CREATE TRIGGER similar_post_removed AFTER DELETE ON similar_post BEGIN"
    " INSERT INTO similar_index (similar_index, rowid, words) VALUES ('delete', old.seq, old.words); END",
)
"""A row of similar_post is added or removed, never changed."""

_POSTGRESQL = (
    "CREATE INDEX similar_index ON similar_post USING gin (string_to_array(words, ' ')) WITH (fastupdate = off)",
)
"""Without its list of pending words: the job may wait, who asks may not."""


def upgrade() -> None:

    op.add_column("post", sa.Column("indexed_as", Moment(), nullable=True))
    op.create_index(
        "ix_post_unindexed",
        "post",
        ["posted_at"],
        sqlite_where=sa.text(_NOT_INDEXED),
        postgresql_where=sa.text(_NOT_INDEXED),
    )
    op.create_table(
        "similar_post",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("community_id", sa.String(length=200), nullable=False),
        sa.Column("vocabulary", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.String(length=500), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_similar_post"),
        sa.UniqueConstraint("thread_id", name="uq_similar_post_thread_id"),
    )
    op.create_index("ix_similar_post_vocabulary", "similar_post", ["vocabulary"])
    op.create_table(
        "similar_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_similar_word"),
    )
    for statement in _SQLITE if _on_sqlite() else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:

    if _on_sqlite():
        op.execute("DROP TABLE similar_index")
    op.drop_table("similar_word")
    op.drop_table("similar_post")
    op.drop_index("ix_post_unindexed", "post")
    op.drop_column("post", "indexed_as")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
