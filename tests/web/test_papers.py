"""``/papers/{token}``: a page for one person, by its link alone, for half an hour."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from app import wired
from jobs import sweep_papers
from models.community import Community
from models.db import forgetting, papers
from models.db.columns import metadata
from models.db.migrate import migrate
from models.db.store import Store
from models.db.transaction import Transaction
from models.papers import Page, Paper, new_token
from settings import Settings
from tests.stage import MONDAY_10, SORA, TEAM, Stage, staged
from web import papers as opening

STYLE: Final = "body { color: #242424 }"
SECRET: Final = "三つ星の記録"


def greeting(_: Transaction, community: Community, paper: Paper) -> Page | None:
    if paper.given.get("gone"):
        return None
    shown = f"{community.name} {paper.member_id} {paper.given['season']} {SECRET}"
    return Page(f"<!doctype html><style>{STYLE}</style><p>{shown}", STYLE)


def letter(_: Transaction, community: Community, paper: Paper) -> Page:
    return Page(f'{{"community": "{community.name}"}}', content_type="application/json", file_name="record.json")


MAKERS: Final = {"greeting": greeting, "letter": letter}


@pytest.fixture
async def stage(migrated_url: str) -> AsyncIterator[Stage]:
    async with staged(migrated_url, migrated=True) as made:
        yield made


@asynccontextmanager
async def browser(stage: Stage, store: Store | None = None) -> AsyncIterator[TestClient[Any, Any]]:
    """A browser in front of a process; ``store``: that of another process than the stage's."""
    reading = store or stage.store
    app = web.Application()
    app.add_routes(
        opening.routes(lambda token: reading.read(partial(papers.page, token=token, makers=MAKERS), stage.clock.now))
    )
    async with TestClient(TestServer(app)) as client:
        yield client


async def offered(stage: Stage, kind: str = "greeting", **given: str) -> str:
    known = {"season": "S6"} | given
    return await stage.store.transact(lambda tx: papers.offer(tx, TEAM, SORA.id, kind, known), stage.clock.now)


def kept_by_nobody(answer: ClientResponse) -> None:
    """Whatever is answered: nothing may keep it, frame it or run on it."""
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


async def test_a_link_opens_its_page_for_half_an_hour_and_as_often_as_one_likes(stage: Stage) -> None:
    token = await offered(stage)
    async with browser(stage) as client:
        for _ in range(2):
            answer = await client.get(f"/papers/{token}")
            assert answer.status == 200
            assert answer.content_type == "text/html"
            assert f"ひろば {SORA.id} S6 {SECRET}" in await answer.text()
            kept_by_nobody(answer)
        stage.clock.forward(minutes=29, seconds=59)
        assert (await client.get(f"/papers/{token}")).status == 200
        stage.clock.forward(seconds=1)
        answer = await client.get(f"/papers/{token}")
        assert answer.status == 404
        kept_by_nobody(answer)


async def test_a_clock_that_is_turned_on_does_not_end_it(stage: Stage) -> None:
    """The half hour is the machine's: in a rehearsal the community's day may pass in a minute."""
    token = await offered(stage)
    stage.clock.now = stage.clock.now.replace(year=2027)
    async with browser(stage) as client:
        assert (await client.get(f"/papers/{token}")).status == 200


async def test_only_what_the_maker_wrote_may_style_it(stage: Stage) -> None:
    token = await offered(stage)
    hashed = b64encode(sha256(STYLE.encode()).digest()).decode()
    async with browser(stage) as client:
        policy = (await client.get(f"/papers/{token}")).headers["Content-Security-Policy"].split("; ")
        assert f"style-src 'sha256-{hashed}'" in policy
        assert not [one for one in policy if one.startswith("script-src")]


async def test_a_file_is_kept_and_not_shown(stage: Stage) -> None:
    async with browser(stage) as client:
        answer = await client.get(f"/papers/{await offered(stage, 'letter')}")
        assert (answer.status, answer.content_type) == (200, "application/json")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="record.json"'
        assert await answer.json() == {"community": "ひろば"}
        kept_by_nobody(answer)


async def test_any_process_opens_it(stage: Stage, migrated_url: str) -> None:
    token = await offered(stage)
    other = Store(migrated_url, wall=lambda: stage.clock.wall)
    try:
        async with browser(stage, other) as client:
            assert (await client.get(f"/papers/{token}")).status == 200
    finally:
        other.close()


async def test_the_database_does_not_know_the_link(stage: Stage) -> None:
    token = await offered(stage)

    def everything(tx: Transaction) -> str:
        return "\n".join(
            str(tuple(row)) for table in metadata.sorted_tables for row in tx.connection.execute(table.select())
        )

    kept = await stage.store.read(everything, stage.clock.now)
    assert SORA.id in kept
    assert token not in kept


@pytest.mark.parametrize(
    "token",
    [
        "", "x", "/", "a/b", "%2e%2e%2f", "%00", "%ff%fe", "あ" * 43, "-" * 43, "_" * 42, "A" * 44, "A" * 7000,
        "A" * 42 + "%0A", "' OR 1=1 --", "<script>",
    ],
)  # fmt: skip
async def test_what_is_no_link_is_answered_as_one_that_is_over(stage: Stage, token: str) -> None:
    async with browser(stage) as client:
        answer = await client.get(URL(f"/papers/{token if '%' in token else quote(token)}", encoded=True))
        assert answer.status == 404
        assert "このページは、もう開けません。" in (said := await answer.text())
        assert "This page cannot be opened any more." in said
        kept_by_nobody(answer)


@given(st.text(max_size=60) | st.text(alphabet="aZ09-_/.\n", min_size=42, max_size=44))
def test_only_what_has_the_shape_of_a_token_is_looked_for(told: str) -> None:
    letters = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
    assert (opening.TOKEN.fullmatch(told) is not None) == (len(told) == 43 and set(told) <= letters)


async def test_a_page_that_is_not_there_any_more_is_over(stage: Stage) -> None:
    async with browser(stage) as client:
        for token in (await offered(stage, gone="yes"), await offered(stage, kind="unknown"), new_token()):
            assert (await client.get(f"/papers/{token}")).status == 404


async def test_nothing_is_written_there(stage: Stage) -> None:
    token = await offered(stage)
    async with browser(stage) as client:
        assert (await client.post(f"/papers/{token}")).status == 405
        answer = await client.head(f"/papers/{token}")
        assert (answer.status, await answer.text()) == (200, "")


async def test_who_is_forgotten_leaves_no_link_behind(stage: Stage) -> None:
    await stage.post(SORA)
    token = await offered(stage)
    await stage.store.transact(lambda tx: forgetting.forget(tx, SORA.id, {}), stage.clock.now)
    async with browser(stage) as client:
        assert (await client.get(f"/papers/{token}")).status == 404


async def test_what_is_over_is_swept_and_the_rest_stays(stage: Stage) -> None:
    await offered(stage)
    stage.clock.forward(minutes=20)
    token = await offered(stage)
    stage.clock.forward(minutes=10)
    assert await sweep_papers.run(stage.ports) == 1
    assert await sweep_papers.run(stage.ports) == 0
    async with browser(stage) as client:
        assert (await client.get(f"/papers/{token}")).status == 200


async def test_the_whole_bot_answers_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'aizuchi.db'}"
    migrate(url)
    async with wired(Settings(database_url=url), lambda: MONDAY_10) as app, TestClient(TestServer(app.web)) as client:
        answer = await client.get(f"/papers/{new_token()}")
        assert answer.status == 404
        kept_by_nobody(answer)
