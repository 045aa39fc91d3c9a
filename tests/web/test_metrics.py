"""``/metrics``, as Prometheus reads it, of a bot that is wired as ``app.py`` wires it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from app import wired
from jobs import deliver, nudge
from jobs.ports import Ports
from jobs.schedule import scheduler
from models.db.backlog import Backlog, backlog
from models.db.migrate import migrate
from models.db.store import Store
from models.outgoing import RetryLater
from models.watch import Delivered
from settings import Settings
from tests.app.outside import Outside, listening
from tests.bot import shapes
from tests.bot.shapes import changed
from tests.docs.pages import DOCS, code, rows
from tests.stage import HANA, MONDAY_10, SORA, staged
from web.counts import MANY, Counts
from web.metrics import HELP

Numbers = dict[tuple[str, ...], float]
"""Each number by its name and the values of its labels."""


def numbers_of(page: str) -> Numbers:
    samples = [one for family in text_string_to_metric_families(page) for one in family.samples]
    return {(one.name, *one.labels.values()): one.value for one in samples}


async def read(database_url: str) -> tuple[str, Numbers]:
    """The page, and its numbers."""
    settings = Settings(database_url=database_url)
    async with wired(settings, lambda: MONDAY_10) as app, TestClient(TestServer(app.web)) as client:
        answer = await client.get("/metrics")
        assert answer.status == 200
        page = await answer.text()
    return page, numbers_of(page)


async def measured(bot: Outside) -> Numbers:
    async with bot.session.get(f"{bot.url}/metrics") as answer:
        return numbers_of(await answer.text())


async def test_a_post_that_teams_never_told_is_counted_and_nobody_is_named(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        await stage.post(SORA, "議事録の作り方を教えてください。")
        await stage.post(SORA, "届かなかった投稿です。", source="graph")
    page, numbers = await read(migrated_url)
    assert numbers["aizuchi_never_told",] == 1
    assert (numbers["aizuchi_waiting",], numbers["aizuchi_unreacted",]) == (2, 2)
    assert numbers["aizuchi_outbox_waiting",] == 2
    assert numbers["aizuchi_notifications_total", "refused"] == 0
    assert {f"aizuchi_{name}" for name in HELP} <= {name for name, *_ in numbers}
    for told in (SORA.id, SORA.name, HANA.name, "議事録"):
        assert told not in page


async def test_an_empty_database_counts_nothing(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'aizuchi.db'}"
    migrate(database_url)
    _, numbers = await read(database_url)
    assert {value for (name, *_), value in numbers.items() if name.startswith("aizuchi_")} == {0}


async def test_how_long_the_first_order_waits_is_told_however_often_it_was_put_off(migrated_url: str) -> None:
    async with staged(migrated_url, migrated=True) as stage:
        await stage.post(SORA)
        stage.teams.answers["react"] = [RetryLater("not now", timedelta(minutes=30))]
        await stage.deliver()
        stage.clock.forward(minutes=5)
        await stage.post(SORA)
        assert await stage.store.read(backlog, stage.clock.now) == Backlog(2, timedelta(minutes=5))
        stage.clock.forward(minutes=40)
        await stage.deliver_all()
        assert await stage.store.read(backlog, stage.clock.now) == Backlog(0, timedelta())


async def test_what_comes_in_is_counted_by_what_came_of_it(tmp_path: Path) -> None:
    async with listening(Settings(database_url=f"sqlite:///{tmp_path}/a.db")) as bot:
        brought: tuple[object, ...] = (
            shapes.post(), shapes.post(), shapes.in_channel("typing"), {"type": "a private post"}, [],
            changed(shapes.post(), "timestamp", "soon"), changed(shapes.post(), "serviceUrl", "https://a.example/"),
        )  # fmt: skip
        for activity in brought:
            await bot.bring(activity)
        await bot.send(b"x" * 300_000)
        numbers = await measured(bot)
    counted = {tuple(key): value for (name, *key), value in numbers.items() if name == "aizuchi_activities_total"}
    assert counted == {
        ("message", "opened"): 1, ("message", "known already"): 1, ("other", "passed over"): 1, ("other", "refused"): 2,
        ("message", "malformed"): 1, ("other", "not read"): 2,
    }  # fmt: skip
    assert numbers["aizuchi_activity_seconds_count", "message"] == 3
    assert numbers["aizuchi_token_refusals_total", "service_host"] == 2


async def test_a_post_is_measured_from_its_writing_until_it_has_its_reaction(migrated_url: str) -> None:
    counts = Counts()
    value = counts.registry.get_sample_value
    async with staged(migrated_url, migrated=True) as stage:
        await stage.post(SORA, at=stage.clock.now - timedelta(seconds=3))
        stage.teams.answers["react"] = [RetryLater("not now")]
        ports = replace(stage.ports, watch=counts)
        await deliver.run(ports)
        assert value("aizuchi_reaction_seconds_count") == 0
        stage.clock.forward(seconds=2)
        await deliver.run(ports)
    assert (value("aizuchi_reaction_seconds_count"), value("aizuchi_reaction_seconds_sum")) == (1, 5)
    for outcome in ("later", "done"):
        assert value("aizuchi_deliveries_total", {"kind": "react", "outcome": outcome}) == 1


async def test_nudge_cards_are_counted_when_they_left(migrated_url: str) -> None:
    counts = Counts()
    async with staged(migrated_url, migrated=True) as stage:
        await stage.post(SORA, "議事録を頼みました。")
        stage.clock.forward(hours=1)
        await nudge.run(stage.ports)
        await stage.say(HANA, "help")
        stage.clock.forward(seconds=5)
        await deliver.run(replace(stage.ports, watch=counts))
    value = counts.registry.get_sample_value
    assert value("aizuchi_nudge_cards_total", {"outcome": "done"}) == 1
    assert value("aizuchi_deliveries_total", {"kind": "send", "outcome": "done"}) == 2


async def test_the_turns_of_a_job_are_counted_with_their_failures(migrated_url: str) -> None:
    counts = Counts()

    async def turn(name: str, ports: Ports) -> None:
        clockwork = scheduler(ports)
        clockwork.start(paused=True)
        job = clockwork.get_job(name)
        await job.func(*job.args)
        clockwork.shutdown(wait=False)

    async with staged(migrated_url, migrated=True) as stage:
        ports = replace(stage.ports, watch=counts)
        for name in ("nudge", "nudge", "expire_claims"):
            await turn(name, ports)
        await turn("nudge", replace(ports, now=lambda: datetime.fromisoformat("no moment")))
    value = counts.registry.get_sample_value
    assert value("aizuchi_job_runs_total", {"job": "nudge", "outcome": "done"}) == 2
    assert value("aizuchi_job_runs_total", {"job": "nudge", "outcome": "failed"}) == 1
    assert value("aizuchi_job_runs_total", {"job": "expire_claims", "outcome": "done"}) == 1
    assert value("aizuchi_job_seconds_count", {"job": "nudge"}) == 3


async def test_what_is_committed_together_is_measured_once(migrated_url: str) -> None:
    counts = Counts()
    async with staged(migrated_url, migrated=True) as stage:
        with closing(Store(migrated_url, wall=lambda: MONDAY_10, watch=counts)) as store:
            await asyncio.gather(*(store.transact(lambda tx: None, stage.clock.now) for _ in range(5)))
    value = counts.registry.get_sample_value
    assert (value("aizuchi_commit_pieces_sum"), value("aizuchi_commit_seconds_count")) == (5, 1)


def test_whatever_comes_of_activities_the_page_stays_small() -> None:
    counts = Counts()
    for number in range(5 * MANY):
        counts.taken("message", f"outcome {number}", 0.001)
    named = [
        one for family in counts.registry.collect() for one in family.samples if one.name.endswith("activities_total")
    ]
    assert len(named) == MANY + 1
    assert sum(one.value for one in named) == 5 * MANY


def told() -> Mapping[str, set[str]]:
    """The metrics that the documents define, with their labels."""
    text = (DOCS / "metrics.md").read_text(encoding="utf-8")
    held = {code(name)[0]: set[str]() for name, _ in rows(text, "gauge", "what it is")}
    return held | {code(row[0])[0]: set(code(row[2])) for row in rows(text, "metric", "kind", "labels", "what it is")}


async def test_every_metric_is_defined_with_its_labels(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    async with listening(Settings(database_url=url)) as bot, bot.session.get(f"{bot.url}/metrics") as answer:
        page = await answer.text()
    there = {family.name for family in text_string_to_metric_families(page) if not family.name.startswith("process_")}
    assert there == set(told())
    counts = Counts()
    counts.taken("message", "opened", 0.1)
    counts.asked("done", 0.1)
    counts.ran("nudge", "done", 0.1)
    counts.delivered(Delivered("send", "done", 0.1, 1, "nudge", 1.0))
    labels = {
        family.name: {label for one in family.samples for label in one.labels} - {"le"}
        for family in counts.registry.collect()
        if family.name.startswith("aizuchi_")
    }
    assert labels == {name: told()[name] for name in labels}
