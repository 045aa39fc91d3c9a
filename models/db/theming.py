"""The theme of a post as members of the PMO chose it: beside what its words said when it came."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import orjson
from sqlalchemy import select

from models.db import bulk, live_cards
from models.db.live_cards import Seen
from models.db.tables.ledger import follow_ups, presses
from models.db.transaction import Transaction
from models.follow_up import FollowUp
from models.pressing import CHOOSE_THEME, Press
from models.theming import theme_after


def follow(tx: Transaction, follow_up: FollowUp, known: Iterable[Press], seen: Seen) -> None:
    """Bring the post's theme, and the cards that show it, to what was chosen. ``known``: the follow-up's presses."""
    post = tx.post(follow_up.thread_id)
    theme = theme_after(tuple(known))
    if post is not None and post.theme != theme:
        tx.change_post(post, theme=theme)
        tx.enqueue(*live_cards.refreshes(tx.connection, follow_up, seen))


def as_read(tx: Transaction, threads: Collection[str]) -> dict[str, str | None]:
    """The themes that the words of posts said, of those for which another was chosen since."""
    query = (
        select(follow_ups.c.thread_id, presses.c.given)
        .join(follow_ups, follow_ups.c.id == presses.c.follow_up_id)
        .where(presses.c.verb == CHOOSE_THEME, bulk.among(follow_ups.c.thread_id))
        .order_by(presses.c.version.desc())
    )
    found = tx.connection.execute(query, bulk.asked(threads))
    return {row.thread_id: orjson.loads(row.given)["before"] or None for row in found}
