"""Which community an event belongs to, and what it tells of where that community lives."""

from __future__ import annotations

from models.community import Community
from models.db.transaction import Transaction
from models.incoming import Envelope


def community_at(tx: Transaction, envelope: Envelope) -> Community | None:
    """The community whose watched channel an event came from; ``None`` for what is none of ours."""
    settled = tx.communities.get(envelope.team_id or "")
    if settled is None or settled.community.tenant_id != envelope.tenant_id:
        return None
    community = settled.community
    if envelope.channel_id is None or not community.watches(envelope.channel_id):
        return None
    tx.move_home(community.id, service_url=envelope.service_url, bot_id=envelope.bot_id)
    return community
