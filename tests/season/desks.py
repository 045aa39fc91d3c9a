"""What the independent count knows of each responder: away, quiet, and the list of what they are to be told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.season.working_time import Hours

DAY = timedelta(days=1)


@dataclass(slots=True)
class Entry:
    """A follow-up on somebody's list. ``taken`` names the step (``0``: the reminder of a promise).

    ``told_before``: an earlier step of it was told.
    """

    begun: int
    taken: int
    word: str
    why: str
    told: bool = False
    told_before: bool = False


@dataclass(slots=True)
class Desk:
    """One responder. ``spans`` remembers every absence and quiet, for messages."""

    who: str
    hours: Hours
    entries: dict[str, Entry] = field(default_factory=dict)
    away_until: datetime | None = None
    quiet_until: datetime | None = None
    wants_morning: bool = True
    looked_on: date | None = None
    cards: Counter[date] = field(default_factory=Counter)
    spans: list[tuple[str, datetime, datetime]] = field(default_factory=list)

    def is_away(self, now: datetime) -> bool:
        return self.away_until is not None and now < self.away_until

    def is_quiet(self, now: datetime) -> bool:
        return self.quiet_until is not None and now < self.quiet_until

    def today(self, now: datetime) -> date:
        return self.hours.local(now).date()

    def say(self, words: str, now: datetime) -> None:
        """A command in the private chat; one that is none of these is passed over."""
        if words in ("morning on", "morning off"):
            self.wants_morning = words == "morning on"
        elif words == "back":
            self._cut_short(now)
            self.away_until = self.quiet_until = None
        elif words.startswith("away "):
            self.away_until = self._after_last_day(words.removeprefix("away "), now)
            self.spans.append(("away", now, self.away_until))
        elif words.startswith("quiet "):
            self.quiet_until = self._until(words.removeprefix("quiet "), now)
            self.spans.append(("quiet", now, self.quiet_until))

    def _cut_short(self, now: datetime) -> None:
        self.spans = [(what, start, min(end, now)) for what, start, end in self.spans]

    def _after_last_day(self, words: str, now: datetime) -> datetime:
        last = self.today(now) + DAY if words == "tomorrow" else self._day(words, now)
        return self._midnight(last + DAY)

    def _until(self, words: str, now: datetime) -> datetime:
        if length := re.fullmatch(r"(\d+)h", words):
            return now + timedelta(hours=int(length[1]))
        if clock := re.fullmatch(r"until (\d+):(\d+)", words):
            wall = datetime.combine(self.today(now), time(int(clock[1]), int(clock[2])), ZoneInfo(self.hours.zone))
            return wall.astimezone(UTC)
        return self._midnight(self._day(words, now))

    def _day(self, words: str, now: datetime) -> date:
        """``until 12/10``: the next such day."""
        named = re.fullmatch(r"until (\d+)/(\d+)", words)
        assert named, words
        day = date(self.today(now).year, int(named[1]), int(named[2]))
        return day if day >= self.today(now) else day.replace(year=day.year + 1)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.hours.zone)).astimezone(UTC)
