"""``python -m bench.similar``: how long it takes to find similar posts in a large ledger, and how often they are right.

Takes about five minutes for 100,000 posts on both databases, nearly all of it to fill the ledgers.
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
from pathlib import Path
from tempfile import TemporaryDirectory

from jobs import index_posts
from models.community_file import parse
from models.db import applying, similar, word_index
from models.db.migrate import migrate
from models.db.store import Store
from models.db.transaction import Transaction
from tests.data.similar import fill, kept_back, others, pairs, post, thread, without_alike
from tests.postgres import running_server
from tests.stage import COMMUNITY, MONDAY_10, TEAM

NAMES = ("sqlite", "postgresql")
SEED = 20_261_130
NAMES_OF_THINGS = 20_000
"""Made-up words, a few used often and most of them seldom, as names of products, places and people are."""
SYLLABLES = "アイウエオカキクケコサシスセソタチツテトナニノハヒフマミムメモヤユヨラリルレロ"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench.similar", description="How fast similar posts are found.")
    arguments.add_argument("--database", choices=NAMES, action="append", help="measure this one (default: both)")
    arguments.add_argument("--posts", type=int, default=100_000)
    given = arguments.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name in given.database or NAMES:
        with ledger(name) as store:
            _measure(name, store, given.posts)


@contextmanager
def ledger(name: str) -> Iterator[Store]:
    """An empty ledger; a commit is safe from a power cut. What it needs is gone at the end."""
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
        yield store


def _measure(name: str, store: Store, count: int) -> None:
    """Every pair's earlier post, among so many others."""
    tuned, unseen = pairs(), kept_back()
    known = [earlier for _, earlier in tuned + unseen]
    begun = time.perf_counter()
    fill(store, known)
    fill(store, texts(count - len(known)), first=len(known))
    filling = (time.perf_counter() - begun) / count
    asked = [new for new, _ in tuned + unseen] + without_alike()
    find(store, asked[0])
    took, found = [], []
    for text in asked:
        begun = time.perf_counter()
        found.append(find(store, text))
        took.append(time.perf_counter() - begun)
    right = [thread(number) in found[number] for number in range(len(known))]
    print(f"{name}, {count:,} posts, one core, {len(asked)} questions")
    print(f"  to find:    {_figures(took)}")
    print(f"  right:      {sum(right[: len(tuned)])} of the {len(tuned)} pairs that the vocabulary was made with")
    print(f"              {sum(right[len(tuned) :])} of {len(unseen)} others")
    print(f"  to index:   {1000 * filling:.2f} ms a post, many at once")
    print(f"  to arrive:  {_figures(_arrivals(store, count))}")
    print(f"  a turn of the job, while others wait to write: {_figures(_turns(store))}")


def find(store: Store, text: str) -> list[str]:
    """The threads that are offered for a text."""
    found = store.look(partial(similar.find, community_id=TEAM, text=text, but_not=""), MONDAY_10)
    return [one.thread_id for one in found]


def texts(count: int) -> list[str]:
    """Posts of one to four sentences of the distractors, with a name or two of what nobody else speaks of."""
    chance, sentences = random.Random(SEED), others()
    things = ["".join(chance.choices(SYLLABLES, k=chance.randint(3, 6))) for _ in range(NAMES_OF_THINGS)]
    often = [1 / rank for rank in range(1, NAMES_OF_THINGS + 1)]
    return [
        "".join(chance.sample(sentences, chance.randint(1, 4)))
        + "、".join(chance.choices(things, often, k=chance.randint(0, 3)))
        for _ in range(count)
    ]


def _arrivals(store: Store, first: int, count: int = 200) -> list[float]:
    """Seconds to keep a new post, each in a transaction of its own."""
    arriving = [post(first + at, text, MONDAY_10) for at, text in enumerate(texts(count))]
    return [_write(store, partial(Transaction.add_post, post=one)) for one in arriving]


def _turns(store: Store) -> list[float]:
    """Seconds for which a turn of the job that indexes new posts keeps others from writing, on SQLite."""
    took = []
    while read := store.look(partial(word_index.unindexed, at_most=index_posts.AT_ONCE), MONDAY_10):
        took.append(_write(store, partial(word_index.keep, read=read)))
    return took


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
