"""How fast Graph may be asked: each call waits for its turn, and nobody else's."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from models.outgoing import RetryLater

EVERY_CHANNEL = timedelta(seconds=1.05)
EVERY_TEAM = timedelta(seconds=0.26)
"""A little longer than Graph asks for: calls bunch on their way.

Source: https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits (1 request a second, app,
tenant and channel; 4 a second, app and team)
"""
PATIENCE = timedelta(seconds=5)
"""What Graph asks to wait for longer is not waited for, but refused."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a call counts for: a team, one of its channels, or neither."""

    team: str | None = None
    channel: str | None = None


ANYWHERE = Scope()


@dataclass(slots=True)
class _Turns:
    """One line of calls. Moments are the event loop's, in seconds."""

    free_at: float = 0.0
    rests_until: float = 0.0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace:
    """The pace of this process. ``channel`` and ``team``: the least time between two calls."""

    def __init__(self, *, channel: timedelta = EVERY_CHANNEL, team: timedelta = EVERY_TEAM) -> None:
        self._channel = channel.total_seconds()
        self._team = team.total_seconds()
        self._lines: defaultdict[tuple[str, str], _Turns] = defaultdict(_Turns)

    async def turn(self, scope: Scope) -> None:
        """Waits until a call of this scope may leave: for the channel first, then the team.

        So who waits for a channel keeps nobody from another. Raises RetryLater while Graph asked this scope to rest for
        longer than one waits.
        """
        self._must_not_rest(scope)
        if scope.channel is None:
            await self._take_team(scope)
        else:
            line = self._lines["channel", scope.channel]
            async with line.turn:
                await _sleep_until(line.free_at)
                self._must_not_rest(scope)
                await self._take_team(scope)
                line.free_at = asyncio.get_running_loop().time() + self._channel
        for key in _lines_of(scope):
            await _sleep_until(self._lines[key].rests_until)

    def rest(self, scope: Scope, length: timedelta) -> None:
        """Graph asked to come later: no call of this scope leaves before."""
        until = asyncio.get_running_loop().time() + length.total_seconds()
        line = self._lines[_lines_of(scope)[0]]
        line.rests_until = max(line.rests_until, until)

    async def _take_team(self, scope: Scope) -> None:
        if scope.team is None:
            return
        line = self._lines["team", scope.team]
        mine = max(line.free_at, asyncio.get_running_loop().time())
        line.free_at = mine + self._team
        await _sleep_until(mine)

    def _must_not_rest(self, scope: Scope) -> None:
        now = asyncio.get_running_loop().time()
        resting = [self._lines[key].rests_until - now for key in _lines_of(scope)]
        if (longest := timedelta(seconds=max(resting))) > PATIENCE:
            raise RetryLater("Graph asked to be left alone for a while.", longest)


def _lines_of(scope: Scope) -> list[tuple[str, str]]:
    """The lines that a call stands in, the narrowest first: what Graph answers to it holds for that one."""
    channel = [("channel", scope.channel)] if scope.channel is not None else []
    return [*channel, ("team", scope.team or "")]


async def _sleep_until(moment: float) -> None:
    if (wait := moment - asyncio.get_running_loop().time()) > 0:
        await asyncio.sleep(wait)
