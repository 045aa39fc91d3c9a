"""One call of Graph, and what every call must know before it is answered."""

from __future__ import annotations

from dataclasses import dataclass

from rehearsal.graph.tokens import Place
from rehearsal.limits import (
    GRAPH_MESSAGES,
    GRAPH_MESSAGES_OF_CHANNEL,
    GRAPH_MESSAGES_OF_TEAM,
    GRAPH_OTHERS,
)
from rehearsal.people import Channel, Person
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal

Answer = tuple[int, object]
"""Status, and the JSON that goes with it; None: an empty body."""


@dataclass(frozen=True, slots=True)
class Call:
    """``user``: in whose name a delegated token speaks; None: the app speaks for itself."""

    path: dict[str, str]
    query: dict[str, str]
    body: Json
    user: Person | None = None
    scopes: frozenset[str] = frozenset()
    """What a delegated token allows."""
    all_types: bool = False
    """Whether the caller asked for the newer members of enumerations."""


def bad(sentence: str) -> Refusal:
    return Refusal(400, "BadRequest", sentence)


def forbidden(needed: str) -> Refusal:
    """What Graph says when a permission is missing."""
    sentence = f"Missing role permissions on the request. API requires one of '{needed}'. Roles on the request ''."
    return Refusal(403, "Forbidden", sentence)


def check_team(stage: Stage, call: Call, needed: str) -> None:
    """Raises Refusal: 404 for another team, 403 when the team has not consented to ``needed``."""
    if call.path["group"] != stage.world.team.group_id:
        raise Refusal(404, "NotFound", f"No team found with Group Id {call.path['group']}")
    if not stage.graph_reads(needed):
        raise forbidden(needed)


def find_channel(stage: Stage, call: Call) -> Channel:
    """Raises Refusal 404."""
    wanted = call.path["channel"]
    if wanted == stage.world.team.id:
        return stage.world.channels.get(wanted, Channel(wanted, "General"))
    if wanted not in stage.world.channels:
        raise Refusal(404, "NotFound", f"The channel {wanted} was not found.")
    return stage.world.channels[wanted]


def channel_to_read(stage: Stage, call: Call) -> Channel:
    """The channel whose messages are read; counts the call against all limits. Raises Refusal."""
    check_team(stage, call, "ChannelMessage.Read.Group")
    channel = find_channel(stage, call)
    stage.meter.take_each(
        {
            f"graph messages {channel.id}": GRAPH_MESSAGES_OF_CHANNEL,
            f"graph messages {stage.world.team.group_id}": GRAPH_MESSAGES_OF_TEAM,
            "graph messages": GRAPH_MESSAGES,
        }
    )
    return channel


def take_other(stage: Stage) -> None:
    """Counts a call that reads no messages. Raises Refusal 429."""
    stage.meter.take_each({"graph others": GRAPH_OTHERS})


def top(call: Call, default: int, most: int) -> int:
    """``$top``. Raises Refusal 400."""
    told = call.query.get("$top", str(default))
    if not told.isdecimal() or not 1 <= int(told) <= most:
        raise bad(f"The limit of '{most}' for Top query has been exceeded, or it is no number: '{told}'.")
    return int(told)


def listed_place(stage: Stage, token: str, wanted: str) -> Place:
    """What a list's ``$skiptoken`` stands for. Raises Refusal 400."""
    try:
        return stage.graph.tokens.place(token, wanted)
    except Refusal as unknown:
        raise bad("Invalid skip token.") from unknown


def only(call: Call, *allowed: str) -> None:
    """Raises Refusal 400 for a query option that Graph does not take here."""
    for name in call.query:
        if name not in allowed:
            raise bad(f"Query option '{name}' is not allowed.")
