"""What the card of the roll says. Plain values, as those of models/views.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.roll import Called, Naming
from models.touch_views import TouchListView


@dataclass(frozen=True, slots=True)
class RollCounts:
    """Who is on it so far."""

    named: int
    unnamed: int
    gone: int
    missing: int


@dataclass(frozen=True, slots=True)
class RollView:
    """The roll of a season, as one member finds it."""

    season: str | None
    """Its code; ``None``: the community has no season that has begun, and ``name`` is empty."""
    name: str
    is_over: bool
    released: bool
    """Whether everybody may open it."""
    shown_as: Called | None
    """How who looks is named; ``None``: they are not."""
    wish: Naming
    """What they said of it."""
    counts: RollCounts | None = None
    """For who makes it; ``None``: not for this reader."""
    may_release: bool = False
    is_guest: bool = False
    """A guest finds how they are named, and nothing else."""
    links: tuple[tuple[str, str], ...] = ()
    """Kinds of files, each with the token of its page for this reader."""
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done, or why not."""

    @property
    def may_open(self) -> bool:
        return self.counts is not None or (self.released and not self.is_guest)


ClosingView = RollView | TouchListView
"""What is shown at the end of a season, and to executives on the way there."""
