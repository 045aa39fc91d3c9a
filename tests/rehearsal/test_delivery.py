"""Activities reach the bot in order, come again when it is slow, and are lost when it is away."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, HANA, FakeBot, Player, card

IMPATIENT = replace(QUICK, bot_timeout=timedelta(seconds=0.3))


async def test_a_slow_bot_gets_the_same_activity_again(rehearse: Rehearse, bot: FakeBot) -> None:
    player = await rehearse(IMPATIENT)
    bot.delays = [30.0]
    told = await player.act("post", by=AKARI, text="one")
    assert told["bot_status"] == 200
    assert bot.heard == [bot.heard[0]] * 2
    (delivery,) = await player.look("/rehearsal/deliveries")
    assert (delivery["id"], delivery["status"], delivery["tries"]) == (told["id"], 200, 2)
    assert delivery["ms"] >= 300


async def test_a_bot_that_is_always_slow_is_given_up(rehearse: Rehearse, bot: FakeBot) -> None:
    player = await rehearse(IMPATIENT)
    bot.delays = [30.0] * 3
    assert (await player.act("post", by=AKARI, text="one"))["bot_status"] is None
    assert len(bot.heard) == 3
    assert (await player.look("/rehearsal/state"))["bot"] == {
        "name": "Aizuchi",
        "reachable": False,
        "last_status": None,
    }


async def test_a_failing_bot_is_not_asked_twice(player: Player, bot: FakeBot) -> None:
    bot.answers = [(500, None)]
    assert (await player.act("post", by=AKARI, text="one"))["bot_status"] == 500
    assert len(bot.heard) == 1
    assert (await player.look("/rehearsal/state"))["bot"]["last_status"] == 500


async def test_what_finds_no_bot_is_lost(player: Player, bot: FakeBot) -> None:
    await bot.__aexit__()
    told = await player.act("post", by=AKARI, text="one")
    (delivery,) = await player.look("/rehearsal/deliveries")
    assert told["bot_status"] is None
    assert (delivery["status"], delivery["tries"]) == (None, 1)


async def test_messages_of_one_thread_wait_for_each_other(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="0"))["id"]
    bot.delays = [0.1, 0.0]
    replies = [player.act("reply", by=HANA, thread=root, text=str(number)) for number in (1, 2, 3)]
    await asyncio.gather(*replies)
    told = await player.look("/rehearsal/deliveries")
    assert [one["id"] for one in told] == [one["id"] for one in bot.heard], "none was answered before an earlier one"


async def test_presses_at_the_same_time_reach_the_bot_at_the_same_time(player: Player, bot: FakeBot) -> None:
    message = await player.sent("19:aizaq-hiroba@thread.tacv2", **card())
    bot.delays = [0.2, 0.0]
    presses = [player.act("press", by=person, message=message, verb="claim") for person in (HANA, AKARI)]
    await asyncio.gather(*presses)
    told = await player.look("/rehearsal/deliveries")
    assert [one["id"] for one in told] == [bot.heard[1]["id"], bot.heard[0]["id"]]


@pytest.mark.parametrize("together", [False, True])
async def test_a_raw_activity_is_delivered_as_it_is_and_as_often_as_told(
    player: Player, bot: FakeBot, *, together: bool
) -> None:
    activity = {"type": "message", "id": "1", "conversation": {"id": "x"}, "unknown": {"a": [1]}}
    told = await player.act("deliver", activity=activity, times=3, together=together, headers={"X-Odd": "yes"})
    assert bot.heard == [activity] * 3
    assert told["statuses"] == [200, 200, 200]
    assert bot.headers[-1]["X-Odd"] == "yes"
    assert await player.refused("deliver", 400, times=3)
    assert await player.refused("deliver", 400, activity=activity, times=0)


async def test_deliveries_together_do_not_wait_for_each_other(player: Player, bot: FakeBot) -> None:
    bot.delays = [0.2, 0.0]
    await player.act("deliver", activity={"type": "message", "id": "1"}, times=2, together=True)
    quick, slow = await player.look("/rehearsal/deliveries")
    assert quick["ms"] < 200 <= slow["ms"]
