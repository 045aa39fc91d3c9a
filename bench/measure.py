"""One run: everything is started, loaded in paired rounds in random order, and counted."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from bench import load
from bench.databases import databases, must_hold
from bench.load import Load
from bench.microsoft import APP_ID, Microsoft, microsoft
from bench.posts import TENANT, Posts
from bench.started import Started, started

FLOOR = "floor"
REACTED_WITHIN_S = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    databases: Sequence[str]
    rounds: int = 6
    posts: int = 2_000
    """Of each round and subject."""
    paced: int = 150
    paced_a_second: float = 10.0
    reactions: int = 12
    reactions_a_second: float = 1.0
    """Below Teams' own pace for reactions, so that none waits for it."""


@dataclass(slots=True)
class Figures:
    """What was measured of one subject; seconds and posts a second."""

    rates: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """Seconds a post, of the measured process, by round."""
    full: list[float] = field(default_factory=list)
    paced: list[float] = field(default_factory=list)
    reactions: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Subject:
    """A process that is measured, and the channel that posts to it. ``url`` is its database; the floor has none."""

    process: Started
    channel: Posts
    url: str | None
    posted: int = 0

    async def full(self, count: int) -> tuple[Load, float]:
        """A round of posts at full load, and the processor seconds that the process used. Raises Miscounted."""
        requests = self.channel.requests(count)
        before = await self.process.processor_seconds()
        came = await load.full(self.process.port, requests)
        used = await self.process.processor_seconds() - before
        self._count(count)
        return came, used

    async def paced(self, count: int, a_second: float) -> Load:
        came = await load.paced(self.process.port, self.channel.requests(count), a_second)
        self._count(count)
        return came

    def _count(self, count: int) -> None:
        self.posted += count
        if self.url is not None:
            must_hold(self.url, self.posted)


async def measure(plan: Plan) -> dict[str, Figures]:
    """The figures of the floor and of the bot on each database."""
    server_core, own_core = _cores()
    if own_core is not None:
        os.sched_setaffinity(0, {own_core})
    figures = {name: Figures() for name in (FLOOR, *plan.databases)}
    with databases(plan.databases) as urls:
        async with microsoft() as stand_in:
            async with _subjects(stand_in, urls, server_core) as subjects:
                await _rounds(plan, subjects, figures)
                for name, subject in subjects.items():
                    came = await subject.paced(plan.paced, plan.paced_a_second)
                    figures[name].paced.extend(came.latencies)
            await _reactions(plan, stand_in, urls, server_core, figures)
    return figures


async def _rounds(plan: Plan, subjects: dict[str, Subject], figures: dict[str, Figures]) -> None:
    """The first posts of each subject warm it up and count for nothing."""
    for subject in subjects.values():
        await subject.full(max(plan.posts // 5, load.CONNECTIONS))
    for _ in range(plan.rounds):
        for name in random.sample(list(subjects), len(subjects)):
            came, used = await subjects[name].full(plan.posts)
            figures[name].rates.append(plan.posts / came.took)
            figures[name].processor.append(used / plan.posts)
            figures[name].full.extend(came.latencies)


async def _reactions(
    plan: Plan, stand_in: Microsoft, urls: dict[str, str], core: int | None, figures: dict[str, Figures]
) -> None:
    """From the moment when a post is sent until its reaction reaches Teams, with the delivery running.

    On new databases: the rounds before left thousands of reactions in the outbox.
    """
    with databases(tuple(urls)) as fresh:
        for name, url in fresh.items():
            environment = _environment(stand_in, url)
            async with started("bot", "--deliver", environment=environment, core=core) as process:
                subject = Subject(process, Posts(stand_in.service_url, stand_in.authorization()), url)
                figures[name].reactions.extend(await _reacted(plan, stand_in, subject))


async def _reacted(plan: Plan, stand_in: Microsoft, subject: Subject) -> list[float]:
    """The first one, which fetches keys and token, counts for nothing."""
    took = []
    for request in subject.channel.requests(plan.reactions + 1):
        began = time.perf_counter()
        await load.full(subject.process.port, [request], connections=1)
        async with asyncio.timeout(REACTED_WITHIN_S):
            _, reacted_at = await stand_in.reacted.get()
        took.append(reacted_at - began)
        await asyncio.sleep(max(0.0, began + 1 / plan.reactions_a_second - time.perf_counter()))
    return took[1:]


@asynccontextmanager
async def _subjects(stand_in: Microsoft, urls: dict[str, str], core: int | None) -> AsyncIterator[dict[str, Subject]]:
    async with AsyncExitStack() as stack:
        subjects = {}
        for name, url in {FLOOR: None, **urls}.items():
            environment = {} if url is None else _environment(stand_in, url)
            what = "floor" if url is None else "bot"
            process = await stack.enter_async_context(started(what, environment=environment, core=core))
            subjects[name] = Subject(process, Posts(stand_in.service_url, stand_in.authorization()), url)
        yield subjects


def _environment(stand_in: Microsoft, url: str) -> dict[str, str]:
    """The settings of a bot in signed mode; its Microsoft is ours."""
    return {
        "DATABASE_URL": url,
        "COMMUNITY_FILE": "",
        "CLOCK_URL": "",
        "MICROSOFT_APP_ID": APP_ID,
        "MICROSOFT_APP_PASSWORD": "bench",
        "MICROSOFT_APP_TENANT_ID": TENANT,
        "OPENID_METADATA_URL": f"{stand_in.address}/metadata",
        "LOGIN_AUTHORITY": stand_in.address,
        "ALLOWED_SERVICE_HOSTS": "127.0.0.1",
    }


def _cores() -> tuple[int | None, int | None]:
    """The core of the measured process, and that of this one; ``None`` where a machine cannot pin or has but one."""
    if not hasattr(os, "sched_getaffinity"):
        return None, None
    first, *others = sorted(os.sched_getaffinity(0))
    return (first, others[0]) if others else (None, None)
