"""The bot's jobs beside a rehearsal whose Graph they read with the real SDK. Of what people do, Teams tells nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.credentials import NoTokens
from bot.graph.client import Graph
from bot.graph.history import GraphHistory
from bot.graph.pace import Pace
from handlers.dispatch import Dispatch
from handlers.registry import Outcome, is_command
from jobs import reconcile
from jobs.ports import FromGraph, Ports
from models.db import reconciled
from models.incoming import Envelope, Event, Installed
from models.reconciling import Held
from rehearsal.options import Options
from rehearsal.server import running
from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, TENANT, Player
from tests.stage import Stage, staged

TEAM = "19:team-aizaq@thread.tacv2"
BOT = "28:33333333-3333-4333-8333-333333333333"
AUTHOR, PMO, OTHER = AKARI, HANA, KEN
QUICK = timedelta(0)


@dataclass(slots=True)
class Graphed:
    """``stage`` is the bot; ``player`` lets people do things that the bot hears of by Graph alone."""

    stage: Stage
    player: Player
    ports: Ports
    graph: Graph

    async def act(self, act: str, by: str | None = None, **body: object) -> dict[str, Any]:
        return await self.player.act(act, by, **({"heard": False} | body))

    async def post(self, by: str = AUTHOR, text: str = "会議の準備に使ってみました。") -> str:
        """A post that Teams lost. Returns its id."""
        return str((await self.act("post", by, text=text))["id"])

    async def reply(self, thread: str, by: str = PMO, text: str = "こうするとうまくいきます。") -> str:
        return str((await self.act("reply", by, thread=thread, text=text))["id"])

    async def look(self) -> dict[str, int]:
        """Reconcile. Returns what was found, by kind."""
        (found,) = await reconcile.run(self.ports)
        assert not found.busy
        return {name: count for name, count in found.counted.items() if count}

    async def held(self, root: str) -> Held:
        thread = f"{CHANNEL};messageid={root}"
        found = await self.stage.store.read(lambda tx: reconciled.held(tx, [thread]), self.ports.now())
        return found[thread]

    async def follow_up(self, root: str) -> Any:
        (found,) = await self.stage.store.read(
            lambda tx: tx.follow_ups(f"{CHANNEL};messageid={root}"), self.ports.now()
        )
        return found

    async def told(self, event: Event) -> Outcome:
        """Teams tells the bot something after all."""
        return await self.stage.dispatch(event)

    def envelope(self, conversation: str, activity: str, at: datetime) -> Envelope:
        return Envelope(TENANT, TEAM, CHANNEL, conversation, f"{self.player.url}/teams/", BOT, activity, at)

    async def requests(self) -> int:
        """How many calls of Graph there were."""
        return sum(call["kind"] == "graph" for call in await self.player.look("/rehearsal/journal"))


@asynccontextmanager
async def graphed(database_url: str, *, installed: bool = True, **options: Any) -> AsyncIterator[Graphed]:
    """The bot is in the team, unless told otherwise. The community's clock is the rehearsal's."""
    given: dict[str, Any] = {"port": 0, "opening": False, "limits": False, "bot_url": "http://127.0.0.1:9/"} | options
    chosen = replace(Options(), **given)
    community = chosen.community_file.read_text(encoding="utf-8")
    async with (
        aiohttp.ClientSession() as session,
        running(chosen) as here,
        staged(database_url, community, migrated=True) as stage,
    ):
        pace = Pace() if chosen.limits else Pace(channel=QUICK, team=QUICK)
        graph = Graph(f"{here.url}/graph", NoTokens(), now=here.stage.clock.now, pace=pace)
        now = here.stage.clock.now
        stage.dispatch = Dispatch(stage.store, now)
        reading = FromGraph(GraphHistory(graph, chosen.app_id, is_command), stage.dispatch, stage.dispatch.together)
        ports = stage.ports = Ports(stage.store, stage.teams, now, lambda: stage.clock.wall, graph=reading)
        found = Graphed(stage, Player(session, here), ports, graph)
        try:
            if installed:
                where = replace(found.envelope(TEAM, "1", now()), channel_id=None)
                await stage.dispatch(Installed(where, None, here.stage.world.team.group_id))
            yield found
        finally:
            await graph.close()
