"""Whom a season reaches in each of its layers, by department: as shares, of those who are in the team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from models.community import Layer
from models.statistics.gap import FEWEST_PEOPLE, hidden
from models.statistics.told import LayerReach, Report
from models.statistics.values import Ledger


def with_layers(
    report: Report, ledger: Ledger, acted: Collection[tuple[str, str]], team: Mapping[str, str | None]
) -> Report:
    """A report that tells whom its layers reach, too; of a theme alone it does not.

    ``acted``: who posted, replied or tried, and in which layer. ``team``: the department of each who is in the team.
    """
    if ledger.season is None or ledger.theme is not None:
        return report
    known = {theme.layer.value for theme in ledger.season.themes if theme.layer} | {layer for _, layer in acted}
    return replace(report, layers=tuple(_reach([layer.value for layer in Layer if layer in known], acted, team)))


def _reach(
    layers: Collection[str], acted: Collection[tuple[str, str]], team: Mapping[str, str | None]
) -> Iterator[LayerReach]:
    """The whole team first, then each department that may be shown, by name."""
    if len(team) < FEWEST_PEOPLE:
        return
    departments: dict[str, set[str]] = defaultdict(set)
    for member_id, department in team.items():
        departments[department or ""].add(member_id)
    shown = sorted(departments.keys() - hidden(departments) - {""})
    for layer in layers:
        reached = {member_id for member_id, of in acted if of == layer}
        yield LayerReach(layer, "", len(team), len(reached & team.keys()))
        for name in shown:
            yield LayerReach(layer, name, len(departments[name]), len(reached & departments[name]))
