"""Who asks Graph waits for their turn, and nobody else's. The loop's time jumps over the waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest

from bot.graph.pace import ANYWHERE, Pace, Scope
from models.outgoing import RetryLater

SECOND = timedelta(seconds=1)


class JumpingLoop(asyncio.SelectorEventLoop):
    """When everybody waits, it is at once as late as the first of them waits for."""

    jumped = 0.0

    def time(self) -> float:
        return super().time() + self.jumped

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]  # asyncio's own
            self.jumped += max(0.0, self._scheduled[0]._when - self.time())  # type: ignore[attr-defined]  # the same
        super()._run_once()  # type: ignore[misc]  # the same


def play(story: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(story)


async def moments(pace: Pace, scopes: list[Scope]) -> list[float]:
    """When each call left, in seconds from now, in the order of ``scopes``."""
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def one(scope: Scope) -> float:
        await pace.turn(scope)
        return loop.time() - began

    return await asyncio.gather(*(one(scope) for scope in scopes))


def test_a_channel_is_asked_once_a_second() -> None:
    async def story() -> None:
        left = await moments(Pace(channel=SECOND), [Scope("t", "a")] * 4)
        assert left == pytest.approx([0, 1, 2, 3], abs=0.1)

    play(story())


def test_channels_of_one_team_share_four_a_second_and_do_not_wait_for_each_other_s_line() -> None:
    async def story() -> None:
        pace = Pace(channel=SECOND, team=SECOND / 4)
        left = await moments(pace, [Scope("t", "a")] * 3 + [Scope("t", name) for name in "bcd"])
        assert left[3:] == pytest.approx([0.25, 0.5, 0.75], abs=0.1)
        assert left[:3] == pytest.approx([0, 1, 2], abs=0.3)
        assert left[1] - left[0] >= 0.99
        assert left[2] - left[1] >= 0.99

    play(story())


def test_teams_do_not_wait_for_each_other() -> None:
    async def story() -> None:
        left = await moments(Pace(channel=SECOND), [Scope("t", "a"), Scope("u", "b"), Scope("v", "c"), ANYWHERE])
        assert left == pytest.approx([0, 0, 0, 0], abs=0.1)

    play(story())


def test_a_short_rest_is_waited_for_and_a_long_one_refused_until_it_is_over() -> None:
    async def story() -> None:
        pace, channel = Pace(channel=SECOND), Scope("t", "a")
        pace.rest(channel, timedelta(seconds=3))
        assert await moments(pace, [channel, Scope("t", "b")]) == pytest.approx([3, 0], abs=0.3)
        pace.rest(channel, timedelta(minutes=1))
        with pytest.raises(RetryLater) as later:
            await pace.turn(channel)
        assert later.value.after is not None
        assert timedelta(seconds=59) < later.value.after <= timedelta(minutes=1)
        await asyncio.sleep(56)
        await pace.turn(channel)

    play(story())


def test_a_team_that_rests_keeps_its_channels() -> None:
    async def story() -> None:
        pace = Pace()
        pace.rest(Scope("t"), timedelta(minutes=1))
        with pytest.raises(RetryLater):
            await pace.turn(Scope("t", "a"))
        await pace.turn(Scope("u", "b"))

    play(story())
