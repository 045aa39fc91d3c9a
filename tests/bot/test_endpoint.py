"""POST /api/messages in local mode: which status whom, and that nothing is kept of what is refused."""

import asyncio
import gzip
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.bodies import LARGEST
from bot.endpoint import Endpoint
from bot.gates import LocalGate
from bot.turns import Adapter, Turns, Voice
from handlers.registry import Outcome
from models.incoming import Event
from models.sparing import FEW
from settings import Settings
from tests.app.outside import Outside, listening
from tests.bot import shapes
from tests.bot.shapes import changed, without

BEFORE = {"community": 1, "trail": 1}


@pytest.fixture
async def bot(migrated_url: str) -> AsyncIterator[Outside]:
    async with listening(Settings(database_url=migrated_url)) as outside:
        yield outside


async def test_a_good_post_is_kept_before_it_is_answered(bot: Outside) -> None:
    assert await bot.bring(shapes.post()) == (200, None)
    assert {"post": 1, "follow_up": 1, "outbox": 1, "member": 1}.items() <= bot.rows().items()
    (row,) = await bot.ledger()
    assert (row["message_id"], row["author_id"]) == (shapes.ROOT, shapes.AKARI["aadObjectId"])


async def test_a_post_brought_again_is_kept_once(bot: Outside) -> None:
    together = await asyncio.gather(*(bot.bring(shapes.post()) for _ in range(8)))
    assert {status for status, _ in together} == {200}
    kept = bot.rows()
    await bot.bring(shapes.post())
    assert bot.rows() == kept
    assert (kept["post"], kept["follow_up"], kept["outbox"]) == (1, 1, 1)


async def test_every_kind_of_activity_is_answered_200(bot: Outside) -> None:
    for name, activity in shapes.EVERY.items():
        assert (await bot.bring(activity))[0] == 200, name


async def test_what_means_nothing_to_us_is_answered_200_and_not_kept(bot: Outside) -> None:
    for odd in (
        shapes.in_channel("typing"),
        shapes.in_channel("somethingNew"),
        shapes.in_channel("event", name="tokens/response", value={}),
        shapes.in_chat("endOfConversation"),
        changed(shapes.press("claim"), "name", "composeExtension/query"),
        changed(shapes.press("claim"), "name", "signin/verifyState"),
        changed(shapes.post(), "channelData", {"team": {"id": "19:another"}, "tenant": {"id": shapes.TENANT}}),
    ):
        assert await bot.bring(odd) == (200, None), odd
    assert bot.rows() == BEFORE


async def test_what_is_no_activity_is_answered_400_with_the_reason(bot: Outside) -> None:
    bodies = [b"", b"{", b"[]", b"null", b'{"a": NaN}', b"[" * 50_000, b"\xff", b'{"a":' * 2_000]
    for body in bodies:
        status, said = await bot.send(body)
        assert status in (400, 401), body
        assert status == 401 or "JSON" in said
    assert bot.rows() == BEFORE


async def test_an_activity_that_lacks_what_must_be_there_is_answered_400(bot: Outside) -> None:
    for path in ("type", "id", "timestamp", "conversation.id", "recipient.id"):
        for broken in (
            without(shapes.post(), path),
            changed(shapes.post(), path, 7),
            changed(shapes.post(), path, ["x"]),
        ):
            status, said = await bot.bring(broken)
            assert status == 400
            assert path.rpartition(".")[2] in said
    assert bot.rows() == BEFORE


async def test_whatever_stands_in_a_field_is_never_answered_5xx(bot: Outside) -> None:
    odd: list[Any] = [
        None,
        True,
        7,
        -1.5,
        2**80,
        "",
        "x" * 3_000,
        "\x00",
        [],
        [[]],
        {},
        {"id": "x" * 3_000},
        "9999-12-31",
    ]
    for name, activity in shapes.EVERY.items():
        for field in activity:
            for value in odd:
                status, _ = await bot.bring(changed(activity, field, value))
                assert status in (200, 400, 401), (name, field, value)


async def test_a_post_of_any_year_that_we_take_is_kept(bot: Outside) -> None:
    years = (2000, 2026, 2199)
    for year in years:
        moment = f"{year}-12-31T23:59:59Z"
        assert (await bot.bring(shapes.post(id=f"{year}", root=f"{year}", timestamp=moment)))[0] == 200
    assert bot.rows()["post"] == len(years)


async def test_a_text_is_kept_as_a_database_can_hold_it(bot: Outside) -> None:
    long = "投" * 34_000
    assert (await bot.bring(shapes.post("a\x00b\ud83d")))[0] == 200
    other = {"id": "1795322221399", "root": "1795322221399"}
    assert (await bot.bring(shapes.post(long, **other)))[0] == 200
    assert bot.rows()["post"] == 2


async def test_a_body_that_is_too_large_is_answered_413(bot: Outside) -> None:
    fits = shapes.post("x" * (LARGEST - 4_000))
    assert (await bot.bring(fits))[0] == 200
    kept = bot.rows()
    large = shapes.post("x" * LARGEST, id="1795322221353", root="1795322221353")
    assert (await bot.bring(large))[0] == 413
    bomb = gzip.compress(b" " * 50_000_000)
    assert (await bot.send(bomb, {"Content-Encoding": "gzip"}))[0] == 413
    assert bot.rows() == kept


async def test_a_body_that_is_cut_off_is_no_fault_of_ours(bot: Outside) -> None:
    host, port = bot.url.removeprefix("http://").split(":")
    with structlog.testing.capture_logs() as logs:
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            b"POST /api/messages HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        )
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert (await bot.bring(shapes.post()))[0] == 200
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    assert bot.rows()["post"] == 1


async def test_a_flood_of_what_is_refused_fills_no_log_and_is_counted_to_the_last(bot: Outside) -> None:
    flood = 4 * FEW
    with structlog.testing.capture_logs() as logs:
        for _ in range(flood):
            assert (await bot.bring(shapes.post(serviceUrl="https://evil.example/")))[0] == 401
            assert (await bot.send(b"no JSON"))[0] == 400
    assert Counter(entry["event"] for entry in logs) == {
        "An activity was refused.": FEW,
        "An activity could not be read.": FEW,
    }
    async with bot.session.get(f"{bot.url}/metrics") as answer:
        page = await answer.text()
    assert f'aizuchi_token_refusals_total{{reason="service_host"}} {flood}.0' in page
    assert f'aizuchi_unreadable_requests_total{{reason="malformed"}} {flood}.0' in page


async def test_other_methods_and_paths_are_answered_405_and_404(bot: Outside) -> None:
    for method, path, status in (
        ("GET", "/api/messages", 405), ("PUT", "/api/messages", 405), ("POST", "/api/other", 404), ("GET", "/", 404),
    ):  # fmt: skip
        async with bot.session.request(method, bot.url + path) as answer:
            assert answer.status == status


ELSEWHERE = [
    "https://smba.trafficmanager.net/jp/", "http://10.0.0.1/", "http://127.0.0.1@evil.example/", "http://[",
    "localhost", "http://localhost.evil.example/", "", None, 5,
]  # fmt: skip


async def test_a_service_on_another_machine_is_answered_401(bot: Outside) -> None:
    with structlog.testing.capture_logs() as logs:
        for service_url in ELSEWHERE:
            assert await bot.bring(changed(shapes.post(), "serviceUrl", service_url)) == (401, None)
    assert {entry["reason"] for entry in logs} == {"service_host"}
    async with bot.session.get(f"{bot.url}/metrics") as answer:
        assert f'{{reason="service_host"}} {len(ELSEWHERE)}.0' in await answer.text()
    assert bot.rows() == BEFORE


async def _broken(event: Event) -> Outcome:
    raise RuntimeError("the database went away")


async def test_a_fault_of_ours_is_answered_500_and_logged_once_without_the_text() -> None:
    voice = Voice(lambda *_: pytest.fail("no card"), lambda *_: "")
    endpoint = Endpoint(LocalGate(), Adapter(), Turns(_broken, lambda _: False, voice))
    app = web.Application()
    app.router.add_post("/api/messages", endpoint.post)
    async with TestClient(TestServer(app)) as client:
        with structlog.testing.capture_logs() as logs:
            answer = await client.post("/api/messages", json=shapes.post())
            said = await answer.text()
    assert (answer.status, said) == (500, "")
    (entry,) = logs
    assert (entry["log_level"], entry["kind"], entry["exc_info"]) == ("error", "message", True)
    assert shapes.TEXT not in str(entry)
