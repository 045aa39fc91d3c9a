"""Whom a season reaches in each of its layers, by department: as shares, of those who are in the team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from models.community import Layer
from models.statistics.attempts import Tried
from models.statistics.gap import FEWEST_PEOPLE, hidden
from models.statistics.told import LayerReach, Report
from models.statistics.values import Ledger

Acted = Collection[tuple[str, str]]
"""Who did something in which layer."""


def with_layers(
    report: Report,
    ledger: Ledger,
    acted: Acted,
    team: Mapping[str, str | None],
    of_prompts: Mapping[str, str | None],
) -> Report:
    """A report that tells whom its layers reach, too; of a theme alone it does not.

    ``team``: the department of each who is in the team. ``of_prompts``: as ``acted`` has it.
    """
    if ledger.season is None or ledger.theme is not None:
        return report
    known = {theme.layer.value for theme in ledger.season.themes if theme.layer} | {layer for _, layer in acted}
    known |= {layer for post in ledger.posts if (layer := of_prompts.get(post.thread_id))}
    return replace(report, layers=tuple(_reach([layer.value for layer in Layer if layer in known], acted, team)))


def acted(ledger: Ledger, tried: Iterable[Tried], of_prompts: Mapping[str, str | None]) -> Acted:
    """Who posted, replied or tried in a layer of a season.

    ``of_prompts``: the layer of each prompt, by its thread; it goes before that of the thread's theme, also where it is
    ``None``.
    """
    themes = ledger.season.themes if ledger.season else ()
    of_themes = {theme.code: theme.layer.value for theme in themes if theme.layer}
    of_threads = {post.thread_id: of_themes.get(post.theme or "") for post in ledger.posts} | dict(of_prompts)
    posted = ((post.author_id, of_threads[post.thread_id]) for post in ledger.posts)
    replied = ((touch.member_id, of_threads[touch.thread_id]) for touch in ledger.touches if touch.is_reply)
    attempted = ((one.member_id, of_themes.get(one.theme or "")) for one in tried)
    return {(who, layer) for who, layer in (*posted, *replied, *attempted) if who and layer}


def _reach(layers: Collection[str], acted: Acted, team: Mapping[str, str | None]) -> Iterator[LayerReach]:
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
