"""The hand-written posts that similarity is held against, and a ledger made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from models.db import bulk, word_index
from models.db.rows import follow_up_row, post_row
from models.db.store import Store
from models.db.tables.ledger import follow_ups, posts
from models.db.transaction import Transaction
from models.follow_up import FollowUp, Status
from models.ledger import Post
from tests.stage import CHANNEL, HANA, MONDAY_10, SORA, TEAM

HERE = Path(__file__).parent
AT_ONCE = 500


def pairs(name: str = "similar_pairs") -> list[tuple[str, str]]:
    """New posts, each with the earlier one that should be found for it."""
    document = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return [(pair["new"], pair["earlier"]) for pair in document["pair"]]


def kept_back() -> list[tuple[str, str]]:
    return pairs("similar_kept_back")


def lines(name: str) -> list[str]:
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def others() -> list[str]:
    """Posts about the same world that answer none of the new ones."""
    return lines("similar_others")


def without_alike() -> list[str]:
    """New posts for which nothing should be found."""
    return lines("similar_none")


def thread(number: int) -> str:
    return f"{CHANNEL};messageid={number}"


def post(number: int, text: str, posted_at: datetime) -> Post:
    return Post(thread(number), TEAM, CHANNEL, str(number), SORA.id, SORA.name, text, posted_at, posted_at, "import",
                None, None, newcomer=False, reaction=None)  # fmt: skip


def answered(number: int, posted_at: datetime) -> FollowUp:
    return FollowUp(f"f{number}", TEAM, thread(number), 1, SORA.id, newcomer=False, posted_at=posted_at,
                    status=Status.ANSWERED, receive_by=posted_at, answer_by=posted_at, next_nudge_at=None,
                    answered_at=posted_at, answered_by=HANA.id)  # fmt: skip


def fill(store: Store, texts: Sequence[str], first: int = 0) -> None:
    """Keep posts, each answered by Hana and indexed; the first has the number ``first`` and is the oldest."""
    for begin in range(0, len(texts), AT_ONCE):
        numbered = [(first + at, texts[at]) for at in range(begin, min(begin + AT_ONCE, len(texts)))]
        store.write(partial(_keep, numbered=numbered), MONDAY_10)


def _keep(tx: Transaction, numbered: Sequence[tuple[int, str]]) -> None:
    at = {number: MONDAY_10 - timedelta(days=3650) + timedelta(minutes=number) for number, _ in numbered}
    bulk.insert(tx.connection, posts, [post_row(post(number, text, at[number])) for number, text in numbered])
    bulk.insert(tx.connection, follow_ups, [follow_up_row(answered(number, at[number])) for number, _ in numbered])
    word_index.keep(tx, word_index.unindexed(tx, at_most=AT_ONCE))
