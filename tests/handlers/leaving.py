"""Words for people who come to the team and go."""

from __future__ import annotations

from typing import Any

from handlers.registry import Outcome
from models.incoming import Envelope, MembersChanged, Person
from tests.stage import BOT, SERVICE, TEAM, TENANT, Stage


def team_changed(
    stage: Stage, *, joined: tuple[Person, ...] = (), left: tuple[Person, ...] = (), **envelope: Any
) -> MembersChanged:
    """What Teams tells: no names, as a rule."""
    known: dict[str, Any] = {
        "tenant_id": TENANT, "team_id": TEAM, "channel_id": TEAM, "conversation_id": TEAM, "service_url": SERVICE,
        "bot_id": BOT, "activity_id": f"m{stage.clock.now.timestamp()}", "at": stage.clock.now,
    }  # fmt: skip
    nameless = [tuple(Person(one.id, one.teams_id, "", one.guest) for one in some) for some in (joined, left)]
    return MembersChanged(Envelope(**(known | envelope)), *nameless)


async def leaves(stage: Stage, *them: Person, **envelope: Any) -> Outcome:
    return await stage.dispatch(team_changed(stage, left=them, **envelope))


async def joins(stage: Stage, *them: Person, **envelope: Any) -> Outcome:
    return await stage.dispatch(team_changed(stage, joined=them, **envelope))
