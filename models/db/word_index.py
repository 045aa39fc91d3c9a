"""The words that posts are found by: taken from them after they came, and taken away with them.

What is due stands in the posts themselves (``NOT_INDEXED``), so that nothing is added to the way of an arriving post.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, bindparam, delete, func, select, text, update

from models import similarity
from models.db import bulk
from models.db.columns import Moment
from models.db.tables.ledger import NOT_INDEXED, posts
from models.db.tables.similar import similar_posts, similar_words
from models.db.transaction import Transaction
from models.same_meaning import VOCABULARY

_CHANGED_AT: Final = func.coalesce(posts.c.deleted_at, posts.c.edited_at, posts.c.posted_at, type_=Moment)

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Unindexed:
    """A post whose words are to be kept, or to be taken away: then ``words`` is empty."""

    thread_id: str
    community_id: str
    changed_at: datetime
    """Tells which of its texts the words are from."""
    words: frozenset[str]


def unindexed(tx: Transaction, at_most: int) -> list[Unindexed]:
    """Posts that are new, edited, deleted or undeleted since they were indexed, or were with an older vocabulary."""
    query = select(posts, _CHANGED_AT.label("changed_at")).limit(at_most)
    found = tx.connection.execute(query.where(text(NOT_INDEXED))).all()
    if not found:
        outdated = query.join(similar_posts, similar_posts.c.thread_id == posts.c.thread_id)
        found = tx.connection.execute(outdated.where(similar_posts.c.vocabulary < VOCABULARY)).all()
    return [Unindexed(row.thread_id, row.community_id, row.changed_at, _words(row)) for row in found]


def _words(row: Any) -> frozenset[str]:
    """Those of a post; none of a deleted one, and none of a bot's, which nobody could have answered."""
    return similarity.words(row.text) if row.author_id and row.deleted_at is None else frozenset()


def keep(tx: Transaction, read: Sequence[Unindexed]) -> int:
    """Keep the words of those posts that did not change since they were read. Returns how many."""
    locked = (
        select(posts.c.thread_id, _CHANGED_AT.label("changed_at"))
        .where(posts.c.thread_id.in_([one.thread_id for one in read]))
        .order_by(posts.c.thread_id)
        .with_for_update(of=posts)
    )
    now = {row.thread_id: row.changed_at for row in tx.connection.execute(locked)}
    same = [one for one in read if now.get(one.thread_id) == one.changed_at]
    if same:
        _replace(tx, same)
        tx.execute(_INDEXED, [{"thread": one.thread_id, "changed_at": one.changed_at} for one in same])
    return len(same)


def forget(tx: Transaction, community_id: str) -> None:
    """Take away the words of all posts of a community."""
    held = select(similar_posts.c.thread_id).where(similar_posts.c.community_id == community_id).limit(AT_ONCE)
    while threads := tx.connection.execute(held).scalars().all():
        _replace(tx, [Unindexed(one, community_id, tx.now, frozenset()) for one in threads])


def _replace(tx: Transaction, read: Sequence[Unindexed]) -> None:
    connection = tx.connection
    threads = [one.thread_id for one in read]
    held = select(similar_posts.c.words).where(similar_posts.c.thread_id.in_(threads))
    counts: Counter[str] = Counter()
    for words in connection.execute(held).scalars():
        counts.subtract(["", *words.split()])
    tx.execute(delete(similar_posts).where(similar_posts.c.thread_id.in_(threads)))
    found = [one for one in read if one.words]
    for one in found:
        counts.update(["", *one.words])
    if found:
        bulk.insert(connection, similar_posts, [_row(one) for one in found])
    _count(connection, {word: count for word, count in counts.items() if count})


def _row(one: Unindexed) -> dict[str, Any]:
    """Sorted, so that nobody reads the text out of its words."""
    return {
        "community_id": one.community_id,
        "vocabulary": VOCABULARY,
        "thread_id": one.thread_id,
        "words": " ".join(sorted(one.words)),
    }


def _count(connection: Connection, changes: Mapping[str, int]) -> None:
    """Add to, or take from, how many posts hold each word; in one order, so that nobody waits in a circle.

    A word that no post holds any more is forgotten.
    """
    if changes:
        statement = _COUNT_ON_POSTGRESQL if connection.dialect.name == "postgresql" else _COUNT_ON_SQLITE
        connection.execute(statement, {"changes": orjson.dumps(changes).decode()})
        if any(count < 0 for count in changes.values()):
            connection.execute(delete(similar_words).where(similar_words.c.posts <= 0))


def _counting(source: str) -> Any:
    return text(
        f"INSERT INTO {similar_words.name} (word, posts) {source} ORDER BY key"
        " ON CONFLICT (word) DO UPDATE SET posts = similar_word.posts + excluded.posts"
    )


_COUNT_ON_SQLITE = _counting("SELECT key, value FROM json_each(:changes) WHERE true")
_COUNT_ON_POSTGRESQL = _counting("SELECT key, CAST(value AS integer) FROM json_each_text(CAST(:changes AS json))")
_INDEXED = update(posts).where(posts.c.thread_id == bindparam("thread")).values(indexed_as=bindparam("changed_at"))
