"""``/metrics``, as Prometheus reads it, of a bot that is wired as ``app.py`` wires it."""

from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from app import wired
from models.db.migrate import migrate
from settings import Settings
from tests.stage import HANA, MONDAY_10, SORA, staged
from web.metrics import HELP


async def read(database_url: str) -> tuple[str, dict[tuple[str, str], float]]:
    """The page, and each number by its name and its label."""
    settings = Settings(database_url=database_url)
    async with wired(settings, lambda: MONDAY_10) as app, TestClient(TestServer(app.web)) as client:
        answer = await client.get("/metrics")
        assert answer.status == 200
        page = await answer.text()
    samples = [one for family in text_string_to_metric_families(page) for one in family.samples]
    return page, {(one.name, next(iter(one.labels.values()), "")): one.value for one in samples}


async def test_a_post_that_teams_never_told_is_counted_and_nobody_is_named(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        await stage.post(SORA, "議事録の作り方を教えてください。")
        await stage.post(SORA, "届かなかった投稿です。", source="graph")
    page, numbers = await read(migrated_url)
    assert numbers["aizuchi_never_told", ""] == 1
    assert (numbers["aizuchi_waiting", ""], numbers["aizuchi_unreacted", ""]) == (2, 2)
    assert numbers["aizuchi_notifications_total", "refused"] == 0
    assert {name.removeprefix("aizuchi_") for name, label in numbers if not label} == set(HELP)
    for told in (SORA.id, SORA.name, HANA.name, "議事録"):
        assert told not in page


async def test_an_empty_database_counts_nothing(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'aizuchi.db'}"
    migrate(database_url)
    _, numbers = await read(database_url)
    assert set(numbers.values()) == {0}
