"""``/healthz`` and ``/readyz``, as a balancer asks them."""

from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from models.db.engine import make_engine
from models.db.migrate import migrate, missing
from tests.postgres import Server
from web import health


async def asked(database_url: str, path: str) -> tuple[int, Any]:
    app = web.Application()
    app.add_routes(health.routes(lambda: missing(database_url), lambda: None))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(path)
        return answer.status, (await answer.json())["status"]


async def test_a_bot_with_a_migrated_database_is_ready(database_url: str) -> None:
    migrate(database_url)
    assert await asked(database_url, "/readyz") == (200, "ready")
    assert await asked(database_url, "/healthz") == (200, "alive")


async def test_a_bot_without_migrations_is_alive_and_not_ready(database_url: str) -> None:
    assert await asked(database_url, "/readyz") == (503, "migrations are missing; run: python app.py migrate")
    assert await asked(database_url, "/healthz") == (200, "alive")


async def test_a_bot_stays_ready_while_a_newer_one_migrates(database_url: str) -> None:
    migrate(database_url)
    engine = make_engine(database_url, writes=True)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    engine.dispose()
    assert await asked(database_url, "/readyz") == (200, "ready")


@pytest.mark.postgres
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_bot_whose_database_is_away_is_alive_and_not_ready(postgres: Server) -> None:
    with postgres.database() as gone:
        migrate(gone)
    for url in (gone, "postgresql://user:s3cret@127.0.0.1:1/aizuchi", "sqlite:////dev/null/aizuchi.db"):
        assert await asked(url, "/readyz") == (503, "the database is not reached")
        assert await asked(url, "/healthz") == (200, "alive")


async def test_refused_credentials_are_told_and_the_bot_still_takes_posts_in() -> None:
    app = web.Application()
    app.add_routes(health.routes(lambda: False, lambda: "The login refuses the-app. Check its secret."))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/readyz")
        assert answer.status == 200
        assert await answer.json() == {
            "status": "ready",
            "credentials": "The login refuses the-app. Check its secret.",
        }
