"""A managed identity: azure-identity asks the machine, here a stand-in for App Service's own login."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.credentials import TEAMS_SCOPE, TokenSource
from bot.managed_identity import ManagedIdentity
from models.outgoing import RetryLater, Undeliverable

SECONDS = 3600


class Machine:
    """Answers as App Service's identity endpoint does."""

    def __init__(self) -> None:
        self.status = 200
        self.asked: list[dict[str, str]] = []

    async def give(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.query))
        if self.status != 200:
            return web.json_response({"statusCode": self.status, "message": "no"}, status=self.status)
        ends = int((datetime.now(UTC) + timedelta(seconds=SECONDS)).timestamp())
        held = {"access_token": f"token-{len(self.asked)}", "expires_on": str(ends), "token_type": "Bearer"}
        return web.json_response({**held, "resource": request.query["resource"]})


@pytest.fixture
async def machine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Machine]:
    machine = Machine()
    app = web.Application()
    app.router.add_get("/msi/token", machine.give)
    async with TestServer(app) as server:
        monkeypatch.setenv("IDENTITY_ENDPOINT", str(server.make_url("/msi/token")))
        monkeypatch.setenv("IDENTITY_HEADER", "a-header")
        yield machine


def a_source() -> TokenSource:
    def now() -> datetime:
        return datetime.now(UTC)

    return TokenSource(ManagedIdentity("the-app", now), now)


async def test_the_machine_gives_the_token_of_the_bots_identity(machine: Machine) -> None:
    source = a_source()
    assert [await source.token(), await source.token()] == ["token-1", "token-1"]
    (asked,) = machine.asked
    assert (asked["client_id"], asked["resource"]) == ("the-app", TEAMS_SCOPE.removesuffix("/.default"))
    assert source.fault is None


async def test_a_refused_token_is_replaced(machine: Machine) -> None:
    source = a_source()
    source.forget(await source.token())
    assert await source.token() == "token-2"


@pytest.mark.parametrize("status", [400, 403])
async def test_an_identity_that_is_not_assigned_here_is_said(machine: Machine, status: int) -> None:
    machine.status = status
    source = a_source()
    with pytest.raises(Undeliverable, match="the-app") as refused:
        await source.token()
    assert refused.value.code == "credentials"
    assert source.fault == str(refused.value)


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
async def test_a_machine_that_is_not_ready_is_asked_again(machine: Machine, status: int) -> None:
    machine.status = status
    with pytest.raises(RetryLater):
        await a_source().token()
    machine.status = 200
    assert (await a_source().token()).startswith("token-")


async def test_a_machine_that_does_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{unused_port()}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "a-header")
    with pytest.raises(RetryLater):
        await a_source().token()
