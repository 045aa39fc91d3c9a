"""The time before us, as Graph still has it: how far back it goes, and what of it is told as what. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import datetime

from models.incoming import IMPORTED, PostArrived, ThreadEvent

MONTHS_KEPT = 8
"""How far back Graph tells of changes. Source: https://learn.microsoft.com/graph/api/chatmessage-delta"""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the history of a channel was read: the threads and events so far, and the changes between which they lie.

    ``token``: what Graph is asked with next; ``None`` at the beginning and at the end.
    """

    since: datetime
    token: str | None = None
    threads: int = 0
    events: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    complete_at: datetime | None = None

    def share(self, now: datetime) -> float:
        """How much of the time asked for is read, from 0 to 1, in whichever direction Graph tells it."""
        if self.complete_at is not None:
            return 1.0
        if self.first_at is None or self.last_at is None or now <= self.since:
            return 0.0
        seen = min(self.last_at, now) - max(self.first_at, self.since)
        return min(max(seen / (now - self.since), 0.0), 1.0)


def earliest_kept(now: datetime) -> datetime:
    """Eight months ago, at the same hour; the month's last day where that month is shorter."""
    month = now.year * 12 + now.month - 1 - MONTHS_KEPT
    year, month = month // 12, month % 12 + 1
    return now.replace(year=year, month=month, day=min(now.day, monthrange(year, month)[1]))


def as_history(event: ThreadEvent, *, opens: bool) -> ThreadEvent:
    """The same event, as one of history. ``opens``: a post is owed an answer and gets the bot's reaction after all."""
    told = replace(event, envelope=replace(event.envelope, source=IMPORTED))
    return replace(told, of_history=not opens) if isinstance(told, PostArrived) else told
