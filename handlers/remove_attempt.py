"""The buttons that take an attempt away again: asked once more first, then gone, from the channel too."""

from __future__ import annotations

from dataclasses import replace

from handlers.attempt_fields import community_asked, own
from handlers.registry import Outcome, look
from models.db import attempt_showing, attempts, own_posts, people
from models.db.transaction import Transaction
from models.incoming import Pressed


@look("ask_remove_attempt")
def ask_remove_attempt(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    attempt = own(tx, community, event)
    season = attempt_showing.season_of(community, attempt.season)
    removing = attempt_showing.row(tx, season, attempt, shortened=True)
    view = attempt_showing.of_season(community, attempt.season, removing=removing)
    return Outcome("shown", view, people.recipient(tx, community, event.by.id))


@look("remove_attempt")
def remove_attempt(tx: Transaction, event: Pressed) -> Outcome:
    community = community_asked(tx, event)
    attempt = own(tx, community, event, gone_too=True)
    if attempt.removed_at is None:
        attempts.save(tx, attempt, attempts.removed(tx, attempt))
        if (post := attempts.post_of(attempt)) is not None:
            own_posts.take_back(tx, post)
    view = attempt_showing.mine(tx, community, attempt.season, event.by.id)
    to = people.recipient(tx, community, event.by.id)
    return Outcome("removed", replace(view, notice=("attempt-removed", {})), to)
