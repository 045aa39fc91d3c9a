"""What a card says of many follow-ups: the queue, and the nudge card. Plain values, as those of models/views.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Owed = Literal["receipt", "answer", "promise", "nothing"]
"""What the author waits for next."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    follow_up_id: str
    author: str
    newcomer: bool
    theme: str | None
    text: str
    link: str
    status: str
    owed: Owed
    late: bool
    age: timedelta
    due_at: datetime | None
    holder: str | None
    """Who claimed or promised it, or whom its theme names."""
    mine: bool
    part: int = 1


@dataclass(frozen=True, slots=True)
class QueueTheme:
    """A theme with open follow-ups."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class QueueView:
    """One page of the open follow-ups: waiting first, late first of these, oldest first of these."""

    rows: tuple[QueueRow, ...]
    total: int
    """All that are chosen, on every page."""
    late: int
    which: Literal["mine", "all", "theme"] = "all"
    theme: str | None = None
    """The code of the theme that was chosen."""
    page: int = 0
    """From 0."""
    pages: int = 1
    mine: int = 0
    everyone: int = 0
    """How many there would be under ``mine`` and under ``all``."""
    themes: tuple[QueueTheme, ...] = ()
    viewer: str | None = None
    """Teams' id of who looks: for them the card draws itself anew. ``None``: not known."""
    pinned: bool = False
    """Whether it is pinned at the top of their chat."""
    lapsed: bool = False
    """Whether they want it pinned, and the last one could not be."""
    notice: str | None = None
    """A sentence on top, as its key: what was just done."""


@dataclass(frozen=True, slots=True)
class NudgeRow:
    """A follow-up on a member's nudge card. ``asks``: why it is there, as FollowUpView has it."""

    follow_up_id: str
    version: int
    author: str
    newcomer: bool
    theme: str | None
    text: str
    link: str
    owed: Owed
    late: bool
    due_at: datetime | None
    mine: bool
    asks: str | None


@dataclass(frozen=True, slots=True)
class YesterdayRow:
    """What Teams held of yesterday and we did, over all channels."""

    posts: int
    owed: int
    """Of these, those that ask for a receipt."""
    received: int
    """Of those, by a person, by now."""
    missing: int
    found: int
    """What Teams never told, and was found through Graph."""


@dataclass(frozen=True, slots=True)
class NudgeView:
    """All that is due to one member, on one card: what newcomers wait for first, then what is due earliest."""

    rows: tuple[NudgeRow, ...] = ()
    morning: bool = False
    """Whether it begins the day."""
    yesterday: YesterdayRow | None = None
    """For the PMO, in the morning: what was counted of yesterday."""
