"""The bot's tokens: fetched once however many ask, kept while they hold, and a login that says no is told apart."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot import credentials
from bot.credentials import TEAMS_SCOPE, App, AppSecret, NoTokens, Tokens, TokenSource
from models.outgoing import RetryLater, Undeliverable

SECRET: Final = "not-to-be-seen"
APP: Final = AppSecret("the-app", "the/tenant", SECRET)
START: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
GRAPH_SCOPE: Final = "https://graph.microsoft.com/.default"


@dataclass
class Login:
    """Gives tokens as login.microsoftonline.com does: the first is ``token-1``."""

    moment: datetime = START
    asked: list[dict[str, str]] = field(default_factory=list)
    path: str = ""
    status: int = 200
    answer: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0
    lifetime: Any = 3600

    def now(self) -> datetime:
        return self.moment

    async def give(self, request: web.Request) -> web.Response:
        self.asked.append({name: str(value) for name, value in (await request.post()).items()})
        self.path = request.raw_path
        await asyncio.sleep(self.pause)
        answer = self.answer or {"access_token": f"token-{len(self.asked)}", "expires_in": self.lifetime}
        if isinstance(answer, bytes):
            return web.Response(body=answer, status=self.status, headers=self.headers)
        return web.json_response(answer, status=self.status, headers=self.headers)


@contextlib.asynccontextmanager
async def a_source(login: Login, seconds: float = 5, app: App = APP) -> AsyncIterator[TokenSource]:
    served = web.Application()
    served.add_routes([web.post("/{tenant}/oauth2/v2.0/token", login.give)])
    async with TestServer(served) as server, aiohttp.ClientSession() as session:
        limits = aiohttp.ClientTimeout(total=seconds)
        authority = str(server.make_url("/"))
        yield TokenSource(credentials.Login(session, app, now=login.now, authority=authority, limits=limits), login.now)


async def refusal(login: Login, seconds: float = 5) -> Exception:
    """What the source raises; the secret is in none of it."""
    async with a_source(login, seconds) as source:
        with pytest.raises((RetryLater, Undeliverable)) as refused:
            await source.token()
    assert SECRET not in repr(refused.value)
    return refused.value


async def test_the_login_is_asked_as_microsoft_documents_it() -> None:
    login = Login()
    async with a_source(login) as source:
        assert await source.token() == "token-1"
    assert login.path == "/the%2Ftenant/oauth2/v2.0/token"
    assert login.asked == [
        {
            "grant_type": "client_credentials",
            "client_id": "the-app",
            "client_secret": SECRET,
            "scope": TEAMS_SCOPE,
        }
    ]


async def test_a_token_is_kept_until_five_minutes_before_its_end() -> None:
    login = Login()
    async with a_source(login) as source:
        await source.token()
        login.moment += timedelta(minutes=54, seconds=59)
        assert await source.token() == "token-1"
        login.moment += timedelta(seconds=1)
        assert await source.token() == "token-2"


@pytest.mark.parametrize("lifetime", [60, "60"])
async def test_a_short_token_is_kept_for_half_its_life(lifetime: Any) -> None:
    login = Login(lifetime=lifetime)
    async with a_source(login) as source:
        await source.token()
        login.moment += timedelta(seconds=29)
        assert await source.token() == "token-1"
        login.moment += timedelta(seconds=1)
        assert await source.token() == "token-2"


@pytest.mark.parametrize("lifetime", [None, "soon", -5, [], "nan"])
async def test_a_token_with_an_odd_lifetime_is_used_once(lifetime: Any) -> None:
    login = Login(lifetime=lifetime)
    async with a_source(login) as source:
        assert await source.token() == "token-1"
        assert await source.token() == "token-2"


async def test_each_scope_has_its_own_token() -> None:
    login = Login()
    async with a_source(login) as source:
        tokens = [await source.token(scope) for scope in (TEAMS_SCOPE, GRAPH_SCOPE, TEAMS_SCOPE, GRAPH_SCOPE)]
    assert tokens == ["token-1", "token-2", "token-1", "token-2"]


async def test_however_many_ask_at_once_the_login_is_asked_once() -> None:
    login = Login(pause=0.05)
    async with a_source(login) as source:
        assert set(await asyncio.gather(*(source.token() for _ in range(20)))) == {"token-1"}
    assert len(login.asked) == 1


async def test_a_caller_who_goes_away_takes_nothing_from_the_others() -> None:
    login = Login(pause=0.05)
    async with a_source(login) as source:
        goes, stays = (asyncio.create_task(source.token()) for _ in range(2))
        await asyncio.sleep(0.01)
        goes.cancel()
        assert await stays == "token-1"
    assert len(login.asked) == 1


async def test_a_failure_that_nobody_waits_for_makes_no_noise() -> None:
    noise: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: noise.append(context))
    async with a_source(Login(status=500, pause=0.03)) as source:
        goes = asyncio.create_task(source.token())
        await asyncio.sleep(0.01)
        goes.cancel()
        await asyncio.sleep(0.05)
    del source
    gc.collect()
    assert noise == []


async def test_a_refused_token_is_replaced_once() -> None:
    login = Login()
    async with a_source(login) as source:
        refused = await source.token()
        source.forget(refused)
        assert await source.token() == "token-2"
        source.forget(refused)
        assert await source.token() == "token-2"


async def test_after_a_failure_the_next_call_asks_again() -> None:
    login = Login(status=503)
    async with a_source(login) as source:
        with pytest.raises(RetryLater):
            await source.token()
        login.status = 200
        assert await source.token() == "token-2"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_a_busy_login_is_asked_again_later(status: int) -> None:
    refused = await refusal(Login(status=status, headers={"Retry-After": "30"}))
    assert isinstance(refused, RetryLater)
    assert refused.after == timedelta(seconds=30)


async def test_a_login_that_calls_itself_unavailable_is_asked_again_later() -> None:
    assert isinstance(await refusal(Login(status=400, answer={"error": "temporarily_unavailable"})), RetryLater)


@pytest.mark.parametrize("answer", [b"", b"[]", {"token": "x"}, {"access_token": 7}, {"access_token": "a\r\nb"}])
async def test_an_answer_without_a_token_is_asked_again_later(answer: Any) -> None:
    assert isinstance(await refusal(Login(answer=answer or b"-")), RetryLater)


async def test_an_endless_answer_is_not_read() -> None:
    assert isinstance(await refusal(Login(answer=b"x" * 100_000)), RetryLater)


async def test_a_slow_login_is_not_waited_for() -> None:
    assert isinstance(await refusal(Login(pause=0.3), seconds=0.03), RetryLater)


async def test_a_login_that_is_not_there_is_asked_again_later() -> None:
    async with aiohttp.ClientSession() as session:
        nowhere = f"http://127.0.0.1:{unused_port()}"
        with pytest.raises(RetryLater):
            await credentials.Login(session, APP, now=lambda: START, authority=nowhere).ask(TEAMS_SCOPE)


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_wrong_credentials_are_told_with_the_logins_own_words(status: int) -> None:
    answer = {"error": "invalid_client", "error_codes": [7000215], "error_description": f"wrong: {SECRET}"}
    refused = await refusal(Login(status=status, answer=answer))
    assert isinstance(refused, Undeliverable)
    assert refused.code == "credentials"
    assert "invalid_client AADSTS7000215" in str(refused)
    assert str(refused).endswith("set MICROSOFT_APP_PASSWORD to the secret's value, not to its id.")


@pytest.mark.parametrize("number", [7000222, 700016, 90002, 700027, 70011, 500011, 7000112])
async def test_what_to_do_about_the_logins_no_is_said(number: int) -> None:
    refused = await refusal(Login(status=401, answer={"error": "invalid_client", "error_codes": [number, 1]}))
    assert str(refused).endswith(credentials.REMEDIES[f"AADSTS{number}"])


@pytest.mark.parametrize(
    "answer", [b"<html>", {"error": {"code": 7}}, {"error": f"{SECRET} is wrong", "error_codes": "x"}]
)
async def test_a_refusal_in_odd_words_is_told_by_its_status(answer: Any) -> None:
    refused = await refusal(Login(status=401, answer=answer))
    assert isinstance(refused, Undeliverable)
    assert "401" in str(refused)


async def test_the_secret_does_not_follow_a_redirect() -> None:
    login = Login(status=307, headers={"Location": "/elsewhere/oauth2/v2.0/token"})
    assert isinstance(await refusal(login), Undeliverable)
    assert len(login.asked) == 1


def test_the_secret_is_in_no_repr() -> None:
    assert SECRET not in repr(APP)


async def test_local_mode_needs_no_token() -> None:
    tokens: Tokens = NoTokens()
    tokens.forget(None)
    assert await tokens.token() is None
