"""The real bot in a process of its own, with a rehearsal in this one that plays Teams for it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import and_, select

from models.db.audit import Audit, audit
from models.db.store import Store
from models.db.tables.ledger import members
from models.db.tables.nudging import nudges
from models.db.tables.outbox import outbox
from models.db.transaction import Transaction
from rehearsal.options import Options
from rehearsal.server import running
from tests.rehearsal.playing import Player

ROOT = Path(__file__).parent.parent.parent
AUTHORS = [f"bbbbbbbb-0000-4000-8000-{number:012}" for number in range(1, 7)]
"""Of the rehearsal's cast."""
COMMUNITY = Options().community_file
STARTS_WITHIN = 60.0
"""Seconds."""


@dataclass(slots=True)
class Bot:
    """``python app.py``, to be started, stopped and killed as often as a test likes."""

    environment: dict[str, str]
    log: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def twin(self) -> Bot:
        """Another process on the same database, at a port of its own; not started yet."""
        port = str(free_port())
        return Bot(self.environment | {"PORT": port}, self.log.with_name(f"bot-{port}.log"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.environment['PORT']}"

    async def start(self) -> None:
        """Returns once it listens."""
        self._spawn()
        async with aiohttp.ClientSession() as session:
            await until(lambda: self._listens(session), within=STARTS_WITHIN)

    async def kill(self) -> None:
        """As when the power goes."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """As an operator does. Returns its exit code."""
        return await self._end(signal.SIGTERM)

    def _spawn(self) -> None:
        with self.log.open("ab") as told:
            self._process = subprocess.Popen(
                [sys.executable, "app.py"], cwd=ROOT, env=self.environment, stdout=told, stderr=told
            )

    async def _listens(self, session: aiohttp.ClientSession) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"the bot did not start:\n{self.log.read_text()}"
        try:
            async with session.get(f"{self.url}/healthz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        process, self._process = self._process, None
        process.send_signal(how)
        return await asyncio.to_thread(process.wait, timeout=30)


@dataclass(frozen=True, slots=True)
class Scene:
    """A bot and the Teams that it speaks to."""

    bot: Bot
    player: Player

    async def post(self, by: str = AUTHORS[0], text: str = "会議の準備に使ってみました。") -> str | None:
        """A post. Returns its id when the bot said 200 to it; ``None``: Teams lost it."""
        told = await self.player.act("post", by, text=text)
        return str(told["id"]) if told["bot_status"] == 200 else None

    async def reacted(self) -> dict[str, int]:
        """How many reactions of the bot Teams holds, by post."""
        threads = (await self.player.look("/rehearsal/state"))["threads"]
        return {
            thread["message"]["id"]: sum(one["by"].count("bot") for one in thread["message"]["reactions"])
            for thread in threads
        }

    async def journal(self, kind: str, after: int = 0) -> list[dict[str, Any]]:
        """The bot's calls of one kind that Teams carried out."""
        calls = await self.player.look(f"/rehearsal/journal?after={after}")
        return [call for call in calls if call["kind"] == kind and call["status"] in (200, 201)]


@asynccontextmanager
async def scene(database_url: str, folder: Path, community: Path = COMMUNITY, **settings: str) -> AsyncIterator[Scene]:
    """A rehearsal that listens, and a bot that is not started yet; killed at the end if it still runs.

    Teams' limits are off: on a machine under load calls bunch, and a 429 would say nothing of the bot's own pace.
    """
    port = free_port()
    options = replace(
        Options(),
        port=0,
        opening=False,
        bot_url=f"http://127.0.0.1:{port}/api/messages",
        bot_timeout=timedelta(seconds=5),
        tries=1,
        limits=False,
        community_file=community,
    )
    async with aiohttp.ClientSession() as session, running(options) as here:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MICROSOFT_")}
        environment |= {
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "DATABASE_URL": database_url,
            "COMMUNITY_FILE": str(community),
            "CLOCK_URL": f"{here.url}/clock",
            "LOG_FORMAT": "json",
        }
        bot = Bot(environment | settings, folder / f"bot-{port}.log")
        try:
            yield Scene(bot, Player(session, here))
        finally:
            await bot.kill()


def audit_of(database_url: str) -> Audit:
    """What the ledger counts, asked beside the bot."""
    now = datetime.now(UTC)
    with closing(Store(database_url, wall=lambda: now)) as store:
        return store.look(audit, now)


async def has_reacted(database_url: str) -> bool:
    """Whether no post waits for the bot's reaction."""
    return audit_of(database_url).unreacted == 0


def found_in(card: object, name: str) -> Iterator[Any]:
    """Every value of that name in a card."""
    match card:
        case dict():
            if name in card:
                yield card[name]
            for value in card.values():
                yield from found_in(value, name)
        case list():
            for value in card:
                yield from found_in(value, name)


@dataclass(frozen=True, slots=True)
class Nudged:
    """What was ordered of nudge cards. ``told``: how many follow-ups are on cards that Teams took."""

    told: int
    ordered: Counter[str]
    """Cards by the chat that they go to; each is ordered once."""


def nudged(database_url: str) -> Nudged:
    """What the ledger says of nudges, asked beside the bot."""
    now = datetime.now(UTC)
    with closing(Store(database_url, wall=lambda: now)) as store:
        return store.look(_nudged, now)


def _nudged(tx: Transaction) -> Nudged:
    keys = outbox.c.community_id == members.c.community_id, outbox.c.lane == "chat:" + members.c.id
    of_chat = select(members.c.chat_id, outbox.c.key, outbox.c.state).join(members, and_(*keys))
    sends = [row for row in tx.connection.execute(of_chat.where(outbox.c.kind == "send")) if row.chat_id]
    taken = {tuple(row.key.rsplit(":", 2)[1:]) for row in sends if row.state in ("sent", "uncertain")}
    rows = tx.connection.execute(select(nudges.c.follow_up_id, nudges.c.member_id, nudges.c.card))
    told = {row.follow_up_id for row in rows if (row.member_id, str(row.card)) in taken}
    return Nudged(len(told), Counter(row.chat_id for row in sends))


async def cards_taken(here: Scene) -> Counter[str]:
    """How many new cards Teams took, by chat."""
    return Counter([call["conversation"] for call in await here.journal("send")])


async def until(holds: Callable[[], Awaitable[bool]], within: float = 60, every: float = 0.05) -> None:
    """Ask again and again, ``every`` so many seconds, until it holds; ``within`` seconds at most.

    They are for the slowest machine: how long something may take is no test's matter.
    """
    async with asyncio.timeout(within):
        while not await holds():  # noqa: ASYNC110 (what is waited for is in another process)
            await asyncio.sleep(every)


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        port: int = candidate.getsockname()[1]
        return port
