"""“Take it back”: who praised thinks better of it."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Outcome, look
from models.db import people, praising
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused


@look("take_praise_back")
def take_praise_back(tx: Transaction, event: Pressed) -> Outcome:
    praise = praising.take_back(tx, event.by.id, words_of(event.fields, "praise")[:32])
    settled = tx.communities.get(praise.community_id)
    if settled is None or settled.community.tenant_id != event.envelope.tenant_id:
        raise Refused("refused-praise-not-yours")
    shown = praising.given(tx, settled.community, {"praise": praise.id}, event.by.id)
    return Outcome("taken back", shown, people.recipient(tx, settled.community, event.by.id))
