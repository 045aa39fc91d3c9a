"""``python -m bench.similar``: how long it takes to find similar posts in a large ledger.

Takes about four minutes for 100,000 posts on both databases, nearly all of it to fill the ledgers. How often what is
found is right is a matter of tests: tests/models/db/test_similar.py.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text as sql

from jobs import index_posts
from models.community_file import parse
from models.db import applying, similar, word_index
from models.db.engine import make_engine
from models.db.migrate import migrate
from models.db.store import Store
from models.db.transaction import Transaction
from tests.data.similar import fill, kept_back, others, pairs, post, without_alike
from tests.postgres import running_server
from tests.stage import COMMUNITY, MONDAY_10, TEAM

NAMES = ("sqlite", "postgresql")
SEED = 20_261_130
NAMES_OF_THINGS = 20_000
"""Made-up words, a few used often and most of them seldom, as names of products, places and people are."""
TRIES = 3
"""Others may use the machine."""
SENTENCE = "会議の議事録で発言者が入れ替わります。話者を区別する方法はありますか。"
NUMBERS = count(1_000_000_000)
SYLLABLES = "アイウエオカキクケコサシスセソタチツテトナニノハヒフマミムメモヤユヨラリルレロ"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench.similar", description="How fast similar posts are found.")
    arguments.add_argument("--database", choices=NAMES, action="append", help="measure this one (default: both)")
    arguments.add_argument("--posts", type=int, default=100_000)
    given = arguments.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name in given.database or NAMES:
        with ledger(name) as (url, store):
            _measure(url, store, given.posts)


@contextmanager
def ledger(name: str) -> Iterator[tuple[str, Store]]:
    """An empty ledger and its DATABASE_URL; a commit is safe from a power cut. What it needs is gone at the end."""
    with ExitStack() as stack:
        if name == "sqlite":
            folder = stack.enter_context(TemporaryDirectory(prefix="aizuchi-similar-"))
            url = f"sqlite:///{Path(folder) / 'bench.db'}"
        else:
            url = stack.enter_context(stack.enter_context(running_server(durable=True)).database())
        migrate(url)
        store = Store(url, wall=lambda: MONDAY_10)
        stack.callback(store.close)
        store.write(lambda tx: applying.apply(tx, parse(COMMUNITY)), MONDAY_10)
        yield url, store


def _measure(url: str, store: Store, posts: int) -> None:
    """Every question of the tests, asked of a ledger of so many posts."""
    begun = time.perf_counter()
    fill(store, texts(posts))
    filling = (time.perf_counter() - begun) / posts
    asked = [new for new, _ in pairs() + kept_back()] + without_alike()
    _settle(url)
    print(f"{url.partition(':')[0]}, {posts:,} posts, one core, {len(asked)} questions, each the best of {TRIES} times")
    print(f"  to find:  {_figures([min(_found(store, text) for _ in range(TRIES)) for text in asked])}")
    print(f"  a turn of the job, {index_posts.AT_ONCE} posts: {_figures(_turns(store))}")
    print(f"  to index: {1000 * filling:.2f} ms a post, where many wait")
    indexed = _arrivals(store)
    store.write(partial(Transaction.execute, statement=sql("DROP INDEX ix_post_unindexed")), MONDAY_10)
    print(f"  to keep an arriving post: {indexed:.3f} ms; with nothing to be indexed {_arrivals(store):.3f} ms")


def _settle(url: str) -> None:
    """What PostgreSQL does by and by after many rows came, at once; SQLite does nothing of the kind."""
    engine = make_engine(url, writes=True)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sql("VACUUM ANALYZE"))
            connection.execute(sql("CHECKPOINT"))
    engine.dispose()


def _found(store: Store, text: str) -> float:
    """Seconds until similar posts are found."""
    begun = time.perf_counter()
    store.look(partial(similar.find, community_id=TEAM, text=text, but_not=""), MONDAY_10)
    return time.perf_counter() - begun


def texts(posts: int) -> list[str]:
    """Posts of one to four sentences of the distractors, with a name or two of what nobody else speaks of."""
    chance, sentences = random.Random(SEED), others()
    things = ["".join(chance.choices(SYLLABLES, k=chance.randint(3, 6))) for _ in range(NAMES_OF_THINGS)]
    often = [1 / rank for rank in range(1, NAMES_OF_THINGS + 1)]
    return [
        "".join(chance.sample(sentences, chance.randint(1, 4)))
        + "、".join(chance.choices(things, often, k=chance.randint(0, 3)))
        for _ in range(posts)
    ]


def _turns(store: Store, posts: int = 200) -> list[float]:
    """Seconds for which a turn of the job that indexes new posts keeps others from writing, on SQLite."""
    _write(store, partial(_arrive, posts=posts))
    took = []
    while read := store.look(partial(word_index.unindexed, at_most=index_posts.AT_ONCE), MONDAY_10):
        took.append(_write(store, partial(word_index.keep, read=read)))
    return took


def _arrivals(store: Store, posts: int = 500) -> float:
    """Milliseconds to keep a post, of many in one transaction; the best of some."""
    return 1000 * min(_write(store, partial(_arrive, posts=posts)) for _ in range(4 * TRIES)) / posts


def _arrive(tx: Transaction, posts: int) -> None:
    for number in islice(NUMBERS, posts):
        tx.add_post(post(number, SENTENCE, MONDAY_10))
    tx.flush()


def _write(store: Store, work: Callable[[Transaction], object]) -> float:
    begun = time.perf_counter()
    store.write(work, MONDAY_10)
    return time.perf_counter() - begun


def _figures(seconds: Sequence[float]) -> str:
    ordered = sorted(1000 * one for one in seconds)
    slow = ordered[math.ceil(0.95 * len(ordered)) - 1]
    return f"median {statistics.median(ordered):.1f} ms, 95 of 100 within {slow:.1f} ms, at most {ordered[-1]:.1f} ms"


if __name__ == "__main__":
    main()
