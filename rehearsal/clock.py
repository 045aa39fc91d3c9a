"""The rehearsal's time: it starts at a chosen moment, runs at a chosen speed and can be moved on by hand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from rehearsal.changes import Changes
from rehearsal.wire import BadInput, Json, in_utc

FOLLOWED_WITHIN_S = 5.0
"""By the machine's own clock. A bot that follows looks four times a second, on a busy machine more rarely."""


class Clock:
    """``rate`` 60 means that a minute of the rehearsal passes in a second."""

    def __init__(self, start: datetime, rate: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._anchor = start.astimezone(UTC)
        self._anchored_at = monotonic()
        self._looks = Changes()
        self._looked_at: float | None = None
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
        return {"now": in_utc(self.now()), "rate": self.rate}

    def look(self) -> Json:
        """What ``GET /clock`` answers. Who asks again and again follows the clock."""
        self._looked_at = self._monotonic()
        self._looks.note()
        return self.told()

    async def followed(self) -> None:
        """Returns when who follows goes by the clock as it is now; at once where nobody does.

        That is at the second look from now on: by then the answer to the first was taken in.
        """
        if self._looked_at is None or self._monotonic() - self._looked_at > FOLLOWED_WITHIN_S:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(FOLLOWED_WITHIN_S):
                await self._looks.after(self._looks.number + 1)

    def _hold(self, moment: datetime) -> None:
        self._anchor = moment
        self._anchored_at = self._monotonic()
