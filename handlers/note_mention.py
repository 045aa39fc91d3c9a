"""The form “what others say of us” on the figures: the lead notes a talk or a piece of press, or takes one away."""

from __future__ import annotations

from dataclasses import replace

from handlers.fields import words_of
from handlers.registry import Outcome, look
from handlers.stats_fields import figures_shown
from models.community import Community
from models.db import mentions, people, statistics
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.mentions import mention
from models.refused import Refused


@look("note_mention")
def note_mention(tx: Transaction, event: Pressed) -> Outcome:
    community, values, view = figures_shown(tx, event)
    if not view.may_enter:
        raise Refused("refused-measures-not-for-you")
    to = people.recipient(tx, community, event.by.id)
    try:
        said = _done(tx, community, event)
    except Refused as refused:
        return Outcome("refused", replace(view, notice=(refused.key, dict(refused.values))), to)
    there = statistics.view(tx, community, values, event.by.id)
    return Outcome("noted", replace(there, notice=(said, {})), to)


def _done(tx: Transaction, community: Community, event: Pressed) -> str:
    """What was done, as the key of a sentence. Raises Refused."""
    gone = words_of(event.fields, "remove")
    if gone and gone != "-":
        mentions.remove(tx, community.id, gone)
        return "mention-removed"
    new = mention(*(words_of(event.fields, name) for name in ("kind", "day", "title", "link")))
    mentions.keep(tx, community.id, (new,), event.by.id)
    return "mention-kept"
