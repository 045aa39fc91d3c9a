"""Bad weather between Teams and the bot: some events of the channels are lost, some come twice, all come late."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

from rehearsal.changes import Changes
from rehearsal.clock import Clock
from rehearsal.delivery import Outcome
from rehearsal.wire import BadInput, Json, as_list, as_mapping, optional_number

EVENTS = ("message", "messageUpdate", "messageDelete", "messageReaction")


@dataclass(frozen=True, slots=True)
class Forecast:
    """Shares from 0 to 1; ``shuffle`` is how much later something comes at most, by the rehearsal's clock."""

    drop: float = 0.0
    double: float = 0.0
    shuffle: timedelta = timedelta(0)
    seed: int = 0

    @property
    def fair(self) -> bool:
        return not (self.drop or self.double or self.shuffle)

    def as_json(self) -> Json:
        return {
            "drop": self.drop,
            "double": self.double,
            "shuffle_seconds": self.shuffle.total_seconds(),
            "seed": self.seed,
        }


@dataclass(order=True, slots=True)
class _Late:
    due: datetime
    number: int
    activity: Json


class Weather:
    """Use as ``async with``. ``bring`` delivers one activity."""

    def __init__(self, clock: Clock, changes: Changes, bring: Callable[[Json], Awaitable[Outcome]]) -> None:
        self._clock = clock
        self._changes = changes
        self._bring = bring
        self._late: list[_Late] = []
        self._bringing: set[asyncio.Task[Outcome]] = set()
        self._watch: asyncio.Task[None] | None = None
        self.turn(Forecast())

    def turn(self, forecast: Forecast) -> None:
        """From now on it is like this; what is on its way comes as it would have."""
        self.forecast = forecast
        self._chance = random.Random(forecast.seed)
        self.events = self.dropped = self.doubled = 0

    async def __aenter__(self) -> Weather:
        self._watch = asyncio.create_task(self._deliver_when_due())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        running = [task for task in (self._watch, *self._bringing) if task is not None]
        for task in running:
            task.cancel()
        for task in running:
            with suppress(asyncio.CancelledError):
                await task

    async def carry(self, activity: Json) -> Outcome:
        """Delivers now, later, twice or never; what comes later has no outcome. The chance is that of the nth event."""
        if self.forecast.fair or not _is_channel_event(activity):
            return await self._bring(activity)
        times = self._times()
        if not self.forecast.shuffle:
            outcomes = [await self._bring(activity) for _ in range(times)]
            return outcomes[-1] if outcomes else Outcome(None)
        for _ in range(times):
            later = self._chance.random() * self.forecast.shuffle
            self._late.append(_Late(self._clock.now() + later, self.events, activity))
        self._late.sort()
        self._changes.note()
        return Outcome(None)

    def told(self) -> Json:
        """``waiting``: what is still on its way."""
        counts = {"events": self.events, "dropped": self.dropped, "doubled": self.doubled}
        return self.forecast.as_json() | counts | {"waiting": len(self._late) + len(self._bringing)}

    def _times(self) -> int:
        self.events += 1
        chance = self._chance.random()
        if chance < self.forecast.drop:
            self.dropped += 1
            return 0
        if chance < self.forecast.drop + self.forecast.double:
            self.doubled += 1
            return 2
        return 1

    async def _deliver_when_due(self) -> None:
        """Looks again when something changes, the clock included, and when the next is due, to the end."""
        while not self._changes.ended:
            number = self._changes.number
            while self._late and self._late[0].due <= self._clock.now():
                task = asyncio.ensure_future(self._bring(self._late.pop(0).activity))
                self._bringing.add(task)
                task.add_done_callback(self._brought)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changes.after(number), self._real_seconds())

    def _real_seconds(self) -> float | None:
        """Until the next is due at the clock's present speed; None: nothing waits."""
        if not self._late:
            return None
        return max(0.0, (self._late[0].due - self._clock.now()).total_seconds() / self._clock.rate)

    def _brought(self, task: asyncio.Task[Outcome]) -> None:
        self._bringing.discard(task)
        self._changes.note()


def read_forecast(body: Json) -> Forecast:
    """What is left out is fair. Raises BadInput."""
    drop, double = optional_number(body, "drop") or 0.0, optional_number(body, "double") or 0.0
    seconds, seed = optional_number(body, "shuffle_seconds") or 0.0, optional_number(body, "seed") or 0
    if min(drop, double) < 0 or drop + double > 1:
        raise BadInput("“drop” and “double” are shares from 0 to 1, and together at most 1.")
    if not 0 <= seconds <= 86400:
        raise BadInput("“shuffle_seconds” must be between 0 and 86400.")
    return Forecast(drop, double, timedelta(seconds=seconds), int(seed))


def _is_channel_event(activity: Json) -> bool:
    """Posts, replies, edits, deletions and reactions in channels, unless they speak to the bot."""
    recipient = as_mapping(activity.get("recipient"))
    spoken_to = any(as_mapping(one).get("type") == "mention" for one in as_list(activity.get("entities")))
    in_channel = as_mapping(activity.get("conversation")).get("conversationType") == "channel"
    return in_channel and activity.get("type") in EVENTS and not spoken_to and recipient.get("isTargeted") is not True
