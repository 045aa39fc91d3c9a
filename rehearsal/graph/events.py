"""What a channel's list tells of the team itself: members who came and left, a channel's new name.

Source: https://learn.microsoft.com/graph/system-messages
"""

from __future__ import annotations

from datetime import datetime

from rehearsal.graph.identities import identity_set, user
from rehearsal.people import Person
from rehearsal.wire import Json
from rehearsal.world import SYSTEM, Message, World, thread_id


def member_changed(world: World, by: Person, person: Person, at: datetime, *, added: bool) -> None:
    """In General, as in Teams."""
    kind = "membersAddedEventMessageDetail" if added else "membersDeletedEventMessageDetail"
    _keep(world, world.team.id, at, _event(world, by, kind) | {"members": [user(world, person, named=False)]})


def channel_renamed(world: World, by: Person, channel_id: str, at: datetime) -> None:
    """In the channel itself."""
    name = world.channels[channel_id].name
    told: Json = {"channelId": channel_id, "channelDisplayName": name}
    _keep(world, channel_id, at, _event(world, by, "channelRenamedEventMessageDetail") | told)


def _event(world: World, by: Person, kind: str) -> Json:
    return {"@odata.type": f"#microsoft.graph.{kind}", "initiator": identity_set(world, by.id, named=False)}


def _keep(world: World, channel_id: str, at: datetime, event: Json) -> None:
    message_id = world.fresh_id(at)
    world.keep(Message(message_id, thread_id(channel_id, message_id), SYSTEM, at, event=event))
