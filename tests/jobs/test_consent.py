"""Whether a team's consent is there is looked at once a day, and its loss is an alarm that stays to be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.graph.grants import GraphConsent
from jobs import consent
from models.consent import READ_MESSAGES
from models.db import consents
from tests.jobs.graphed import TEAM, Graphed, graphed

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Graphed]:
    async with graphed(migrated_url) as made:
        graph = made.ports.graph
        assert graph is not None
        made.ports = replace(made.ports, graph=replace(graph, consent=GraphConsent(made.graph, "")))
        yield made


async def lacking(here: Graphed) -> list[str]:
    return [one.community_id for one in await here.stage.store.read(consents.lacking, here.ports.now())]


async def test_it_is_looked_at_once_a_day(here: Graphed) -> None:
    assert await consent.run(here.ports) == 1
    before = await here.requests()
    assert await consent.run(here.ports) == 0
    assert await here.requests() == before
    await here.act("clock", advance_seconds=24 * 3600 + 1)
    assert await consent.run(here.ports) == 1
    assert await lacking(here) == []


async def test_its_loss_is_an_alarm_until_it_is_given_again(here: Graphed) -> None:
    await here.player.act("graph", do="revoke-consent", permission=READ_MESSAGES)
    with capture_logs() as told:
        await consent.run(here.ports)
    assert [(line["lacking"], line["community"]) for line in told if line["log_level"] == "error"] == [
        (READ_MESSAGES, TEAM)
    ]
    assert await lacking(here) == [TEAM]
    await here.player.act("graph", do="grant-consent")
    await here.act("clock", advance_seconds=24 * 3600 + 1)
    await consent.run(here.ports)
    assert await lacking(here) == []


async def test_a_grant_of_another_app_is_none_of_ours(here: Graphed) -> None:
    group_id = here.player.stage.world.team.group_id
    assert READ_MESSAGES in await GraphConsent(here.graph, "").granted(group_id)
    assert await GraphConsent(here.graph, "99999999-9999-4999-8999-999999999999").granted(group_id) == frozenset()


async def test_where_graph_cannot_tell_it_is_asked_again(here: Graphed) -> None:
    await here.player.act("faults", answer=503, kind="graph", path="permissionGrants", count=1)
    assert await consent.run(here.ports) == 1
    assert await here.stage.store.read(consents.due, here.ports.now()) == (TEAM,)


async def test_without_graph_nothing_is_asked(here: Graphed) -> None:
    assert await consent.run(replace(here.ports, graph=None)) == 0
