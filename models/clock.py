"""The community's time: the machine's own, or in a rehearsal a clock that can be let run faster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime


class FollowedClock:
    """Follows another clock by what it last told. Before the first word, and between two, it goes on by itself."""

    def __init__(self, wall: Callable[[], datetime]) -> None:
        self._wall = wall
        self._told: tuple[datetime, datetime, float] | None = None

    def __call__(self) -> datetime:
        """Now; aware UTC."""
        if self._told is None:
            return self._wall()
        at, told, rate = self._told
        return told + (self._wall() - at) * rate

    def told(self, now: str, rate: float) -> None:
        """The other clock shows ``now`` (ISO, aware) and runs ``rate`` times as fast as the machine's.

        Raises ValueError for what no clock shows; then it goes on as it went.
        """
        moment = datetime.fromisoformat(now)
        if moment.tzinfo is None or not 1970 <= moment.year < 3000 or not 0 < rate <= 100_000:
            raise ValueError("a clock tells an aware moment of our time and a rate above 0, 100000 at most")
        self._told = (self._wall(), moment.astimezone(UTC), float(rate))
