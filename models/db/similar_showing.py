"""The card of answered posts that are like one that waits."""

from __future__ import annotations

from collections.abc import Iterable

from models.db import asking, outbox, similar
from models.db.transaction import Transaction
from models.effects import introduction_key
from models.follow_up import FollowUp
from models.similarity import Similar
from models.views import SimilarRow, SimilarView


def view(tx: Transaction, shown: FollowUp, offered: Iterable[str] | None = None) -> SimilarView:
    """The answered posts that are like the one of a follow-up, as the ledger holds them now.

    ``offered``: only those that a card offers already, by their threads.
    """
    post = tx.post(shown.thread_id)
    if post is None:
        raise ValueError(f"follow-up {shown.id} has no post")
    community = tx.communities[shown.community_id].community
    if offered is None:
        found = similar.find(tx, shown.community_id, asking.words(tx, shown, post), but_not=shown.thread_id)
    else:
        found = similar.still(tx, shown.community_id, offered)
    return SimilarView(
        shown.id, asking.author(tx, community, shown, post), tuple(_row(tx, shown, one) for one in found)
    )


def _row(tx: Transaction, shown: FollowUp, one: Similar) -> SimilarRow:
    ordered = outbox.sent_as(tx, introduction_key(shown.thread_id, one.thread_id))
    return SimilarRow(
        thread_id=one.thread_id,
        author=one.author,
        text=one.text,
        link=one.link,
        posted_at=one.posted_at,
        answered_by=one.answered_by,
        introduced=ordered is not None and ordered[0].state not in outbox.CAME_TO_NOTHING,
        versions=one.versions,
    )
