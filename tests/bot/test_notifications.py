"""POST /api/graph: what is believed and noted, what is refused and counted, and that it is answered at once."""

from __future__ import annotations

import asyncio
import gzip
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.bodies import LARGEST
from bot.notifications import LONGEST_TOKEN, NotificationEndpoint
from models.notices import Life, Notice
from models.sparing import FEW

SECRET: Final = "a-secret-that-nobody-guesses"
TENANT: Final = "11111111-1111-4111-8111-111111111111"
TOKEN: Final = "Validation: Testing client application reachability for subscription Request-Id: 522a8e7e-096a"


def change(**other: Any) -> dict[str, Any]:
    """As Graph tells of a channel's message."""
    return {
        "subscriptionId": "sub-1",
        "changeType": "created",
        "clientState": SECRET,
        "subscriptionExpirationDateTime": "2026-12-02T01:00:00+00:00",
        "resource": "teams('g')/channels('19:c@thread.tacv2')/messages('1')/replies('2')",
        "resourceData": {"id": "2", "@odata.type": "#Microsoft.Graph.chatMessage"},
        "tenantId": TENANT,
    } | other


def life(event: str, **other: Any) -> dict[str, Any]:
    known = {"subscriptionId": "sub-1", "clientState": SECRET, "tenantId": TENANT, "lifecycleEvent": event}
    return known | other


@dataclass
class Door:
    """The address, and what came through."""

    client: TestClient[Any, Any]
    endpoint: NotificationEndpoint
    noted: list[Notice] = field(default_factory=list)

    async def knock(self, *notifications: object) -> int:
        return (await self.send(orjson.dumps({"value": notifications})))[0]

    async def send(self, body: bytes, headers: dict[str, str] | None = None, **query: str) -> tuple[int, str]:
        sent = {"Content-Type": "application/json; charset=utf-8"} | (headers or {})
        async with self.client.post("/api/graph", data=body, headers=sent, params=query) as answer:
            return answer.status, await answer.text()


async def opened(secret: str = SECRET, *, local: bool = True) -> Door:
    noted: list[Notice] = []
    endpoint = NotificationEndpoint(secret, noted.append, local=local)
    application = web.Application(client_max_size=LARGEST)
    application.router.add_post("/api/graph", endpoint.post)
    client = TestClient(TestServer(application))
    await client.start_server()
    return Door(client, endpoint, noted)


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    made = await opened()
    yield made
    await made.client.close()


async def test_a_change_that_carries_the_secret_is_noted(door: Door) -> None:
    assert await door.knock(change(), change(subscriptionId="sub-2", tenantId=TENANT.upper())) == 202
    assert door.noted == [Notice("sub-1", TENANT), Notice("sub-2", TENANT)]
    assert +door.endpoint.counted == {"noted": 2}


@pytest.mark.parametrize("event", list(Life))
async def test_what_befalls_a_subscription_is_noted_at_the_same_address(door: Door, event: Life) -> None:
    assert await door.knock(life(event.value)) == 202
    assert door.noted == [Notice("sub-1", TENANT, event)]


@pytest.mark.parametrize("said", ["", SECRET[:-1], SECRET + "x", SECRET.upper(), None, 7, [SECRET], "\ud800", "な"])
async def test_another_secret_is_refused_and_counted_and_nothing_is_noted(door: Door, said: object) -> None:
    with structlog.testing.capture_logs() as logged:
        body = orjson.dumps({"value": [change(clientState="X")]}).replace(b'"X"', _json(said))
        status, told = await door.send(body)
    assert (status, told) == (403, "")
    assert door.noted == []
    assert door.endpoint.counted["refused"] == 1
    (line,) = logged
    assert (line["event"], line["reason"], line["count"]) == ("A notification was refused.", "secret", 1)
    assert SECRET not in str(line)


def _json(said: object) -> bytes:
    return b'"\\ud800"' if said == "\ud800" else orjson.dumps(said)


async def test_what_carries_no_secret_at_all_is_refused(door: Door) -> None:
    without = {name: value for name, value in change().items() if name != "clientState"}
    assert await door.knock(without) == 403
    assert door.endpoint.counted["refused"] == 1


async def test_of_a_mixed_body_only_what_carries_the_secret_is_noted(door: Door) -> None:
    assert await door.knock(change(clientState="another"), change(), "no object", 7) == 202
    assert door.noted == [Notice("sub-1", TENANT)]
    assert door.endpoint.counted["refused"] == 3


@pytest.mark.parametrize(
    "odd",
    [
        {"subscriptionId": None}, {"subscriptionId": ""}, {"subscriptionId": 7}, {"subscriptionId": "x" * 101},
        {"lifecycleEvent": "somethingNew"}, {"lifecycleEvent": 7}, {"lifecycleEvent": ["missed"]},
    ],
)  # fmt: skip
async def test_what_we_cannot_read_is_counted_and_not_brought_again(door: Door, odd: dict[str, Any]) -> None:
    assert await door.knock(change(**odd)) == 202
    assert door.noted == []
    assert door.endpoint.counted["malformed"] == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"{}", b'{"value":{}}', b'{"value":"x"}', b"[" * 50_000, b"\xff", b'{"a":' * 2_000],
)
async def test_what_is_no_notification_is_answered_400_and_counted(door: Door, body: bytes) -> None:
    assert (await door.send(body))[0] == 400
    assert (door.noted, +door.endpoint.counted) == ([], {"malformed": 1})


async def test_too_long_a_body_or_too_many_notifications_are_not_read(door: Door) -> None:
    assert (await door.send(b"x" * (LARGEST + 1)))[0] == 413
    assert (await door.send(gzip.compress(b" " * 50_000_000), {"Content-Encoding": "gzip"}))[0] == 413
    assert (await door.send(b'{"value":[' + b"{}," * 1_000 + b"{}]}"))[0] == 400
    assert door.noted == []


async def test_the_handshake_is_said_back_as_plain_text(door: Door) -> None:
    async with door.client.post("/api/graph", params={"validationToken": TOKEN}) as answer:
        assert (answer.status, await answer.text()) == (200, TOKEN)
        assert answer.content_type == "text/plain"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_handshake_that_would_run_in_a_browser_is_escaped(door: Door) -> None:
    assert await door.send(b"", validationToken="<script>x</script>") == (200, "&lt;script&gt;x&lt;/script&gt;")


@pytest.mark.parametrize("token", ["", "x" * (LONGEST_TOKEN + 1)])
async def test_a_handshake_of_no_length_or_too_much_is_not_said_back(door: Door, token: str) -> None:
    status, said = await door.send(b"", validationToken=token)
    assert status == 400
    assert token not in said or not token


async def test_without_a_secret_nobody_is_let_in_not_even_for_a_handshake() -> None:
    door = await opened("")
    assert await door.knock(change(clientState="")) == 404
    assert (await door.send(b"", validationToken=TOKEN))[0] == 404
    assert door.noted == []
    await door.client.close()


@pytest.mark.parametrize(("local", "status"), [(True, 403), (False, 202)])
async def test_in_local_mode_only_this_machine_may_knock(
    monkeypatch: pytest.MonkeyPatch, *, local: bool, status: int
) -> None:
    door = await opened(local=local)
    monkeypatch.setattr(web.Request, "remote", "203.0.113.7")
    assert await door.knock(change()) == status
    assert (await door.send(b"", validationToken=TOKEN))[0] == (403 if local else 200)
    assert len(door.noted) == (0 if local else 1)
    await door.client.close()


async def test_a_hundred_at_once_are_answered(door: Door) -> None:
    async with asyncio.timeout(10):
        statuses = await asyncio.gather(*(door.knock(change(subscriptionId=f"sub-{n}")) for n in range(100)))
    assert set(statuses) == {202}
    assert len(door.noted) == 100


async def test_a_flood_of_strangers_fills_no_log_and_is_counted_to_the_last(door: Door) -> None:
    flood = 4 * FEW
    with structlog.testing.capture_logs() as logs:
        for _ in range(flood):
            assert await door.knock(change(clientState="guessed"), change(clientState="guessed")) == 403
            assert (await door.send(b"{}"))[0] == 400
    assert Counter(entry["event"] for entry in logs) == {
        "A notification was refused.": FEW,
        "A notification was malformed.": FEW,
    }
    assert +door.endpoint.counted == {"refused": 2 * flood, "malformed": flood}
