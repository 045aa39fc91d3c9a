"""People joined the team or left it, as Teams tells; Graph's roster is asked at once for what Teams left out."""

from __future__ import annotations

from handlers.registry import Outcome, on
from models.db import changing, people, roster
from models.db.transaction import Transaction
from models.incoming import MembersChanged


@on(MembersChanged)
def members_changed(tx: Transaction, event: MembersChanged) -> Outcome:
    envelope = event.envelope
    settled = tx.communities.get(envelope.team_id or "")
    if settled is None or settled.community.tenant_id != envelope.tenant_id:
        return Outcome("not ours")
    community_id = settled.community.id
    joined = people.identified(tx, community_id, event.joined)
    changing.learn(tx, community_id, joined)
    left = people.identified(tx, community_id, event.left)
    roster.joined(tx, community_id, joined, envelope.at, envelope.at)
    roster.guests_joined(tx, community_id, (one.id for one in event.joined if one.guest and one.id))
    roster.left(tx, community_id, left, envelope.at)
    roster.look_soon(tx, community_id)
    return Outcome("the team changed")
