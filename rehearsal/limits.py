"""How much Teams lets a bot do.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit and
https://learn.microsoft.com/en-us/microsoftteams/platform/agents-in-teams/agent-reactions and
https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits
"""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
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
GRAPH_MESSAGES_OF_CHANNEL = (Limit(1, 1),)
GRAPH_MESSAGES_OF_TEAM = (Limit(4, 1),)
GRAPH_MESSAGES = (Limit(20, 1),)
"""Reads of channel messages by an app in a tenant."""
GRAPH_OTHERS = (Limit(30, 1),)
"""Reads of teams, channels and members by an app in a tenant."""


class Meter:
    """Counts calls on the real clock, whatever the rehearsal's clock says."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, *, enabled: bool = True) -> None:
        self._monotonic = monotonic
        self._enabled = enabled
        self._taken: dict[str, deque[float]] = defaultdict(deque)

    def take(self, key: str, limits: tuple[Limit, ...]) -> None:
        """Counts one call. A refused call does not count. Raises Refusal 429 with Retry-After in whole seconds."""
        self.take_each({key: limits})

    def take_each(self, wanted: Mapping[str, tuple[Limit, ...]]) -> None:
        """Counts one call that several limits hold for; refused by one it counts for none. Raises Refusal 429."""
        if not self._enabled:
            return
        now = self._monotonic()
        wait = max(self._wait(key, limits, now) for key, limits in wanted.items())
        if wait > 0:
            raise Refusal(429, "TooManyRequests", "API calls quota exceeded.", retry_after=math.ceil(wait))
        for key in wanted:
            self._taken[key].append(now)

    def _wait(self, key: str, limits: tuple[Limit, ...], now: float) -> float:
        taken = self._taken[key]
        while taken and taken[0] <= now - max(limit.seconds for limit in limits):
            taken.popleft()
        return max(_wait(taken, limit, now) for limit in limits)


def _wait(taken: deque[float], limit: Limit, now: float) -> float:
    """Seconds until one more call is within the limit; 0 or less: now."""
    if len(taken) < limit.calls:
        return 0
    return taken[-limit.calls] + limit.seconds - now
