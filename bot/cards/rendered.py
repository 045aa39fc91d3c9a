"""A card as Teams takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rendered:
    """``card`` is an Adaptive Card as JSON; ``summary`` is the one line that a notification shows, plain text."""

    card: dict[str, Any]
    summary: str
