"""The command “due [MOMENT] [REGION]”: when what is owed to a post at that time is due. For responders."""

from __future__ import annotations

from handlers.registry import Asking, command, more
from models.community import Community
from models.db.transaction import Transaction
from models.named_moment import moment_named
from models.outgoing import Card
from models.refused import NotUnderstood
from models.season import fold


@command("due", "期限", "いつまで", menu=True, takes=more)
def due(tx: Transaction, asking: Asking) -> Card:
    community, by = asking.community, asking.event.by.id
    words, region = _region(community, asking.words)
    at = moment_named(words, tx.now, community.hours_of(by).zone)
    if at is None:
        raise NotUnderstood("due-unknown")
    return Card("due", {"at": at.isoformat(), "region": region})


def _region(community: Community, words: str) -> tuple[str, str | None]:
    """The words before the name of a region, and that name, if they end with one."""
    said = fold(words).strip()
    for region in community.regions:
        if said.endswith(fold(region.name)):
            return said.removesuffix(fold(region.name)).strip(), region.name
    return words, None
