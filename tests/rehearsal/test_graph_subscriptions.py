"""A subscription is made with an echo, tells of each change, is asked for again when not heard, and ends in time."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Self

import pytest
from aiohttp import web

from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, CHANNEL, HANA, TENANT, Player, activities, thread
from tests.rehearsal.test_graph import GROUP, post, reply

RESOURCE = f"/teams/{GROUP}/channels/{CHANNEL}/messages"


class Ear:
    """A notification address. ``statuses`` are used up, one a call; then it answers 202."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.statuses: list[int] = []
        self.echo = True
        self.plain = True
        self.url = ""
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/told", self._listen)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/told"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def hears(self, number: int) -> list[dict[str, Any]]:
        """The first so many notifications, as soon as they are there."""
        async with asyncio.timeout(30):
            while len(self.heard) < number:
                self._news.clear()
                await self._news.wait()
        return self.heard[:number]

    async def _listen(self, request: web.Request) -> web.Response:
        if "validationToken" in request.query:
            text = request.query["validationToken"] if self.echo else "hello"
            return web.Response(text=text, content_type="text/plain" if self.plain else "text/html")
        status = self.statuses.pop(0) if self.statuses else 202
        if status < 300:
            self.heard += (await request.json())["value"]
        self._news.set()
        return web.Response(status=status)


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    async with Ear() as listening:
        yield listening


@pytest.fixture
async def free(rehearse: Rehearse) -> Player:
    return await rehearse(replace(QUICK, limits=False))


async def call(player: Player, method: str, path: str = "", body: object = None) -> tuple[int, Any]:
    url = f"{player.url}/graph/v1.0/subscriptions{path}"
    async with player.session.request(method, url, json=body) as answer:
        raw = await answer.read()
        return answer.status, await answer.json() if raw else None


def wanted(player: Player, ear: Ear, minutes: int = 4320, **more: object) -> dict[str, object]:
    end = player.stage.clock.now() + timedelta(minutes=minutes)
    return {
        "changeType": "created,updated,deleted",
        "notificationUrl": ear.url,
        "lifecycleNotificationUrl": ear.url,
        "resource": RESOURCE,
        "expirationDateTime": end.isoformat(),
        "clientState": "secret",
    } | more


async def subscribed(player: Player, ear: Ear, **more: object) -> str:
    status, body = await call(player, "POST", body=wanted(player, ear, **more))  # type: ignore[arg-type]  # minutes
    assert status == 201, body
    return str(body["id"])


async def test_every_change_of_a_post_a_reply_and_a_reaction_is_told(free: Player, ear: Ear) -> None:
    subscription = await subscribed(free, ear)
    root = await post(free)
    answer = await reply(free, root)
    await free.act("react", by=HANA, message=root, type="like")
    await free.act("edit", by=AKARI, message=root, text="mended")
    await free.act("delete", by=HANA, message=answer)
    told = await ear.hears(5)
    kinds = sorted((one["resourceData"]["id"], one["changeType"]) for one in told)
    assert kinds == sorted(
        [(root, "created"), (answer, "created"), (root, "updated"), (root, "updated"), (answer, "deleted")]
    )
    first = next(one for one in told if one["resourceData"]["id"] == answer)
    assert (first["subscriptionId"], first["clientState"], first["tenantId"]) == (subscription, "secret", TENANT)
    assert first["resource"] == f"teams('{GROUP}')/channels('{CHANNEL}')/messages('{root}')/replies('{answer}')"


async def test_the_bots_own_doings_are_told_and_only_you_messages_are_not(free: Player, ear: Ear) -> None:
    root = await post(free)
    await subscribed(free, ear)
    await free.act("slash", by=HANA, text="queue", thread=root)
    await free.teams("PUT", activities(thread(root), root, "reactions", "like"))
    mine = await free.sent(thread(root), text="hello")
    told = await ear.hears(2)
    assert sorted((one["resourceData"]["id"], one["changeType"]) for one in told) == sorted(
        [(root, "updated"), (mine, "created")]
    )
    assert len(ear.heard) == 2


async def test_only_the_wanted_changes_are_told(free: Player, ear: Ear) -> None:
    await subscribed(free, ear, changeType="deleted")
    root = await post(free)
    await free.act("delete", by=AKARI, message=root)
    assert [one["changeType"] for one in await ear.hears(1)] == ["deleted"]


async def test_without_the_right_echo_there_is_no_subscription(free: Player, ear: Ear) -> None:
    ear.echo = False
    status, body = await call(free, "POST", body=wanted(free, ear))
    assert (status, body["error"]["code"]) == (400, "ValidationError")
    ear.echo, ear.plain = True, False
    assert (await call(free, "POST", body=wanted(free, ear)))[0] == 400
    ear.plain = True
    gone = ear.url.replace("/told", "/nobody")
    assert (await call(free, "POST", body=wanted(free, ear, notificationUrl=gone)))[0] == 400
    assert (await call(free, "GET"))[1]["value"] == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"minutes": 4321}, 400),
        ({"minutes": -1}, 400),
        ({"minutes": 61, "lifecycleNotificationUrl": None}, 400),
        ({"minutes": 60, "lifecycleNotificationUrl": None}, 201),
        ({"changeType": "everything"}, 400),
        ({"resource": "/teams/getAllMessages"}, 400),
        ({"resource": f"/teams/{GROUP}/channels/another/messages"}, 400),
        ({"notificationUrl": "https://bot.example/told"}, 400),
        ({"notificationUrl": ""}, 400),
        ({"expirationDateTime": "soon"}, 400),
        ({"includeResourceData": True}, 400),
    ],
)
async def test_what_graph_would_not_take_is_refused(
    free: Player, ear: Ear, change: dict[str, Any], status: int
) -> None:
    assert (await call(free, "POST", body=wanted(free, ear, **change)))[0] == status


async def test_a_channel_has_one_subscription_of_the_app(free: Player, ear: Ear) -> None:
    first = await subscribed(free, ear)
    status, body = await call(free, "POST", body=wanted(free, ear))
    assert (status, body["error"]["code"]) == (403, "Forbidden")
    assert [one["id"] for one in (await call(free, "GET"))[1]["value"]] == [first]
    assert (await call(free, "DELETE", f"/{first}"))[0] == 204
    assert (await call(free, "DELETE", f"/{first}"))[0] == 404
    await subscribed(free, ear)


async def test_a_subscription_ends_by_the_rehearsals_clock_unless_renewed(free: Player, ear: Ear) -> None:
    subscription = await subscribed(free, ear, minutes=60)
    await free.act("clock", advance_seconds=50 * 60)
    end = (free.stage.clock.now() + timedelta(minutes=90)).isoformat()
    status, body = await call(free, "PATCH", f"/{subscription}", {"expirationDateTime": end})
    assert (status, body["clientState"]) == (200, None)
    assert (await call(free, "PATCH", f"/{subscription}", {"notificationUrl": "x", "expirationDateTime": end}))[
        0
    ] == 400
    await free.act("clock", advance_seconds=89 * 60)
    await post(free)
    await ear.hears(1)
    await free.act("clock", advance_seconds=61)
    await post(free)
    assert (await call(free, "GET", f"/{subscription}"))[0] == 404
    assert len(await free.look("/rehearsal/notifications")) == 1


async def test_a_short_life_becomes_three_quarters_of_an_hour(free: Player, ear: Ear) -> None:
    subscription = await subscribed(free, ear, minutes=10)
    await free.act("clock", advance_seconds=44 * 60)
    assert (await call(free, "GET", f"/{subscription}"))[0] == 200
    await free.act("clock", advance_seconds=61)
    assert (await call(free, "GET", f"/{subscription}"))[0] == 404


async def test_what_was_not_taken_is_told_again(free: Player, ear: Ear) -> None:
    await subscribed(free, ear)
    ear.statuses = [503, 500]
    root = await post(free)
    async with asyncio.timeout(30):
        for tries in (1, 2):
            while (await free.look("/rehearsal/notifications"))[0]["tries"] < tries:
                await free.stage.changes.after(free.stage.changes.number)
            await free.act("clock", advance_seconds=60)
    assert [one["resourceData"]["id"] for one in await ear.hears(1)] == [root]


async def test_a_removed_subscription_is_told_of_unless_quietly(free: Player, ear: Ear) -> None:
    first = await subscribed(free, ear)
    assert (await free.act("graph", do="remove-subscriptions"))["removed"] == [first]
    (told,) = await ear.hears(1)
    assert (told["lifecycleEvent"], told["subscriptionId"], told["clientState"]) == (
        "subscriptionRemoved", first, "secret",
    )  # fmt: skip
    second = await subscribed(free, ear)
    await free.act("graph", do="remove-subscriptions", subscription=second, quietly=True)
    await post(free)
    assert len(await free.look("/rehearsal/notifications")) == 1
    assert await free.refused("graph", 404, do="remove-subscriptions", subscription=second)


@pytest.mark.parametrize("way", ["PATCH", "POST"])
async def test_nothing_is_told_until_a_subscription_is_authorized_anew(free: Player, ear: Ear, way: str) -> None:
    subscription = await subscribed(free, ear)
    await free.act("graph", do="ask-to-reauthorize")
    assert (await ear.hears(1))[0]["lifecycleEvent"] == "reauthorizationRequired"
    await post(free, "lost")
    if way == "PATCH":
        end = (free.stage.clock.now() + timedelta(minutes=90)).isoformat()
        assert (await call(free, "PATCH", f"/{subscription}", {"expirationDateTime": end}))[0] == 200
    else:
        assert (await call(free, "POST", f"/{subscription}/reauthorize"))[0] == 204
    heard = await post(free, "heard")
    assert (await ear.hears(2))[1]["resourceData"]["id"] == heard


async def test_without_consent_there_is_no_subscription_and_none_tells(free: Player, ear: Ear) -> None:
    subscription = await subscribed(free, ear)
    await free.act("graph", do="revoke-consent")
    await post(free)
    assert await free.look("/rehearsal/notifications") == []
    end = (free.stage.clock.now() + timedelta(minutes=90)).isoformat()
    assert (await call(free, "PATCH", f"/{subscription}", {"expirationDateTime": end}))[0] == 403
    await call(free, "DELETE", f"/{subscription}")
    assert (await call(free, "POST", body=wanted(free, ear)))[0] == 403
