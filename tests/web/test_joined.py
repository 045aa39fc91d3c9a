"""Whoever asks while an answer is being made gets that answer; who asks later gets a new one."""

import asyncio

import pytest

from web.joined import Joined


async def test_fifty_who_ask_at_once_cost_one_reading() -> None:
    readings, go_on = 0, asyncio.Event()

    async def read() -> int:
        nonlocal readings
        readings += 1
        await go_on.wait()
        return readings

    joined = Joined(read)
    asking = [asyncio.create_task(joined()) for _ in range(50)]
    await asyncio.sleep(0)
    go_on.set()
    assert set(await asyncio.gather(*asking)) == {1}
    assert await joined() == 2


async def test_who_goes_away_takes_the_answer_from_nobody_and_a_fault_is_not_kept() -> None:
    go_on, faults = asyncio.Event(), [ValueError("away")]

    async def read() -> str:
        await go_on.wait()
        if faults:
            raise faults.pop()
        return "here"

    joined = Joined(read)
    gone, stays = asyncio.create_task(joined()), asyncio.create_task(joined())
    await asyncio.sleep(0)
    gone.cancel()
    go_on.set()
    with pytest.raises(ValueError, match="away"):
        await stays
    assert await joined() == "here"
