"""What may come to light of a community, as its journal tells it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


class Deed(enum.StrEnum):
    POST = "post"
    """With it the follow-up that it opened, if any."""
    FOLLOW_UP = "follow_up"
    """A responder opened one; ``detail``: its ``id``."""
    TOUCH = "touch"
    """A touch, or another sense of one; ``detail`` tells it whole, but for its text."""
    DELETED = "deleted"
    """A post; ``detail``: when, as Teams tells it."""
    PUT_BACK = "put_back"
    PRESS = "press"
    """``detail`` names its row."""
    ABSENCE = "absence"
    """A member went away, or quiet; ``detail`` names its row."""
    LEFT = "left"
    """A member of the file left the team; ``detail``: who, as ``by``."""
    JOINED = "joined"
    """One who had left is back."""
    ZONE = "zone"
    """A member whom the file gives no time zone is in another one; ``detail``: who, as ``by``, and the ``zone``."""
    MORNINGS = "mornings"
    """A member turned the morning card off or on; ``detail``: whether ``off``."""

    REFUSED = "refused"
    """Teams refused a member's morning card for good that told of no step; ``detail``: whose it was, as ``by``."""
    STEPS = "steps"
    """Nobody's: the clock took what steps were due. What people did at the same moment came before it, or after."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal. ``at``: when we came to know of it, by the community's clock."""

    seq: int
    at: datetime
    deed: Deed
    thread_id: str | None
    detail: Mapping[str, Any]
