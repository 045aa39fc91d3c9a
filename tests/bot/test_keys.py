"""Microsoft's keys: fetched once however many ask, learnt when they change, and kept when Microsoft is away."""

import asyncio
from datetime import timedelta
from typing import Any, Final

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.keys import Keys, NoKeysError
from bot.tokens import Refusal
from tests.bot.door import SERVICE, START, Clock, Microsoft, a_door, bearer, published


async def test_however_many_ask_at_once_the_keys_are_fetched_once() -> None:
    async with a_door() as door:
        door.microsoft.pause = 0.05
        headers = [bearer(jti=str(number)) for number in range(20)]
        await asyncio.gather(*(door.verifier.verify(header, SERVICE) for header in headers))
        assert door.microsoft.fetches == 1


async def test_a_caller_who_goes_away_does_not_stop_the_fetch_for_the_others() -> None:
    async with a_door() as door:
        door.microsoft.pause = 0.05
        goes, stays = (asyncio.create_task(door.verifier.verify(bearer(), SERVICE)) for _ in range(2))
        await asyncio.sleep(0.01)
        goes.cancel()
        await stays
        assert door.microsoft.fetches == 1


async def test_a_new_key_is_learnt_when_a_token_names_it() -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(), SERVICE)
        door.microsoft.keys.append(published("two"))
        door.clock.move(timedelta(minutes=1))
        await door.verifier.verify(bearer("two"), SERVICE)
        assert door.microsoft.fetches == 2


async def test_unknown_keys_cause_one_look_a_minute() -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(), SERVICE)
        for _ in range(3):
            assert await door.refuses(bearer("two")) is Refusal.UNKNOWN_KEY
        door.clock.move(timedelta(seconds=59))
        assert await door.refuses(bearer("two", kid="three")) is Refusal.UNKNOWN_KEY
        assert door.microsoft.fetches == 1
        door.clock.move(timedelta(seconds=1))
        assert await door.refuses(bearer("two")) is Refusal.UNKNOWN_KEY
        assert await door.refuses(bearer("two")) is Refusal.UNKNOWN_KEY
        assert door.microsoft.fetches == 2


async def test_keys_are_fetched_again_after_a_day() -> None:
    async with a_door() as door:
        later: dict[str, Any] = {"exp": START.timestamp() + 360_000}
        await door.verifier.verify(bearer(**later), SERVICE)
        door.clock.move(timedelta(hours=23, minutes=59))
        await door.verifier.verify(bearer(**later), SERVICE)
        assert door.microsoft.fetches == 1
        door.clock.move(timedelta(minutes=1))
        await door.verifier.verify(bearer(**later, jti="another"), SERVICE)
        assert door.microsoft.fetches == 2


async def test_known_keys_serve_while_microsoft_is_away() -> None:
    async with a_door() as door:
        later: dict[str, Any] = {"exp": START.timestamp() + 360_000}
        await door.verifier.verify(bearer(**later), SERVICE)
        door.microsoft.status = 503
        door.clock.move(timedelta(hours=30))
        await door.verifier.verify(bearer(**later), SERVICE)
        await door.verifier.verify(bearer(**later, jti="another"), SERVICE)
        assert door.microsoft.fetches == 2
        assert await door.refuses(bearer("two", **later)) is Refusal.UNKNOWN_KEY


async def test_known_keys_serve_while_microsoft_publishes_none() -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(), SERVICE)
        door.microsoft.keys = []
        door.clock.move(timedelta(minutes=1))
        assert await door.refuses(bearer("two")) is Refusal.UNKNOWN_KEY
        await door.verifier.verify(bearer(jti="another"), SERVICE)


async def test_without_any_key_nothing_is_believed_and_a_look_follows_within_seconds() -> None:
    async with a_door() as door:
        door.microsoft.status = 500
        assert await door.refuses(bearer()) is Refusal.KEYS_UNREACHABLE
        assert await door.refuses(bearer()) is Refusal.KEYS_UNREACHABLE
        assert door.microsoft.fetches == 1
        door.microsoft.status = 200
        door.clock.move(timedelta(seconds=5))
        await door.verifier.verify(bearer(), SERVICE)


WEAK: Final = RSAAlgorithm.to_jwk(
    rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key(), as_dict=True
)


@pytest.mark.parametrize(
    "odd",
    [
        7,
        {},
        {"kid": "odd"},
        {"kid": 7, "kty": "RSA", "n": "AQAB", "e": "AQAB"},
        {"kid": "odd", "kty": "EC", "n": "AQAB", "e": "AQAB"},
        {"kid": "odd", "kty": "RSA", "n": "あ", "e": "AQAB"},
        {"kid": "odd", "kty": "RSA", "n": "A", "e": ""},
        {**WEAK, "kid": "odd", "endorsements": ["msteams"]},
    ],
)
async def test_an_odd_key_is_left_out_and_the_others_serve(odd: Any) -> None:
    async with a_door() as door:
        door.microsoft.keys.insert(0, odd)
        await door.verifier.verify(bearer(), SERVICE)
        assert await door.refuses(bearer("one", kid="odd")) is Refusal.UNKNOWN_KEY


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"{}", b'{"jwks_uri": 7}', b'{"jwks_uri": "nowhere"}', b"x" * 2_000_000]
)
async def test_odd_metadata_is_as_good_as_none(answer: bytes) -> None:
    async def odd(_: web.Request) -> web.Response:
        return web.Response(body=answer)

    app = web.Application()
    app.add_routes([web.get("/metadata", odd)])
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        with pytest.raises(NoKeysError):
            await Keys(session, str(server.make_url("/metadata")), Clock()).find("one")


async def test_a_slow_or_absent_microsoft_is_not_waited_for() -> None:
    microsoft, app = Microsoft([published("one")], pause=0.3), web.Application()
    app.add_routes([web.get("/metadata", microsoft.metadata)])
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        for url in (str(server.make_url("/metadata")), f"http://127.0.0.1:{unused_port()}/metadata"):
            with pytest.raises(NoKeysError):
                await Keys(session, url, Clock(), timedelta(seconds=0.03)).find("one")
