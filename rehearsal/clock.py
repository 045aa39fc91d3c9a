"""The rehearsal's time: it starts at a chosen moment, runs at a chosen speed and can be moved on by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from rehearsal.wire import BadInput, Json, in_utc


class Clock:
    """``rate`` 60 means that a minute of the rehearsal passes in a second."""

    def __init__(self, start: datetime, rate: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._anchor = start.astimezone(UTC)
        self._anchored_at = monotonic()
        self.rate = rate

    def now(self) -> datetime:
        """Aware UTC."""
        return self._anchor + timedelta(seconds=(self._monotonic() - self._anchored_at) * self.rate)

    def run_at(self, rate: float) -> None:
        """Raises BadInput when the rate would stop the clock or turn it back."""
        if not 0 < rate <= 100_000:
            raise BadInput(f"The rate must be above 0 and at most 100000, not {rate:g}.")
        self._hold(self.now())
        self.rate = rate

    def advance(self, by: timedelta) -> None:
        """Raises BadInput for a step back: time in Teams only goes forward."""
        if by < timedelta(0):
            raise BadInput("The clock can only be moved forward.")
        self._hold(self.now() + by)

    def told(self) -> Json:
        """What ``GET /clock`` answers."""
        return {"now": in_utc(self.now()), "rate": self.rate}

    def _hold(self, moment: datetime) -> None:
        self._anchor = moment
        self._anchored_at = self._monotonic()
