"""Nothing that an enemy sends is kept, is answered with a 5xx, or keeps a friend waiting: on every address."""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from yarl import URL

from models.db.columns import metadata
from models.db.engine import make_engine
from tests.app.hostile import ASKED, EVERYWHERE, JSON, LINES, METHODS, POSTED, POSTS, SLOW, Lines
from tests.app.outside import Rehearsed, signed
from tests.bot import shapes
from web.crowd import WHOLE_WITHIN

GOOD_BEFORE: Final = 15
USUAL: Final = 20
"""How many times the median of good requests one may take, on a machine that does much else; and a second."""
TRIES: Final = 3
PATIENCE: Final = 60.0
SAFE: Final = range(400, 500)


@dataclass
class Siege:
    """A bot under attack, and what it holds."""

    here: Rehearsed
    strangers: aiohttp.ClientSession
    """A connection for each of their requests."""
    usual: float = 0.0
    _numbers: int = 1_795_400_000_000
    _bearer: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> tuple[str, int]:
        url = URL(self.here.bot.url)
        return str(url.host), int(url.port or 0)

    async def good(self) -> float:
        """A good signed post comes in. Returns the seconds that it took."""
        self._numbers += 1
        number = str(self._numbers)
        self._bearer = self._bearer or self.here.bearer()
        post = shapes.post(id=number, root=number, serviceUrl=self.here.teams.stage.service_url())
        began = time.perf_counter()
        answered = await self.here.bot.bring(post, self._bearer)
        took = time.perf_counter() - began
        assert answered == (200, None)
        return took

    async def learn_the_usual(self) -> None:
        self.usual = statistics.median([await self.good() for _ in range(GOOD_BEFORE)])

    async def friend_is_served(self, after: str) -> None:
        """A good post is kept, in its usual time: one that is late may be the machine's doing, all are the enemy's."""
        late: list[str] = []
        while len(late) < TRIES:
            before = self.here.bot.rows()["post"]
            took = await self.good()
            assert self.here.bot.rows()["post"] == before + 1, after
            if took < USUAL * self.usual + 1:
                return
            late.append(f"{took:.3f} s")
        raise AssertionError(f"{after}: {', '.join(late)}, usually {self.usual:.3f} s")

    async def post(self, name: str, path: str) -> int:
        sent = POSTS[name](self.here)
        url = f"{self.here.bot.url}{path}"
        async with self.strangers.post(url, data=sent.body, headers=sent.headers) as answer:
            return answer.status

    async def say(self, said: bytes) -> bytes:
        """Say it over a connection of its own. Returns what is said back: a head, or nothing when it is hung up."""
        reader, writer = await asyncio.open_connection(*self.address)
        try:
            writer.write(said)
            await writer.drain()
            async with asyncio.timeout(PATIENCE):
                return await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError as hung_up:
            return hung_up.partial
        except ConnectionError:
            return b""
        finally:
            writer.close()

    def line(self, made: Lines, path: str) -> bytes:
        return made("POST" if path in POSTED else "GET", path, self.headers(path))

    def headers(self, path: str) -> str:
        held = JSON | self.here.bearer() if path in POSTED else {}
        return "".join(f"{name}: {value}\r\n" for name, value in held.items())

    def contents(self) -> bytes:
        """All that the database holds, every row of every table."""
        engine = make_engine(self.here.bot.database_url, writes=False)
        try:
            with engine.connect() as connection:
                held = {
                    table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
                    for table in metadata.sorted_tables
                }
        finally:
            engine.dispose()
        return json.dumps(held).encode()


@pytest.fixture
async def siege(migrated_url: str) -> AsyncIterator[Siege]:
    async with besieged(migrated_url) as made:
        yield made


@pytest.fixture
async def at_the_wall(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Siege]:
    """For what no database hears of: one is enough."""
    path = tmp_path / "aizuchi.db"
    shutil.copyfile(migrated_sqlite, path)
    async with besieged(f"sqlite:///{path}") as made:
        yield made


@asynccontextmanager
async def besieged(database_url: str) -> AsyncIterator[Siege]:
    """Graph may knock as well: an address more to defend."""
    told: dict[str, Any] = {
        "graph_notification_secret": SecretStr("a-secret-that-nobody-guesses"),
        "public_url": "http://127.0.0.1",
    }
    one_each = aiohttp.TCPConnector(force_close=True)
    async with signed(database_url, **told) as here, aiohttp.ClientSession(connector=one_each) as strangers:
        made = Siege(here, strangers)
        await made.learn_the_usual()
        yield made


def status_of(answer: bytes) -> int:
    """The status of the first line said back; 0 where nothing was."""
    first = answer.partition(b"\r\n")[0].split()
    return int(first[1]) if len(first) > 1 else 0


def groups() -> dict[str, list[str]]:
    """The names of what is posted, by what is wrong with them."""
    found: dict[str, list[str]] = {}
    for name in POSTS:
        found.setdefault(name.partition(":")[0], []).append(name)
    return found


MANY: Final = frozenset({"body", "token"})
"""The groups that take ten seconds."""


def test_there_are_at_least_forty_of_them_on_every_address() -> None:
    assert len(POSTS) + len(LINES) + len(SLOW) >= 40
    assert {*POSTED, *ASKED} <= set(EVERYWHERE)


@pytest.mark.parametrize(
    "group", [pytest.param(one, marks=pytest.mark.long) if one in MANY else one for one in groups()]
)
async def test_what_is_forged_stale_foreign_oversized_or_malformed_is_refused_everywhere(
    siege: Siege, group: str
) -> None:
    for name in groups()[group]:
        before = siege.contents()
        for path in EVERYWHERE:
            assert await siege.post(name, path) in SAFE, (name, path)
        assert siege.contents() == before, name
        await siege.friend_is_served(name)


async def test_a_method_that_an_address_does_not_know_is_refused(at_the_wall: Siege) -> None:
    before = at_the_wall.contents()
    for path in EVERYWHERE:
        for method in (*METHODS, "GET" if path in POSTED else "POST"):
            said = f"{method} {path} HTTP/1.1\r\nHost: x\r\n{at_the_wall.headers(path)}\r\n".encode()
            assert status_of(await at_the_wall.say(said)) in SAFE, (method, path)
    assert at_the_wall.contents() == before
    await at_the_wall.friend_is_served("a method")


@pytest.mark.long
async def test_what_is_no_http_or_too_much_of_it_is_refused_everywhere(at_the_wall: Siege) -> None:
    for name, made in LINES.items():
        before = at_the_wall.contents()
        for path in EVERYWHERE:
            assert status_of(await at_the_wall.say(at_the_wall.line(made, path))) in SAFE, (name, path)
        assert at_the_wall.contents() == before, name
        await at_the_wall.friend_is_served(name)


@pytest.mark.long
async def test_who_is_slow_is_cut_off_and_keeps_nobody_waiting(at_the_wall: Siege) -> None:
    before = at_the_wall.contents()
    hanging = {
        (name, path): asyncio.create_task(at_the_wall.say(at_the_wall.line(made, path)))
        for name, made in SLOW.items()
        for path in EVERYWHERE
    }
    await asyncio.sleep(0)
    began = time.perf_counter()
    for _ in range(10):
        await at_the_wall.friend_is_served("while many are slow")
    after_friends = at_the_wall.contents()
    answers = dict(zip(hanging, await asyncio.gather(*hanging.values()), strict=True))
    assert time.perf_counter() - began < WHOLE_WITHIN.total_seconds() + PATIENCE / 2
    for (name, path), answer in answers.items():
        whole = "headers" not in name and "nothing" not in name and "line" not in name
        assert status_of(answer) in (SAFE if whole else (0, *SAFE)), (name, path)
    assert {status_of(answers[name, "/api/messages"]) for name in SLOW} == {0, 408}
    assert before != after_friends == at_the_wall.contents()
    await at_the_wall.friend_is_served("the slow ones")


async def test_what_was_refused_is_counted_by_reason_where_operators_look(siege: Siege) -> None:
    for name in POSTS:
        await siege.post(name, "/api/messages")
    async with siege.here.bot.session.get(f"{siege.here.bot.url}/metrics") as answer:
        page = await answer.text()
    counted = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in page.splitlines() if line[0] != "#"}
    reasons = (
        "unsigned", "malformed", "algorithm", "unknown_key", "signature", "issuer", "audience", "no_expiry", "expired",
        "not_yet", "service_url", "tenant",
    )  # fmt: skip
    for reason in reasons:
        assert counted[f'aizuchi_token_refusals_total{{reason="{reason}"}}'] >= 1, reason
    for reason in ("content_type", "too_large", "malformed"):
        assert counted[f'aizuchi_unreadable_requests_total{{reason="{reason}"}}'] >= 1, reason
    together = sum(count for name, count in counted.items() if "token_refusals" in name or "unreadable" in name)
    assert together == len(POSTS)
    assert "Bearer" not in page
    assert shapes.TEXT not in page


@pytest.mark.long
async def test_a_crowd_at_graphs_door_leaves_teams_own_open(at_the_wall: Siege) -> None:
    """Who speaks there is not known before all is said, so it is only listened to so many at once."""
    half = at_the_wall.line(SLOW["slow: a body of which half comes"], "/api/graph")
    hanging = [asyncio.create_task(at_the_wall.say(half)) for _ in range(100)]
    await asyncio.sleep(0)
    for _ in range(10):
        await at_the_wall.friend_is_served("while a crowd is at Graph's door")
    statuses = [status_of(answer) for answer in await asyncio.gather(*hanging)]
    assert set(statuses) == {408, 429}
    assert statuses.count(408) == 64
