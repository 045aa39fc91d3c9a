"""Who may keep a connection, so that no client starves the others: not who says nothing whole, and not too many.

What a request may hold is bounded where it is read (bot/bodies.py); here it is what comes before one: connections that
only ever begin a request, and connections without end. Those with a request in hand are never closed.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any, Final, Protocol

from aiohttp import HttpVersion10, web

WHOLE_WITHIN: Final = timedelta(seconds=10)
"""How long a new connection may take to bring the headers of its first request."""
IDLE_AT_MOST: Final = timedelta(seconds=75)
"""How long a connection may be kept after an answer, and how long the headers of a further request may take: longer
than balancers keep theirs, so that they close first."""
AT_MOST: Final = 1_000
"""Connections of one process."""
EVERY: Final = 1.0
"""Seconds between two looks."""
LINGERING: Final = 1.0
"""Seconds for which what is left of a refused body is read, so that its sender hears why."""


class Connection(Protocol):
    """As aiohttp has it."""

    def force_close(self) -> None: ...


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Crowd:
    """The connections of one process; times are the event loop's seconds."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._at_most = at_most
        self._in_hand: Counter[Any] = Counter()
        self._served: set[Any] = set()
        self._ended: set[Any] = set()
        self._since: dict[Any, float] = {}
        self.closed: Counter[str] = Counter(slow=0, crowded=0)
        """Connections that were closed since the start, by why."""

    @web.middleware
    async def watched(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Every request passes here: its connection is in hand until the answer.

        What is older than HTTP/1.0, or only asks and brings a body all the same, is not listened to.
        """
        if request.version < HttpVersion10 or (request.method in _ONLY_ASK and request.body_exists):
            return web.Response(status=400)
        connection = request.protocol
        self._in_hand[connection] += 1
        try:
            return await handler(request)
        finally:
            del self._in_hand[connection]
            self._served.add(connection)

    def look(self, connections: Iterable[Connection], now: float) -> None:
        """Close who is too slow, and, where there are too many, who has nothing in hand.

        First who never brought a whole request, the longest there before the others.
        """
        there = set(connections)
        self._ended.intersection_update(there)
        open_ones = there - self._ended
        self._since = {one: self._since.get(one, now) for one in open_ones}
        self._served.intersection_update(open_ones)
        idle = [one for one in open_ones if one not in self._in_hand]
        slow = [one for one in idle if one not in self._served and now - self._since[one] >= _SECONDS]
        self._close(slow, "slow")
        too_many = len(open_ones) - len(slow) - self._at_most
        if too_many > 0:
            rest = sorted(set(idle).difference(slow), key=lambda one: (one in self._served, self._since[one]))
            self._close(rest[:too_many], "crowded")

    async def keep(self, connections: Callable[[], Iterable[Connection]]) -> None:
        """Look again and again; never ends by itself."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(EVERY)
            self.look(connections(), loop.time())

    def _close(self, these: Iterable[Connection], why: str) -> None:
        for one in these:
            one.force_close()
            self._ended.add(one)
            self.closed[why] += 1


_ONLY_ASK: Final = ("GET", "HEAD")
_SECONDS: Final = WHOLE_WITHIN.total_seconds()
CROWD: Final = web.AppKey("crowd", Crowd)
