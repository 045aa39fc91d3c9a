"""A log gets the first few lines of a kind a minute, and then how many more there were: no line is lost uncounted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from structlog.testing import capture_logs
from structlog.typing import EventDict

from models.sparing import FEW, MINUTE, SENTENCE, Sparing


@dataclass
class Hand:
    """A clock moved by hand, which calls what is due."""

    now: float = 0.0
    due: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        self.due.append((self.now + seconds, call))

    def move(self, seconds: float) -> list[tuple[object, object, object]]:
        """What was said of lines that were left out: the sentence, why, how many."""
        self.now += seconds
        ripe = [call for at, call in self.due if at <= self.now]
        self.due = [(at, call) for at, call in self.due if at > self.now]
        with capture_logs() as told:
            for call in ripe:
                call()
        assert {line["event"] for line in told} <= {SENTENCE}
        return [(line["said"], line["reason"], line["count"]) for line in told]


def made() -> tuple[Sparing, Hand]:
    hand = Hand()
    return Sparing(lambda: hand.now, hand.later), hand


def test_the_first_few_of_a_minute_are_written_and_the_rest_is_counted_in_one_line() -> None:
    sparing, hand = made()
    assert [sparing.lets("No.", {"reason": "expired"}) for _ in range(FEW + 100)] == [True] * FEW + [False] * 100
    assert hand.move(MINUTE - 1) == []
    assert not sparing.lets("No.", {"reason": "expired"})
    assert hand.move(1) == [("No.", "expired", 101)]
    assert hand.move(10 * MINUTE) == [], "once"


def test_a_line_that_stands_for_several_counts_as_several() -> None:
    sparing, hand = made()
    for _ in range(FEW):
        assert sparing.lets("No.", {"reason": "secret"}, 250)
    for count in (250, 3):
        assert not sparing.lets("No.", {"reason": "secret"}, count)
    assert hand.move(MINUTE) == [("No.", "secret", 253)]


def test_a_flood_of_one_kind_hides_no_other() -> None:
    sparing, _ = made()
    for _ in range(FEW + 1):
        sparing.lets("No.", {"reason": "expired"})
    assert sparing.lets("No.", {"reason": "signature"})
    assert sparing.lets("Not read.", {"reason": "expired"})


def test_the_next_minute_begins_anew() -> None:
    sparing, hand = made()
    for _ in range(FEW + 1):
        sparing.lets("No.", {"reason": "expired"})
    assert hand.move(MINUTE) == [("No.", "expired", 1)]
    assert [sparing.lets("No.", {"reason": "expired"}) for _ in range(FEW + 1)] == [True] * FEW + [False]
    assert hand.move(MINUTE) == [("No.", "expired", 1)]


def test_a_few_now_and_then_are_all_written() -> None:
    sparing, hand = made()
    for _ in range(10):
        assert all(sparing.lets("No.", {"reason": "expired"}) for _ in range(FEW))
        assert hand.move(MINUTE) == []


def test_where_nobody_calls_after_a_minute_the_next_line_tells() -> None:
    hand = Hand()
    sparing = Sparing(lambda: hand.now, lambda seconds, call: None)
    for _ in range(FEW + 7):
        sparing.lets("No.", {"reason": "expired"})
    hand.now += MINUTE
    with capture_logs() as told:
        assert sparing.lets("No.", {"reason": "expired"})
    assert [(line["event"], line["count"]) for line in told] == [(SENTENCE, 7)]


def test_a_call_that_comes_late_does_not_tell_twice() -> None:
    sparing, hand = made()
    for _ in range(FEW + 1):
        sparing.lets("No.", {"reason": "expired"})
    hand.now += MINUTE
    with capture_logs() as told:
        assert sparing.lets("No.", {"reason": "expired"})
    assert [line["count"] for line in told] == [1]
    assert hand.move(0) == []


async def test_the_bots_own_loop_tells() -> None:
    sparing = Sparing(iter((0.0, *[MINUTE - 0.01] * (FEW + 2))).__next__)
    told = asyncio.Event()

    def heard(_: object, __: str, line: EventDict) -> EventDict:
        told.set()
        return line

    with capture_logs((heard,)) as lines:
        for _ in range(FEW + 3):
            sparing.lets("No.", {"reason": "expired"})
        await asyncio.wait_for(told.wait(), 10)
    assert [(line["event"], line["count"]) for line in lines] == [(SENTENCE, 3)]
