"""What the card of an executive's list says. Plain values, as those of models/views.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.touch_list import Reason


@dataclass(frozen=True, slots=True)
class TouchRow:
    """A post, or an attempt in the channel, where a word would mean much."""

    author_id: str
    """Nobody reads it; whoever left is left out by it."""
    author: str
    text: str
    """Shortened; empty where it is not kept any more."""
    link: str
    """Opens it in Teams."""
    at: datetime
    reason: Reason
    theme: str | None = None
    region: str | None = None
    shows: tuple[str, int] = ("", 0)
    """The follow-up or the attempt that it is of, by id, and the version that is shown."""


@dataclass(frozen=True, slots=True)
class TouchListView:
    """What stands of this week's list, in its order."""

    rows: tuple[TouchRow, ...]
    wished: bool
    """Whether a list comes by itself each week."""
    weekly: bool = False
    """Whether this one did."""
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done."""
