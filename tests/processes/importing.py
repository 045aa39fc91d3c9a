"""``python app.py import`` in a process of its own, beside a rehearsal with months of posts, which keeps its limits."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import func, select

from handlers.dispatch import Dispatch
from models.db.audit import Audit, audit
from models.db.store import Store
from models.db.tables.importing import imports
from models.db.tables.outbox import outbox
from models.incoming import Envelope, Installed
from rehearsal.options import Options
from rehearsal.people import Channel
from rehearsal.server import running
from tests.app.outside import prepare
from tests.history import disagreements
from tests.processes.bot import COMMUNITY, ROOT, until
from tests.rehearsal.playing import CHANNEL, TENANT, Player

TEAM = "19:team-aizaq@thread.tacv2"
SINCE = "2026-04-01"
READS_WITHIN = 3_600.0
"""Seconds, for 10,000 posts on a machine that does much else."""


@dataclass(frozen=True, slots=True)
class Old:
    """A community with a past, and a bot's database that has none of it."""

    player: Player
    database_url: str
    environment: dict[str, str]
    posts: int
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self) -> subprocess.Popen[str]:
        """The command, as an operator runs it."""
        words = (sys.executable, "app.py", "import", "--since", SINCE)
        pipe = subprocess.PIPE
        process = subprocess.Popen(words, cwd=ROOT, env=self.environment, stdout=pipe, stderr=pipe, text=True)
        self.started.append(process)
        return process

    async def cut(self, share: float, how: signal.Signals) -> tuple[int, str, str]:
        """Start it, and interrupt it when so much of all is read. Returns its exit code and what it said."""
        process = self.start()
        wanted = share * self.posts
        await until(lambda: self._has_read(process, wanted), READS_WITHIN, every=0.2)
        process.send_signal(how)
        return await _ended(process)

    async def finish(self) -> tuple[int, str, str]:
        """Let it read to the end."""
        return await _ended(self.start())

    async def read(self) -> int:
        """How many posts were read so far."""
        return await asyncio.to_thread(self._look, lambda tx: tx.connection.execute(_THREADS).scalar() or 0)

    async def wrong(self) -> list[str]:
        """What the ledger has otherwise than people did."""
        record = await self.player.look("/rehearsal/record")
        assert len(record["posts"]) == self.posts
        found: list[str] = await asyncio.to_thread(self._look, lambda tx: disagreements(tx, record))
        return found

    async def audit(self) -> Audit:
        found: Audit = await asyncio.to_thread(self._look, audit)
        return found

    async def ordered(self) -> int:
        """How many things Teams was to be asked for."""
        query = select(func.count()).select_from(outbox)
        return int(await asyncio.to_thread(self._look, lambda tx: tx.connection.execute(query).scalar_one()))

    async def statuses(self) -> Counter[int]:
        """What Graph answered, how often."""
        return Counter([call["status"] for call in await self.player.look("/rehearsal/journal") if _is_graph(call)])

    def _look(self, run: Callable[[Any], Any]) -> Any:
        now = datetime.now(UTC)
        with closing(Store(self.database_url, wall=lambda: now)) as store:
            return store.look(run, now)

    async def _has_read(self, process: subprocess.Popen[str], wanted: float) -> bool:
        assert process.poll() is None, process.communicate()
        return await self.read() >= wanted


_THREADS = select(func.sum(imports.c.threads))


def _is_graph(call: dict[str, Any]) -> bool:
    return bool(call["kind"] == "graph")


async def _ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = await asyncio.to_thread(process.communicate, timeout=READS_WITHIN)
    return process.returncode, out, err


@asynccontextmanager
async def old(database_url: str, folder: Path, *, posts: int, channels: int) -> AsyncIterator[Old]:
    """Posts of eight months in some channels, of which nobody told the bot. Limits hold, as Graph's do."""
    names = [CHANNEL, *(f"19:history-{number}@thread.tacv2" for number in range(1, channels))]
    text = COMMUNITY.read_text(encoding="utf-8")
    listed = "channels = [" + ", ".join(f'"{name}"' for name in names) + "]"
    community = folder / "community.toml"
    community.write_text(text.replace(f'channels = ["{CHANNEL}"]', listed), encoding="utf-8")
    assert listed in community.read_text(encoding="utf-8")
    options = replace(Options(), port=0, opening=False, bot_url="http://127.0.0.1:9/", community_file=community)
    async with aiohttp.ClientSession() as session, running(options) as here:
        for name in names[1:]:
            here.stage.world.channels[name] = Channel(name, name)
        player, now = Player(session, here), here.stage.clock.now()
        past = {"posts": posts, "since": f"{SINCE}T00:00:00+09:00", "until": (now - timedelta(days=1)).isoformat()}
        assert (await player.act("past", None, **past))["made"]["posts"] == posts
        prepare(database_url, community)
        await _install(database_url, here.url, here.stage.world.team.group_id, now)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MICROSOFT_")}
        environment |= {
            "DATABASE_URL": database_url,
            "GRAPH_BASE_URL": f"{here.url}/graph",
            "CLOCK_URL": f"{here.url}/clock",
            "LOG_LEVEL": "warning",
        }
        made = Old(player, database_url, environment, posts)
        try:
            yield made
        finally:
            for process in made.started:
                if process.poll() is None:
                    process.kill()
                    process.communicate()


async def _install(database_url: str, url: str, group_id: str, now: datetime) -> None:
    """The app was added to the team a moment ago."""
    where = Envelope(TENANT, TEAM, None, TEAM, f"{url}/teams/", "28:bot", "1", now)
    with closing(Store(database_url, wall=lambda: now)) as store:
        await Dispatch(store, lambda: now)(Installed(where, None, group_id))
