"""Teams takes two reactions a second from the whole bot, however many processes it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from jobs import deliver
from models.db.outbox import REACTION_EVERY
from models.outgoing import Address, RetryLater
from tests.jobs.processes import processes
from tests.stage import SORA, FakeTeams, Stage


class TimedTeams(FakeTeams):
    """Keeps when it was asked for a reaction, by the machine's clock."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.at: list[datetime] = []
        self._stage = stage

    async def react(self, where: Address, message_id: str, reaction: str) -> None:
        await super().react(where, message_id, reaction)
        self.at.append(self._stage.clock.wall)


def timed(stage: Stage) -> TimedTeams:
    teams = TimedTeams(stage)
    stage.teams, stage.ports = teams, replace(stage.ports, teams=teams)
    return teams


async def test_two_processes_together_react_no_faster_than_teams_takes_it(stage: Stage, migrated_url: str) -> None:
    teams = timed(stage)
    for _ in range(12):
        await stage.post(SORA)
    async with processes(stage, migrated_url, 2) as both:
        for turn in range(100):
            for ports in both if turn % 2 else reversed(both):
                await deliver.run(ports)
            stage.clock.wall += timedelta(seconds=0.1)
    assert len(teams.at) == 12
    assert min(after - before for before, after in pairwise(teams.at)) >= REACTION_EVERY
    assert teams.at[-1] - teams.at[0] < 12 * REACTION_EVERY + timedelta(seconds=2), "nor much slower"


async def test_a_fast_community_clock_does_not_quicken_the_reactions(stage: Stage) -> None:
    teams = timed(stage)
    for _ in range(5):
        await stage.post(SORA)
    for _ in range(20):
        await deliver.run(stage.ports)
        stage.clock.wall += timedelta(seconds=0.1)
        stage.clock.now += timedelta(seconds=30)
    assert len(teams.at) == 3


async def test_a_machine_clock_that_is_set_back_does_not_stop_the_reactions(stage: Stage) -> None:
    teams = timed(stage)
    await stage.post(SORA)
    await deliver.run(stage.ports)
    stage.clock.wall -= timedelta(hours=1)
    await stage.post(SORA)
    await deliver.run(stage.ports)
    assert len(teams.at) == 2


async def test_one_reaction_that_must_wait_does_not_stop_the_others(stage: Stage) -> None:
    teams = timed(stage)
    teams.answers["react"] = [RetryLater("busy", timedelta(minutes=2))]
    for _ in range(3):
        await stage.post(SORA)
    for _ in range(15):
        await deliver.run(stage.ports)
        stage.clock.wall += timedelta(seconds=0.1)
    assert len(teams.at) == 2
    await stage.deliver_all()
    assert len(teams.at) == 3
