"""Signed mode over HTTP, with the rehearsal's login: Teams comes in, everybody else stays out."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Final

import aiohttp
import jwt
import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from app import outside_checks
from models.db.audit import audit
from tests.app.outside import Clock, Rehearsed, signed
from tests.bot import shapes
from tests.bot.shapes import changed
from tests.rehearsal.playing import AKARI

BEFORE = {"community": 1, "trail": 1}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Rehearsed]:
    async with signed(f"sqlite:///{tmp_path / 'aizuchi.db'}") as both:
        yield both


@pytest.fixture
async def on_each(migrated_url: str) -> AsyncIterator[Rehearsed]:
    async with signed(migrated_url) as both:
        yield both


def from_teams(here: Rehearsed) -> dict[str, Any]:
    """A post with the rehearsal's own service address."""
    return changed(shapes.post(), "serviceUrl", here.teams.stage.service_url())


async def test_a_post_is_taken_in_and_gets_its_reaction_with_a_token(on_each: Rehearsed) -> None:
    done = await on_each.teams.act("post", by=AKARI, text=shapes.TEXT)
    assert done["bot_status"] == 200
    await on_each.bot.deliver()
    (call,) = await on_each.teams.look("/rehearsal/journal")
    assert (call["kind"], call["status"]) == ("react", 200)
    (row,) = await on_each.bot.ledger()
    assert row["reacted_at"] is not None
    (shown,) = (await on_each.teams.look("/rehearsal/state"))["threads"]
    assert shown["message"]["reactions"]


def by_hand(header: dict[str, Any], claims: dict[str, Any], sign: Callable[[bytes], bytes]) -> dict[str, str]:
    """A header with a token that no library would make."""
    head, body = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims))
    signature = base64.urlsafe_b64encode(sign(head + b"." + body)).rstrip(b"=")
    return {"Authorization": f"Bearer {(head + b'.' + body + b'.' + signature).decode()}"}


def signed_with_the_public_key(here: Rehearsed) -> dict[str, str]:
    """HS256 with the published key as its secret: the oldest trick."""
    key = here.teams.stage.login.keys[0]
    claims = jwt.decode(here.teams.stage.login.sign(), options={"verify_signature": False})
    secret = str(key.published()["n"]).encode()
    header = {"alg": "HS256", "typ": "JWT", "kid": key.kid}
    return by_hand(header, claims, lambda text: hmac.new(secret, text, hashlib.sha256).digest())


def unknown_key(here: Rehearsed) -> dict[str, str]:
    login = here.teams.stage.login
    return here.bearer(key=login.other_key)


def signature_of_another_token(here: Rehearsed) -> dict[str, str]:
    login = here.teams.stage.login
    (head, body, _), (*_, other) = login.sign({"a": 1}).split("."), login.sign({"a": 2}).split(".")
    return {"Authorization": f"Bearer {head}.{body}.{other}"}


NOW: Final = time.time()
FORGED: Final[dict[str, tuple[str, Callable[[Rehearsed], dict[str, str]]]]] = {
    "unsigned": ("unsigned", lambda here: {}),
    "empty": ("unsigned", lambda here: {"Authorization": ""}),
    "another scheme": ("unsigned", lambda here: {"Authorization": "Basic YTpi"}),
    "garbage": ("malformed", lambda here: {"Authorization": "Bearer garbage"}),
    "dots": ("malformed", lambda here: {"Authorization": "Bearer ..."}),
    "very long": ("malformed", lambda here: {"Authorization": "Bearer " + "x" * 8_100}),
    "no algorithm": ("algorithm", lambda here: here.bearer(algorithm="none")),
    "the public key as secret": ("algorithm", signed_with_the_public_key),
    "another algorithm": ("algorithm", lambda here: here.bearer(algorithm="RS512")),
    "a key never published": ("unknown_key", unknown_key),
    "no key named": ("unknown_key", lambda here: by_hand({"alg": "RS256"}, {}, lambda _: b"x")),
    "a key of no name": ("unknown_key", lambda here: here.bearer(headers={"kid": "another"})),
    "another's signature": ("signature", signature_of_another_token),
    "a foreign issuer": ("issuer", lambda here: here.bearer(claims={"iss": "https://sts.windows.net/x/"})),
    "no issuer": ("issuer", lambda here: here.bearer(claims={"iss": None})),
    "another audience": ("audience", lambda here: here.bearer(claims={"aud": "another-app"})),
    "several audiences": ("audience", lambda here: here.bearer(claims={"aud": ["another-app"]})),
    "no audience": ("audience", lambda here: here.bearer(claims={"aud": None})),
    "no expiry": ("no_expiry", lambda here: here.bearer(claims={"exp": None})),
    "expired": ("expired", lambda here: here.bearer(claims={"exp": int(NOW) - 3_600})),
    "expiry in words": ("malformed", lambda here: here.bearer(claims={"exp": "tomorrow"})),
    "not yet valid": ("not_yet", lambda here: here.bearer(claims={"nbf": int(NOW) + 3_600})),
    "no service": ("service_url", lambda here: here.bearer(claims={"serviceurl": None})),
    "another service": ("service_url", lambda here: here.bearer(claims={"serviceurl": "http://127.0.0.1:1/"})),
    "a service in numbers": ("service_url", lambda here: here.bearer(claims={"serviceurl": 5})),
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_activity_is_answered_401_kept_nowhere_and_told_once(here: Rehearsed, how: str) -> None:
    reason, forge = FORGED[how]
    headers = forge(here)
    with structlog.testing.capture_logs() as logs:
        assert await here.bot.bring(from_teams(here), headers) == (401, None)
    assert here.bot.rows() == BEFORE
    (entry,) = [entry for entry in logs if entry["event"] == "An activity was refused."]
    assert (entry["log_level"], entry["reason"]) == ("warning", reason)
    told = str(logs)
    assert shapes.TEXT not in told
    assert "garbage" not in told
    assert headers.get("Authorization", "Bearer ?").partition(" ")[2][:20] not in told or how in ("empty", "dots")


async def test_what_is_forged_is_kept_in_neither_database(on_each: Rehearsed) -> None:
    for _, forge in FORGED.values():
        assert (await on_each.bot.bring(from_teams(on_each), forge(on_each)))[0] == 401
    assert on_each.bot.rows() == BEFORE
    assert (await on_each.bot.bring(from_teams(on_each), on_each.bearer()))[0] == 200
    assert on_each.bot.rows()["post"] == 1


async def test_a_token_made_for_us_with_an_activity_of_another_tenant_is_refused(here: Rehearsed) -> None:
    foreign = from_teams(here)
    foreign = changed(foreign, "channelData.tenant.id", "99999999-9999-4999-8999-999999999999")
    assert (await here.bot.bring(foreign, here.bearer()))[0] == 401
    nowhere = changed(changed(from_teams(here), "channelData.tenant.id", ""), "conversation.tenantId", None)
    assert (await here.bot.bring(nowhere, here.bearer()))[0] == 401
    assert here.bot.rows() == BEFORE


async def test_a_service_that_is_not_on_the_list_gets_no_token_of_ours(here: Rehearsed) -> None:
    for url in ("https://smba.trafficmanager.net/jp/", "http://localhost:1/", "http://127.0.0.1@evil.example/"):
        headers = here.bearer(claims={"serviceurl": url})
        assert (await here.bot.bring(changed(from_teams(here), "serviceUrl", url), headers))[0] == 401
    assert here.bot.rows() == BEFORE


async def test_two_headers_are_refused_whichever_is_good(here: Rehearsed) -> None:
    good, bad = here.bearer()["Authorization"], "Bearer garbage"
    for first, second in ((good, bad), (bad, good), (good, good)):
        sent: Any = [("Authorization", first), ("Authorization", second)]
        url = f"{here.bot.url}/api/messages"
        async with here.bot.session.post(url, json=from_teams(here), headers=sent) as answer:
            assert answer.status in (400, 401)
    assert here.bot.rows() == BEFORE


async def test_a_key_without_teams_endorsement_signs_nothing(here: Rehearsed, monkeypatch: pytest.MonkeyPatch) -> None:
    login = here.teams.stage.login
    for endorsements in (["webchat"], [], None):
        login.rotate(keep_old=False)
        published = login.keys[0].published() | {"endorsements": endorsements}
        monkeypatch.setattr(login, "published_keys", lambda published=published: {"keys": [published]})
        assert (await here.bot.bring(from_teams(here), here.bearer()))[0] == 401
    assert here.bot.rows() == BEFORE


async def test_a_small_skew_between_the_clocks_is_borne(here: Rehearsed) -> None:
    for claims in ({"exp": int(time.time()) - 120}, {"nbf": int(time.time()) + 120}):
        assert (await here.bot.bring(from_teams(here), here.bearer(claims=claims)))[0] == 200


class Login:
    """Stands before the rehearsal's login, and is down until it is ``up``."""

    def __init__(self) -> None:
        self.up, self.behind = False, ""
        self.app = web.Application()
        self.app.router.add_post("/{path:.*}", self._pass_on)

    async def _pass_on(self, request: web.Request) -> web.Response:
        if not self.up:
            return web.Response(status=503)
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.behind}{request.path}", data=await request.read(), headers=request.headers) as answer,
        ):
            return web.json_response(await answer.json(), status=answer.status)


async def test_after_a_key_is_rotated_posts_are_served(migrated_url: str) -> None:
    clock = Clock()
    async with signed(migrated_url, clock) as here:
        assert (await here.bot.bring(from_teams(here), here.bearer()))[0] == 200
        for keep_old, number in ((True, "1795322221353"), (False, "1795322221354")):
            await here.teams.act("rotate-key", keep_old=keep_old)
            clock.move(minutes=2)
            other = shapes.post(id=number, root=number, serviceUrl=here.teams.stage.service_url())
            assert (await here.bot.bring(other, here.bearer()))[0] == 200
        assert here.bot.rows()["post"] == 3


async def test_while_the_login_is_down_posts_are_kept_and_get_their_reaction_later(migrated_url: str) -> None:
    clock, login = Clock(), Login()
    async with (
        TestServer(login.app) as front,
        signed(migrated_url, clock, login_authority=str(front.make_url("/login"))) as here,
    ):
        login.behind = here.teams.url
        await here.teams.act("post", by=AKARI, text=shapes.TEXT)
        await here.bot.deliver()
        assert (await here.bot.ledger())[0]["reacted_at"] is None
        assert await here.teams.look("/rehearsal/journal") == []
        login.up = True
        clock.move(seconds=30)
        await here.bot.deliver()
        assert (await here.bot.ledger())[0]["reacted_at"] is not None
        assert [call["status"] for call in await here.teams.look("/rehearsal/journal")] == [200]


async def test_a_refused_secret_keeps_everything_until_it_is_mended(migrated_url: str) -> None:
    clock = Clock()
    async with signed(migrated_url, clock, microsoft_app_password=SecretStr("wrong")) as here:
        with structlog.testing.capture_logs() as logs:
            assert (await here.bot.bring(from_teams(here), here.bearer()))[0] == 200
            await here.bot.deliver()
        (entry,) = [entry for entry in logs if entry["log_level"] == "error"]
        assert "credentials were refused" in entry["event"]
        assert "Check its secret" in entry["why"]
        assert "wrong" not in str(entry)
        counted = await here.bot.app.ports.store.read(audit, clock())
        assert (counted.posts, counted.unreacted, counted.undelivered, counted.uncertain) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("secret", "remedy"),
    [("expired", "add a new one to the app in Entra"), ("revoked", "set MICROSOFT_APP_PASSWORD to")],
)
async def test_a_secret_that_ends_is_told_everywhere_and_what_waited_leaves_once_it_is_mended(
    migrated_url: str, secret: str, remedy: str
) -> None:
    clock = Clock()
    async with signed(migrated_url, clock) as here:
        assert await ready(here) == {"status": "ready"}
        await here.teams.act("post", by=AKARI, text=shapes.TEXT)
        await here.bot.deliver()
        await here.teams.act("secret", **{"is": secret})
        await here.teams.act("post", by=AKARI, text=shapes.TEXT)
        clock.move(minutes=57)
        with structlog.testing.capture_logs() as logs:
            await here.bot.deliver()
        (entry,) = [entry for entry in logs if entry["log_level"] == "error"]
        told = (await ready(here))["credentials"]
        (said,) = [one.todo for one in await outside_checks(here.settings) if one.what == "Teams credentials"]
        assert said is not None
        for where in (entry["why"], told, said):
            assert remedy in where
        assert [row["reacted_at"] is None for row in await here.bot.ledger()] == [False, True]
        await here.teams.act("secret", **{"is": "good"})
        clock.move(minutes=5)
        await here.bot.deliver()
        assert [row["reacted_at"] is None for row in await here.bot.ledger()] == [False, False]
        assert await ready(here) == {"status": "ready"}


async def ready(here: Rehearsed) -> Any:
    async with here.bot.session.get(f"{here.bot.url}/readyz") as answer:
        return await answer.json()
