"""How much Teams lets a bot do.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit and
https://learn.microsoft.com/en-us/microsoftteams/platform/agents-in-teams/agent-reactions
"""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from rehearsal.wire import Refusal


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``calls`` within any ``seconds``; real seconds, not the rehearsal's."""

    calls: int
    seconds: float


SENDS = (Limit(7, 1), Limit(8, 2), Limit(60, 30), Limit(1800, 3600))
"""Per conversation; creating one counts by the person."""
MEMBER_READS = (Limit(14, 1), Limit(16, 2), Limit(120, 30), Limit(3600, 3600))
"""Per conversation."""
REACTIONS = (Limit(2, 1),)
"""Over all conversations of the bot."""


class Meter:
    """Counts calls on the real clock, whatever the rehearsal's clock says."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, *, enabled: bool = True) -> None:
        self._monotonic = monotonic
        self._enabled = enabled
        self._taken: dict[str, deque[float]] = defaultdict(deque)

    def take(self, key: str, limits: tuple[Limit, ...]) -> None:
        """Counts one call. A refused call does not count. Raises Refusal 429 with Retry-After in whole seconds."""
        if not self._enabled:
            return
        now = self._monotonic()
        taken = self._taken[key]
        while taken and taken[0] <= now - max(limit.seconds for limit in limits):
            taken.popleft()
        wait = max(_wait(taken, limit, now) for limit in limits)
        if wait > 0:
            raise Refusal(429, "TooManyRequests", "API calls quota exceeded.", retry_after=math.ceil(wait))
        taken.append(now)


def _wait(taken: deque[float], limit: Limit, now: float) -> float:
    """Seconds until one more call is within the limit; 0 or less: now."""
    if len(taken) < limit.calls:
        return 0
    return taken[-limit.calls] + limit.seconds - now
