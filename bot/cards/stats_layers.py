"""Whom the season reaches in each of its layers, among the figures: the team, and the departments that may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from microsoft_teams.cards import CardElement

from bot.cards.parts import Reader, explanation, heading, line, name
from models.statistics.cases import percent
from models.statistics.told import LayerReach

MOST_DEPARTMENTS = 8
"""Of a layer, the largest; the report has them all."""


def layers(known: Sequence[LayerReach], reader: Reader) -> list[CardElement]:
    """Nothing where no theme and no prompt has a layer, or nobody knows who is in the team."""
    if not known:
        return []
    body: list[CardElement] = [heading(reader.say("stats-layers"), size="Default")]
    for layer, among in groupby(known, key=lambda one: one.layer):
        whole, *departments = among
        told = reader.say(f"stats-layer-{layer}", **_share(whole))
        body.append(line(told, strong=True))
        for one in sorted(departments, key=lambda one: -one.members)[:MOST_DEPARTMENTS]:
            said = reader.say("stats-layer-department", department=name(one.department), **_share(one))
            body.append(line(said, spacing="None"))
    body.append(explanation(reader.say("stats-layers-explained")))
    return body


def _share(one: LayerReach) -> dict[str, int]:
    return {"reached": one.reached, "members": one.members, "percent": percent(one.reached, one.members) or 0}
