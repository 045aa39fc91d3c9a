"""What the welcome card says of a community: who leads it, who looks after answers, and what is watched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.community import Community, Member, Role
from models.db.transaction import Transaction
from models.founding import is_nameless
from models.views import Candidate, WelcomeView


def view(tx: Transaction, _: Community, values: Mapping[str, Any], viewer: str) -> WelcomeView:
    """``values``: of models/effects.py, welcome_card; they name the community, of which the chat need not be."""
    community = tx.communities[values["community"]].community
    member = community.members.get(viewer)
    return WelcomeView(
        community_id=community.id,
        community=community.name,
        arrived=bool(values.get("arrived")),
        leads=member is not None and Role.LEAD in member.roles,
        alone=[one.id for one in community.with_role(Role.PMO)] == [viewer],
        led_by=tuple(map(_candidate, community.with_role(Role.LEAD))),
        pmo=tuple(map(_candidate, community.with_role(Role.PMO))),
        channels=len(community.channels),
        language=community.language,
        time_zone=community.time_zone.key,
    )


def _candidate(member: Member) -> Candidate:
    return Candidate(member.id, "" if is_nameless(member.id, member.name) else member.name)
