"""Whom the layers reach, counted slowly and plainly from docs/figures.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def reach(
    acted: Iterable[tuple[str, str]], team: Mapping[str, str | None], of_themes: Iterable[str]
) -> list[dict[str, object]]:
    """Rows as the report has them. ``of_themes``: the layers that the season's themes and prompts have."""
    acts, rows = list(acted), list[dict[str, object]]()
    if len(team) < 5:
        return []
    there = sorted({department for department in team.values() if department})
    for layer in ("basic", "applied", "expert"):
        if layer not in [*of_themes, *(one for _, one in acts)]:
            continue
        did = [who for who, one in acts if one == layer]
        rows.append(row(layer, "", list(team), did))
        for department in there:
            if department not in left_out(team):
                rows.append(row(layer, department, [who for who, where in team.items() if where == department], did))
    return rows


def row(layer: str, department: str, members: list[str], did: list[str]) -> dict[str, object]:
    reached = len([who for who in members if who in did])
    return {"layer": layer, "department": department, "members": len(members), "reached": reached}


def left_out(team: Mapping[str, str | None]) -> list[str]:
    """Departments of fewer than five, and as many of the smallest others as it takes to hide what these would tell.

    Those of whom no department is known are one more, without a name.
    """
    sizes: dict[str, int] = {}
    for department in team.values():
        sizes[department or ""] = sizes.get(department or "", 0) + 1
    hiding = [name for name, size in sizes.items() if size < 5]
    while hiding and sum(sizes[name] for name in hiding) < 5 and len(hiding) < len(sizes):
        others = [(size, name) for name, size in sizes.items() if name not in hiding]
        hiding.append(min(others)[1])
    return hiding
