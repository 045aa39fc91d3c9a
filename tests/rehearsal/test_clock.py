"""The rehearsal's clock: where it begins, how fast it runs, how it is moved."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rehearsal.clock import FOLLOWED_WITHIN_S, Clock
from rehearsal.wire import BadInput
from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, FakeBot, Player

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class HandClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 5.0

    def __call__(self) -> float:
        return self.seconds


def test_it_runs_at_its_rate() -> None:
    real = HandClock()
    clock = Clock(NOON, 60, real)
    real.seconds += 10
    assert clock.now() == NOON + timedelta(minutes=10)


def test_a_change_of_rate_or_a_step_keeps_the_time_that_has_passed() -> None:
    real = HandClock()
    clock = Clock(NOON, 60, real)
    real.seconds += 10
    clock.run_at(600)
    real.seconds += 1
    clock.advance(timedelta(hours=1))
    assert clock.now() == NOON + timedelta(minutes=20, hours=1)


@pytest.mark.parametrize("rate", [0, -1, float("nan"), 1_000_000])
def test_it_neither_stops_nor_runs_back(rate: float) -> None:
    with pytest.raises(BadInput):
        Clock(NOON, 1).run_at(rate)


async def test_the_bot_reads_it(player: Player) -> None:
    told = await player.look("/clock")
    assert told["now"].startswith("2026-11-25T01:00:0")
    assert told["now"].endswith("Z")
    assert told["rate"] == 1.0


async def test_it_is_changed_through_the_control_api(player: Player, bot: FakeBot) -> None:
    told = await player.act("clock", rate=300, advance_seconds=3600)
    assert told["rate"] == 300
    assert told["now"].startswith("2026-11-25T02:0")
    await player.act("post", by=AKARI, text="later")
    assert bot.last()["timestamp"].startswith("2026-11-25T02:0")
    assert bot.last()["localTimestamp"].startswith("2026-11-25T11:0")
    assert await player.refused("clock", 400, rate=0)
    assert await player.refused("clock", 400, advance_seconds=-1)
    assert await player.refused("clock", 400, rate="fast")


async def test_a_step_is_answered_when_who_follows_goes_by_it() -> None:
    real = HandClock()
    clock = Clock(NOON, 1, real)
    clock.look()
    clock.advance(timedelta(hours=1))
    stepped = asyncio.create_task(clock.followed())
    await asyncio.sleep(0)
    clock.look()
    await asyncio.sleep(0)
    assert not stepped.done(), "what the first look was told is still on its way"
    clock.look()
    await stepped


async def test_a_step_that_nobody_follows_is_answered_at_once() -> None:
    real = HandClock()
    clock = Clock(NOON, 1, real)
    async with asyncio.timeout(FOLLOWED_WITHIN_S / 2):
        await clock.followed()
        clock.look()
        real.seconds += FOLLOWED_WITHIN_S + 1
        await clock.followed()


async def test_it_begins_when_it_is_told_to(rehearse: Rehearse) -> None:
    start = datetime.fromisoformat("2027-01-04T09:00:00+09:00")
    player = await rehearse(replace(QUICK, start=start, rate=60))
    assert (await player.look("/clock"))["now"].startswith("2027-01-04T00:0")
