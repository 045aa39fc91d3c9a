"""The databases that the bot is measured on: made, filled with one community, and counted after each round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from bench.posts import COMMUNITY
from models.community_file import parse
from models.db import applying
from models.db.engine import make_engine
from models.db.migrate import migrate
from models.db.store import Store
from models.db.tables.ledger import follow_ups, posts
from models.db.tables.outbox import outbox
from tests.postgres import running_server

NAMES = ("sqlite", "postgresql")


class Miscounted(Exception):
    """The database does not hold what was answered with 200."""


@contextmanager
def databases(names: Sequence[str], *, filled: bool = True) -> Iterator[dict[str, str]]:
    """DATABASE_URLs by name; files and server are gone at the end. A commit is safe from a power cut on both.

    Without ``filled`` they are empty, without a table.
    """
    with ExitStack() as stack:
        urls = {}
        if "sqlite" in names:
            folder = stack.enter_context(TemporaryDirectory(prefix="aizuchi-bench-"))
            urls["sqlite"] = f"sqlite:///{Path(folder) / 'bench.db'}"
        if "postgresql" in names:
            server = stack.enter_context(running_server(durable=True))
            urls["postgresql"] = stack.enter_context(server.database())
        for url in urls.values() if filled else ():
            _fill(url)
        yield urls


def must_hold(url: str, count: int) -> None:
    """Raises Miscounted unless there are so many posts, each with its follow-up and its reaction in the outbox."""
    whole = (
        select(func.count(func.distinct(posts.c.thread_id)))
        .join(follow_ups, follow_ups.c.thread_id == posts.c.thread_id)
        .join(outbox, outbox.c.key == "react:" + posts.c.thread_id)
    )
    engine = make_engine(url, writes=False)
    try:
        with engine.connect() as connection:
            counts = (select(func.count()).select_from(table) for table in (posts, follow_ups, outbox))
            found = [connection.execute(query).scalar_one() for query in (whole, *counts)]
    finally:
        engine.dispose()
    if set(found) != {count}:
        raise Miscounted(f"{count} posts were answered; whole ones, posts, follow-ups and effects are {found}")


def _fill(url: str) -> None:
    migrate(url)
    store = Store(url, wall=_now)
    try:
        store.write(lambda tx: applying.apply(tx, parse(COMMUNITY)), _now())
    finally:
        store.close()


def _now() -> datetime:
    return datetime.now(UTC)
