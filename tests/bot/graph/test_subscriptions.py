"""Subscriptions through the real SDK over HTTP: what Graph is asked for, and what becomes of what it says."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.graph.client import Graph
from bot.graph.subscriptions import GraphSubscriptions
from models.outgoing import RetryLater, Undeliverable
from models.subscribing import Gone, Subscription
from tests.bot.graph.answering import CHANNEL, NOW, TEAM, Purse, no

ADDRESS: Final = "https://bot.example/api/graph"
SECRET: Final = "a-secret-that-nobody-guesses"
RESOURCE: Final = f"/teams/{TEAM}/channels/{CHANNEL}/messages"
UNTIL: Final = NOW + timedelta(days=3)


@dataclass
class Holding:
    """A Graph that holds subscriptions, two a page. ``answers`` come first."""

    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: list[web.Response] = field(default_factory=list)
    seen: list[tuple[str, str, Any]] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        body: Any = await request.json() if request.can_read_body else None
        self.seen.append((request.method, request.path.removeprefix("/graph/v1.0"), body))
        if self.answers:
            return self.answers.pop(0)
        name = request.match_info.get("name", "")
        match request.method:
            case "GET":
                return self._page(int(request.query.get("$skiptoken", "0")))
            case "POST":
                made = {"id": f"sub-{len(self.seen)}"} | body
                self.held[made["id"]] = made
                return web.json_response(made, status=201)
            case _ if name not in self.held:
                return no(404, "ResourceNotFound")
            case "PATCH":
                self.held[name] |= body
                return web.json_response(self.held[name])
            case _:
                del self.held[name]
                return web.Response(status=204)

    def _page(self, after: int) -> web.Response:
        found = list(self.held.values())
        rest = (
            {"@odata.nextLink": f"{self.url}/v1.0/subscriptions?$skiptoken={after + 2}"} if found[after + 2 :] else {}
        )
        return web.json_response({"value": found[after : after + 2]} | rest)

    def of(self, method: str) -> list[Any]:
        return [(path, body) for asked, path, body in self.seen if asked == method]


@contextlib.asynccontextmanager
async def holding(*answers: web.Response) -> AsyncIterator[tuple[Holding, GraphSubscriptions]]:
    there, app = Holding(answers=list(answers)), web.Application()
    app.router.add_route("*", "/graph/v1.0/subscriptions", there.answer)
    app.router.add_route("*", "/graph/v1.0/subscriptions/{name}", there.answer)
    async with TestServer(app) as server:
        there.url = str(server.make_url("/graph"))
        graph = Graph(there.url, Purse(), now=lambda: NOW)
        try:
            yield there, GraphSubscriptions(graph, ADDRESS, SECRET)
        finally:
            await graph.close()


async def test_a_channel_is_asked_for_with_our_address_and_secret_and_without_content() -> None:
    async with holding() as (there, graph):
        made = await graph.create(TEAM, CHANNEL, UNTIL)
        ((path, body),) = there.of("POST")
        assert path == "/subscriptions"
        assert datetime.fromisoformat(body.pop("expirationDateTime")) == UNTIL
        assert body == {
            "changeType": "created,updated,deleted", "clientState": SECRET, "notificationUrl": ADDRESS,
            "lifecycleNotificationUrl": ADDRESS, "resource": RESOURCE,
        }  # fmt: skip
        assert made == Subscription("sub-2", UNTIL)


async def test_until_when_it_lives_is_what_graph_says() -> None:
    told = {"id": "sub-9", "expirationDateTime": "2026-11-30T02:00:00.0000000Z"}
    async with holding(web.json_response({"value": []}), web.json_response(told, status=201)) as (_, graph):
        made = await graph.create(TEAM, CHANNEL, UNTIL)
        assert made == Subscription("sub-9", datetime(2026, 11, 30, 2, 0, tzinfo=UTC))


async def test_what_we_hold_of_the_channel_already_is_ended_first_on_whatever_page_it_is() -> None:
    async with holding() as (there, graph):
        other = {"resource": RESOURCE.replace("plaza", "other")}
        for name, known in {"a": other, "b": other, "c": other, "d": {"resource": RESOURCE[1:]}}.items():
            there.held[name] = {"id": name, **known}
        await graph.create(TEAM, CHANNEL, UNTIL)
        assert there.of("DELETE") == [("/subscriptions/d", None)]
        assert {"a", "b", "c"} < there.held.keys()
        assert len(there.held) == 4


async def test_one_is_renewed_and_one_that_graph_does_not_know_is_gone() -> None:
    async with holding() as (there, graph):
        made = await graph.create(TEAM, CHANNEL, NOW)
        assert await graph.renew(made.id, UNTIL) == Subscription(made.id, UNTIL)
        ((path, body),) = there.of("PATCH")
        assert (path, list(body)) == (f"/subscriptions/{made.id}", ["expirationDateTime"])
        there.held.clear()
        with pytest.raises(Gone):
            await graph.renew(made.id, UNTIL)


async def test_ending_one_that_is_gone_is_fine_and_another_no_is_told() -> None:
    async with holding() as (there, graph):
        made = await graph.create(TEAM, CHANNEL, UNTIL)
        await graph.delete(made.id)
        await graph.delete(made.id)
        assert there.held == {}
        there.answers = [no(403, "Forbidden")]
        with pytest.raises(Undeliverable):
            await graph.delete(made.id)


async def test_a_quota_that_is_used_up_is_a_no_and_a_busy_graph_is_none() -> None:
    async with holding(web.json_response({"value": []}), no(403, "Forbidden")) as (_, graph):
        with pytest.raises(Undeliverable) as refused:
            await graph.create(TEAM, CHANNEL, UNTIL)
        assert refused.value.code == "Forbidden"
    busy = no(429, "TooManyRequests", **{"Retry-After": "30"})
    async with holding(web.json_response({"value": []}), busy) as (_, graph):
        with pytest.raises(RetryLater) as later:
            await graph.create(TEAM, CHANNEL, UNTIL)
        assert later.value.after == timedelta(seconds=30)


@pytest.mark.parametrize("told", [{}, {"id": "sub-1"}, {"expirationDateTime": "2026-11-30T02:00:00Z"}])
async def test_an_answer_that_says_too_little_is_asked_for_again(told: dict[str, str]) -> None:
    async with holding(web.json_response({"value": []}), web.json_response(told, status=201)) as (_, graph):
        with pytest.raises(RetryLater):
            await graph.create(TEAM, CHANNEL, UNTIL)


async def test_what_it_was_made_with_tells_the_secret_to_nobody_and_differs_with_each() -> None:
    async with holding() as (_, graph):
        assert SECRET not in graph.made_with
        assert len(graph.made_with) == 64
        others = {GraphSubscriptions(None, *given).made_with for given in ((ADDRESS, "x"), ("x", SECRET))}  # type: ignore[arg-type]  # never asked
        assert len({graph.made_with, *others}) == 3
