"""Whether nothing is missed: in bad weather, with a bot that is killed again and again.

What the ledger holds in the end is what people did.

``python -m tests.processes.complete`` plays it in full, on SQLite and PostgreSQL (`make complete`).
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from models.db import day_counts, reconciled
from models.db.migrate import migrate
from models.db.store import Store
from models.db.tables.ledger import follow_ups, posts, touches
from models.db.transaction import Transaction
from models.ledger import REPLY
from models.reconciling import Held
from models.senses import is_gone, unpack
from tests.postgres import running_server
from tests.processes.bot import AUTHORS, ROOT, Scene, scene, until
from tests.rehearsal.playing import CHANNEL, HANA, KEN

PEOPLE = [*AUTHORS, HANA, KEN]
RATE = 30
"""How many times as fast as real time the rehearsal runs: its minute is two seconds."""
WEATHER: dict[str, Any] = {"drop": 0.2, "double": 0.2, "shuffle_seconds": 60, "seed": 5}
A_DAY = 24 * 3600


@dataclass
class Crowd:
    """What people do, by chance: half of it are posts."""

    here: Scene
    chance: random.Random
    posts: list[str] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)
    """Every message and its author."""

    async def act(self) -> None:
        what = self.chance.choices(
            ["post", "reply", "edit", "delete", "undelete", "react", "unreact"], [10, 5, 2, 1, 1, 5, 2]
        )[0]
        if what == "post" or not self.posts:
            await self._write("post")
        elif what == "reply":
            await self._write("reply", thread=self.chance.choice(self.posts))
        else:
            await self._change(what)

    async def _write(self, act: str, **place: str) -> None:
        by = self.chance.choice(PEOPLE)
        told = await self.here.player.act(act, by, text=f"{act} {len(self.written)} です。", **place)
        self.written.append((str(told["id"]), by))
        if act == "post":
            self.posts.append(str(told["id"]))

    async def _change(self, what: str) -> None:
        message, author = self.chance.choice(self.written[-60:])
        somebody = self.chance.choice(PEOPLE)
        body: dict[str, Any] = {"message": message}
        if what == "edit":
            body["text"] = f"edited {self.chance.random()}"
        if what in ("react", "unreact"):
            body |= {"type": self.chance.choice(["like", "heart", "1f440_eyes"]), "remove": what == "unreact"}
            what, author = "react", somebody
        status, _ = await self.here.player._act(what, author, body)
        assert status in (200, 400, 404, 409), status


def as_people_did(record: Any) -> dict[str, Any]:
    """Every message of the record: text, and reactions by kind and person; ``None``: deleted."""
    found = {}
    for post in record["posts"]:
        for one in (post, *post["replies"]):
            likes = {(given["type"], given["by"]) for given in one["reactions"]}
            found[one["id"]] = None if one["deleted"] else (_bare(one["text"]), likes)
    return found


def as_the_ledger_has_it(database_url: str) -> dict[str, Any]:
    """The same of what the bot holds."""
    held = asked(database_url, _everything)
    found: dict[str, Any] = {}
    for one in held:
        assert one.post is not None
        likes: dict[str, set[tuple[str, str]]] = {}
        for touch in one.touches:
            if touch.kind != REPLY and not is_gone(unpack(touch.course)):
                likes.setdefault(touch.message_id, set()).add((touch.kind, touch.member_id))
        root = one.post
        found[root.message_id] = None if root.deleted_at else (_bare(root.text), likes.get(root.message_id, set()))
        for touch in (touch for touch in one.touches if touch.kind == REPLY):
            said = _bare(touch.text or ""), likes.get(touch.message_id, set())
            found[touch.message_id] = None if is_gone(unpack(touch.course)) else said
    return found


def asked(database_url: str, question: Callable[[Transaction], Any]) -> Any:
    """Asked of the database beside the bot."""
    now = datetime.now(UTC)
    with closing(Store(database_url, wall=lambda: now)) as store:
        return store.write(question, now)


def _everything(tx: Transaction) -> list[Held]:
    ids = tx.connection.execute(select(posts.c.thread_id)).scalars().all()
    return list(reconciled.held(tx, ids).values())


def _bare(text: str) -> str:
    return "".join(text.split())


def _remove(tx: Transaction) -> str:
    """Somebody removes a post from the database by hand, and all that belongs to it. Returns its id."""
    row = tx.connection.execute(select(posts).where(posts.c.deleted_at.is_(None)).order_by(posts.c.posted_at)).first()
    assert row is not None
    for table in (follow_ups, touches, posts):
        tx.execute(delete(table).where(table.c.thread_id == row.thread_id))
    return str(row.message_id)


async def operator(here: Scene, *words: str) -> str:
    """An operator's command, beside the bot. Returns what it said."""
    ran = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "app.py", *words],
        cwd=ROOT,
        env=here.bot.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


async def play(database_url: str, folder: Path, *, total: int, kills: int, say: Callable[[str], None]) -> None:
    """Live through it. Raises AssertionError where the ledger and the record differ."""
    chance = random.Random(20261126)
    async with scene(database_url, folder) as here:
        here.bot.environment["GRAPH_BASE_URL"] = f"{here.player.url}/graph"
        await here.bot.start()
        await here.player.act("install")
        await here.player.act("clock", rate=RATE)
        await here.player.act("weather", **WEATHER)
        crowd = Crowd(here, chance)
        for life in range(kills):
            await _until_posts(crowd, total * (life + 1) // (kills + 1))
            await here.bot.kill()
            await _until_posts(crowd, total * (life + 1) // (kills + 1) + max(1, total // (kills + 1) // 5))
            await here.bot.start()
            say(f"{len(crowd.posts)} posts, {life + 1} times killed")
        await _until_posts(crowd, total)
        await until(lambda: _has_cleared(here), within=300, every=0.5)
        say(await operator(here, "reconcile"))
        record = await here.player.look("/rehearsal/record")
        must_agree(database_url, record, say)
        await _next_day(here, database_url, say, record)


async def _until_posts(crowd: Crowd, number: int) -> None:
    while len(crowd.posts) < number:
        await crowd.act()


async def _has_cleared(here: Scene) -> bool:
    return not (await here.player.look("/rehearsal/weather"))["waiting"]


def must_agree(database_url: str, record: Any, say: Callable[[str], None]) -> None:
    """Every post, reply, edit, deletion and reaction."""
    there, held = as_people_did(record), as_the_ledger_has_it(database_url)
    differing = {one: (there.get(one), held.get(one)) for one in there | held if there.get(one) != held.get(one)}
    missing, invented = there.keys() - held.keys(), held.keys() - there.keys()
    assert not missing, f"{len(missing)} messages are missing"
    assert not invented, f"{len(invented)} messages are invented"
    assert not differing, f"{len(differing)} of {len(there)} differ, such as {dict(list(differing.items())[:3])}"
    say(f"{len(there)} messages of {len(record['posts'])} posts agree")


async def _next_day(here: Scene, database_url: str, say: Callable[[str], None], record: Any) -> None:
    """A post is removed from the database by hand, and found the next day; the audit tells."""
    removed = asked(database_url, _remove)
    await here.bot.kill()
    await here.player.act("clock", advance_seconds=A_DAY)
    await here.bot.start()

    async def is_counted() -> bool:
        return bool(asked(database_url, lambda tx: day_counts.recent(tx, 1)))

    await until(is_counted, within=600, every=1)
    (day,) = json.loads(await operator(here, "audit", "--json"))["days"]
    posts_of_day = sum(post["channel"] == CHANNEL for post in record["posts"])
    assert (day["posts"], day["missing"], day["gone"]) == (posts_of_day, [], [])
    assert removed in day["mended"]
    must_agree(database_url, record, say)
    say(f"the day is whole: {day['posts']} posts, {len(day['late'])} late, {len(day['mended'])} that Teams never told")


async def in_full() -> None:
    with tempfile.TemporaryDirectory() as folder, running_server() as server, server.database() as postgres:
        for number, url in enumerate((f"sqlite:///{folder}/aizuchi.db", postgres)):
            where = Path(folder) / str(number)
            where.mkdir()
            migrate(url)
            print(url.partition(":")[0])
            await play(url, where, total=2000, kills=10, say=print)


if __name__ == "__main__":
    asyncio.run(in_full())
