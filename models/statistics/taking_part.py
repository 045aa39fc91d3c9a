"""What is told of the people of a season: values alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.community import Role


@dataclass(frozen=True, slots=True)
class People:
    """Counts of people. Departments and regions by name, the largest first."""

    season: str | None
    """Its name; ``None``: the community has no season that has begun."""
    taking_part: int
    posted: int
    to_come: int
    """Who joined a theme and did not post yet."""
    newcomers: int
    returning: int
    roles: Mapping[Role, int]
    themes: tuple[tuple[str, int], ...]
    """Who posted in a theme, or joined it; in the file's order, by name."""
    regions: tuple[tuple[str, int], ...]
    """Of those who posted, by the region of their last post; who is in none is in none of these."""
    without_champion: tuple[tuple[str, int], ...]
    """Departments of the team, with how many of it are in each."""
    of_no_department: int
    """In the team, with no department known."""
    any_department_known: bool
