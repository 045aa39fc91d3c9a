"""The team and its channels.

Source: https://learn.microsoft.com/graph/api/team-get and https://learn.microsoft.com/graph/api/channel-list
"""

from __future__ import annotations

from rehearsal.graph.calls import Answer, Call, check_team, take_other
from rehearsal.graph.shapes import channel_json, team_json
from rehearsal.people import Channel
from rehearsal.stage import Stage


def team(stage: Stage, call: Call) -> Answer:
    check_team(stage, call, "TeamSettings.Read.Group")
    take_other(stage)
    return 200, team_json(stage.world)


def channels(stage: Stage, call: Call) -> Answer:
    """All channels; General has the team's id."""
    check_team(stage, call, "ChannelSettings.Read.Group")
    take_other(stage)
    known = stage.world.channels
    general = [] if stage.world.team.id in known else [Channel(stage.world.team.id, "General")]
    value = [channel_json(stage.world, channel) for channel in [*general, *known.values()]]
    return 200, {"@odata.count": len(value), "value": value}
