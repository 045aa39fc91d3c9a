"""Teams' limits hold, on the real clock."""

from dataclasses import replace

import pytest

from rehearsal.limits import GRAPH_MESSAGES_OF_CHANNEL, GRAPH_MESSAGES_OF_TEAM, REACTIONS, SENDS, Meter
from rehearsal.wire import Refusal
from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, KEN, Player, activities, thread


class HandClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


async def test_the_eighth_message_to_a_conversation_within_a_second_has_to_wait(player: Player) -> None:
    player.stage.meter = Meter(HandClock())
    chat = await player.chat()
    answers = [await player.teams("POST", activities(chat), {"type": "message", "text": "x"}) for _ in range(8)]
    status, body, headers = answers[-1]
    assert [answer[0] for answer in answers[:7]] == [201] * 7
    assert (status, body["error"]["code"], headers["Retry-After"]) == (429, "TooManyRequests", "1")
    assert await player.sent(await player.chat(KEN), text="x"), "another conversation is free"


async def test_the_third_reaction_within_a_second_has_to_wait_wherever_it_is(player: Player) -> None:
    player.stage.meter = Meter(HandClock())
    roots = [(await player.act("post", by=AKARI, text="x"))["id"] for _ in range(3)]
    await player.act("clock", rate=600, advance_seconds=3600)
    answers = [await player.teams("PUT", activities(thread(root), root, "reactions", "like")) for root in roots]
    assert [status for status, _, _ in answers] == [200, 200, 429]
    assert answers[2][2]["Retry-After"] == "1"


async def test_limits_can_be_switched_off(rehearse: Rehearse) -> None:
    player = await rehearse(replace(QUICK, limits=False))
    chat = await player.chat()
    assert all([await player.sent(chat, text="x") for _ in range(20)])


def test_a_call_is_free_again_when_the_window_has_passed() -> None:
    clock = HandClock()
    meter = Meter(clock)
    meter.take("reactions", REACTIONS)
    clock.seconds += 0.9
    meter.take("reactions", REACTIONS)
    with pytest.raises(Refusal):
        meter.take("reactions", REACTIONS)
    clock.seconds += 0.1
    meter.take("reactions", REACTIONS)


def test_the_longest_window_says_how_long_to_wait() -> None:
    clock = HandClock()
    meter = Meter(clock)
    for _ in range(60):
        meter.take("send", SENDS)
        clock.seconds += 0.25
    with pytest.raises(Refusal) as refused:
        meter.take("send", SENDS)
    assert refused.value.retry_after == 15


def test_a_call_that_one_limit_refuses_counts_for_none() -> None:
    clock = HandClock()
    meter = Meter(clock)
    narrow = {"channel": GRAPH_MESSAGES_OF_CHANNEL, "team": GRAPH_MESSAGES_OF_TEAM}
    meter.take_each(narrow)
    for _ in range(5):
        with pytest.raises(Refusal):
            meter.take_each(narrow)
    for other in range(3):
        meter.take_each({f"channel {other}": GRAPH_MESSAGES_OF_CHANNEL, "team": GRAPH_MESSAGES_OF_TEAM})
    with pytest.raises(Refusal):
        meter.take_each({"channel 4": GRAPH_MESSAGES_OF_CHANNEL, "team": GRAPH_MESSAGES_OF_TEAM})
    clock.seconds += 1
    meter.take_each(narrow)
