"""Graph tells the bot of changes, in the rehearsal and over HTTP: what Teams lost is in the ledger within seconds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import SecretStr

import app
from jobs import subscribe
from models.db import subscriptions
from models.db.subscriptions import Row
from rehearsal.options import Options
from rehearsal.server import running
from settings import Settings
from tests.app.outside import Outside, free_port, listening
from tests.processes.bot import until
from tests.rehearsal.playing import AKARI, CHANNEL, Player

SECRET = "a-secret-that-nobody-guesses"
WITHIN = 15.0
"""Seconds, on a machine that does much else."""


@dataclass(frozen=True, slots=True)
class Told:
    """A bot that is told of changes, and the rehearsal that plays Teams and Graph."""

    bot: Outside
    teams: Player

    async def subscribe(self) -> int:
        """The clock's turn."""
        return await subscribe.run(self.bot.app.ports)

    async def subscribed(self) -> list[Row]:
        store, now = self.bot.app.ports.store, self.bot.app.ports.now()
        return await store.read(subscriptions.all_of, now)

    async def posts(self, count: int) -> None:
        """Until the ledger has so many."""

        async def holds() -> bool:
            return len(await self.bot.ledger()) == count

        await until(holds, WITHIN)

    async def refused(self) -> None:
        """Until a notification was."""

        async def holds() -> bool:
            return self.bot.app.notified.counted["refused"] > 0

        await until(holds, WITHIN)

    async def due(self) -> None:
        """Until a subscription is to be seen to."""

        async def holds() -> bool:
            return await self.bot.app.ports.store.read(subscriptions.is_due, self.bot.app.ports.now())

        await until(holds, WITHIN)


@asynccontextmanager
async def told(database_url: str, **changes: Any) -> AsyncIterator[Told]:
    held = free_port()
    address = f"http://127.0.0.1:{held.getsockname()[1]}"
    async with running(Options(port=0, opening=False, bot_url=f"{address}/api/messages")) as here:
        known: dict[str, Any] = {
            "database_url": database_url,
            "public_url": address,
            "graph_base_url": f"{here.url}/graph",
            "graph_notification_secret": SecretStr(SECRET),
        }
        async with listening(Settings(**(known | changes)), held, here.stage.clock.now) as bot:
            player = Player(bot.session, here)
            await player.act("install")
            yield Told(bot, player)


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Told]:
    async with told(migrated_url) as both:
        yield both


async def test_what_teams_lost_is_in_the_ledger_within_seconds(here: Told) -> None:
    assert await here.subscribe() == 1
    ((row,), held) = await here.subscribed(), here.teams.stage.graph.subscriptions
    assert [one.id for one in held.values()] == [row.subscription_id]
    assert row.channel_id == CHANNEL
    post = await here.teams.act("post", AKARI, text="届かない投稿です。", heard=False)
    await here.posts(1)
    (kept,) = await here.bot.ledger()
    assert (kept["message_id"], kept["captured_by"], kept["status"]) == (str(post["id"]), "graph", "waiting")
    await here.bot.deliver()
    assert here.bot.app.notified.counted["refused"] == 0


async def test_a_removed_subscription_is_made_again_and_what_was_missed_meanwhile_is_found(here: Told) -> None:
    await here.subscribe()
    (before,) = await here.subscribed()
    await here.teams.act("graph", do="remove-subscriptions")
    await here.teams.act("post", AKARI, text="届かない投稿です。", heard=False)
    await here.due()
    assert await here.subscribe() == 1
    (after,) = await here.subscribed()
    assert after.subscription_id not in (None, before.subscription_id)
    await here.posts(1)
    await here.teams.act("post", AKARI, text="もう一つ。", heard=False)
    await here.posts(2)


async def test_when_graph_asks_it_is_authorized_again(here: Told) -> None:
    await here.subscribe()
    await here.teams.act("graph", do="ask-to-reauthorize")
    await here.due()
    assert await here.subscribe() == 1
    await here.teams.act("post", AKARI, text="届かない投稿です。", heard=False)
    await here.posts(1)


async def test_without_consent_the_no_is_kept_and_with_it_back_it_goes_on(here: Told) -> None:
    await here.teams.act("graph", do="revoke-consent")
    assert await here.subscribe() == 1
    (row,) = await here.subscribed()
    assert (row.subscription_id, row.refused) == (None, "Forbidden")
    assert await here.subscribe() == 0


async def test_what_carries_another_secret_is_refused_and_changes_nothing(here: Told) -> None:
    await here.subscribe()
    for one in here.teams.stage.graph.subscriptions.values():
        one.secret = "the-secret-of-somebody-else"
    await here.teams.act("post", AKARI, text="届かない投稿です。", heard=False)
    await here.refused()
    assert await here.bot.ledger() == []
    assert here.bot.app.notified.counted["noted"] == 0


@pytest.mark.parametrize("missing", [{"public_url": ""}, {"graph_notification_secret": SecretStr("")}])
async def test_without_an_address_or_a_secret_nothing_is_subscribed(migrated_url: str, missing: dict[str, Any]) -> None:
    async with told(migrated_url, **missing) as here:
        assert await here.subscribe() == 0
        assert await here.subscribed() == []
        async with here.bot.session.post(f"{here.bot.url}/api/graph", params={"validationToken": "x"}) as answer:
            assert answer.status == 404


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"graph_notification_secret": SecretStr(SECRET)}, "set GRAPH_NOTIFICATION_SECRET, and PUBLIC_URL"),
        ({"public_url": "https://bot.example"}, "found some minutes later"),
        (
            {"public_url": "https://bot.example/", "graph_notification_secret": SecretStr(SECRET)},
            "Graph tells of changes at https://bot.example/api/graph",
        ),
    ],
)
def test_check_says_whether_graph_tells_of_changes_or_what_that_takes(known: dict[str, Any], said: str) -> None:
    (found,) = app._notifications(Settings(graph_base_url="http://127.0.0.1:9/graph", **known))
    assert found.what == "notifications"
    assert found.todo is None
    assert said in found.note
    assert SECRET not in found.note
    assert app._notifications(Settings(**known)) == []
