"""A message at our door is believed only with a token of Teams' own, and each way to be wrong has its name."""

import asyncio
import base64
import json
from datetime import timedelta
from typing import Any, Final

import jwt
import orjson
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from jwt.algorithms import HMACAlgorithm

from bot.tokens import ISSUER, LONGEST_TOKEN, MOST_KNOWN, Refusal, Unauthorized
from tests.bot.door import APP, PRIVATE, SERVICE, START, a_door, bearer, by_hand, published


async def test_teams_own_token_is_believed() -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(), SERVICE)


async def test_a_token_without_nbf_is_believed() -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(nbf=None), SERVICE)


async def test_the_service_url_claim_may_be_spelled_either_way() -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(serviceurl=None, serviceUrl=SERVICE), SERVICE)


@pytest.mark.parametrize(
    "url", [SERVICE.rstrip("/"), SERVICE.replace("smba", "SMBA"), SERVICE.replace("https", "HTTPS")]
)
async def test_a_slash_at_the_end_and_the_case_of_the_host_do_not_count(url: str) -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(), url)
        await door.verifier.verify(bearer(serviceurl=url), SERVICE)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "https://sts.windows.net/someone/"}, Refusal.ISSUER),
        ({"iss": None}, Refusal.ISSUER),
        ({"aud": "another-bot"}, Refusal.AUDIENCE),
        ({"aud": None}, Refusal.AUDIENCE),
        ({"aud": [APP]}, Refusal.AUDIENCE),
        ({"exp": None}, Refusal.NO_EXPIRY),
        ({"exp": START.timestamp() - 300}, Refusal.EXPIRED),
        ({"exp": 0}, Refusal.EXPIRED),
        ({"nbf": START.timestamp() + 301}, Refusal.NOT_YET),
        ({"serviceurl": None}, Refusal.SERVICE_URL),
        ({"serviceurl": 7}, Refusal.SERVICE_URL),
        ({"serviceurl": "https://evil.example/emea/tenant/"}, Refusal.SERVICE_URL),
        ({"serviceurl": "https://[evil"}, Refusal.SERVICE_URL),
    ],
)
async def test_a_claim_that_is_not_as_it_must_be_is_refused(changes: dict[str, Any], reason: Refusal) -> None:
    async with a_door() as door:
        assert await door.refuses(bearer(**changes)) is reason


@pytest.mark.parametrize("name", ["exp", "nbf"])
@pytest.mark.parametrize("value", ["soon", True, [], {}])
async def test_a_moment_that_is_no_number_is_malformed(name: str, value: Any) -> None:
    async with a_door() as door:
        claims = {"iss": ISSUER, "aud": APP, "exp": START.timestamp() + 60, "serviceurl": SERVICE, name: value}
        signed = jwt.PyJWS().encode(orjson.dumps(claims), PRIVATE["one"], "RS256", {"kid": "one"})
        assert await door.refuses(f"Bearer {signed}") is Refusal.MALFORMED


@pytest.mark.parametrize("payload", [b"", b"[]", b'"text"', b'{"exp": 1e999}', b"[" * 3000, b'{"iss": "\\ud800"}'])
async def test_signed_nonsense_is_refused(payload: bytes) -> None:
    async with a_door() as door:
        signed = jwt.PyJWS().encode(payload, PRIVATE["one"], "RS256", {"kid": "one"})
        assert await door.refuses(f"Bearer {signed}") is Refusal.ISSUER


async def test_five_minutes_of_skew_are_forgiven() -> None:
    async with a_door() as door:
        await door.verifier.verify(bearer(exp=START.timestamp() - 299), SERVICE)
        await door.verifier.verify(bearer(nbf=START.timestamp() + 299), SERVICE)


async def test_a_forged_signature_is_refused() -> None:
    async with a_door() as door:
        assert await door.refuses(bearer("two", kid="one")) is Refusal.SIGNATURE


async def test_a_changed_claim_breaks_the_signature() -> None:
    async with a_door() as door:
        header, _, signature = bearer().split(".")
        _, other, _ = bearer(aud="another-bot").split(".")
        assert await door.refuses(f"{header}.{other}.{signature}") is Refusal.SIGNATURE


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "token"])
async def test_a_message_without_a_bearer_token_is_unsigned(authorization: str | None) -> None:
    async with a_door() as door:
        assert await door.refuses(authorization) is Refusal.UNSIGNED


async def test_the_algorithm_is_ours_to_choose() -> None:
    async with a_door() as door:
        claims = {"iss": ISSUER, "aud": APP, "exp": START.timestamp() + 60, "serviceurl": SERVICE}
        unsigned = jwt.encode(claims, "", algorithm="none", headers={"kid": "one"})
        stronger = jwt.encode(claims, PRIVATE["one"], algorithm="RS512", headers={"kid": "one"})
        assert await door.refuses(f"Bearer {unsigned}") is Refusal.ALGORITHM
        assert await door.refuses(f"Bearer {stronger}") is Refusal.ALGORITHM
        assert await door.refuses(by_hand({"alg": ["RS256"], "kid": "one"})) is Refusal.ALGORITHM


async def test_the_public_key_as_a_shared_secret_opens_nothing() -> None:
    async with a_door() as door:
        public = PRIVATE["one"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        signed = bearer().removeprefix("Bearer ").split(".")[1]
        header = base64.urlsafe_b64encode(orjson.dumps({"alg": "HS256", "kid": "one"})).decode().rstrip("=")
        signature = HMACAlgorithm(HMACAlgorithm.SHA256).sign(f"{header}.{signed}".encode(), public)
        end = base64.urlsafe_b64encode(signature).decode().rstrip("=")
        assert await door.refuses(f"Bearer {header}.{signed}.{end}") is Refusal.ALGORITHM


async def test_an_unknown_key_is_refused() -> None:
    async with a_door() as door:
        assert await door.refuses(bearer("two")) is Refusal.UNKNOWN_KEY
        assert await door.refuses(by_hand({"alg": "RS256"})) is Refusal.UNKNOWN_KEY


@pytest.mark.parametrize("endorsements", [["webchat"], [], None, "msteams", [["msteams"]]])
async def test_a_key_that_may_not_sign_for_teams_is_refused(endorsements: Any) -> None:
    async with a_door(published("one", endorsements=endorsements)) as door:
        assert await door.refuses(bearer()) is Refusal.ENDORSEMENT


@pytest.mark.parametrize("token", ["x", "..", "a.b", "a.b.c", "!.!.!", "a.b.c.d", "あ.い.う", "\udcff.a.b", "a b.c.d"])
async def test_garbage_is_malformed(token: str) -> None:
    async with a_door() as door:
        assert await door.refuses(f"Bearer {token}") is Refusal.MALFORMED


async def test_a_token_that_is_too_long_or_too_deep_is_malformed() -> None:
    async with a_door() as door:
        assert await door.refuses(bearer(more="a" * LONGEST_TOKEN)) is Refusal.MALFORMED
        assert await door.refuses(by_hand(b"[" * 5000)) is Refusal.MALFORMED
        assert door.microsoft.fetches == 0


JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(authorization=st.one_of(st.text(), st.text(alphabet="ey.=_-aA0").map("Bearer ".__add__)), url=st.text())
def test_whatever_stands_there_ends_as_unauthorized(authorization: str, url: str) -> None:
    assert not asyncio.run(is_believed(authorization, url))


@given(alg=st.just("RS256") | JSON, kid=st.just("one") | JSON, more=JSON, payload=JSON)
def test_whatever_an_unsigned_header_says_ends_as_unauthorized(alg: Any, kid: Any, more: Any, payload: Any) -> None:
    header = {"alg": alg, "kid": kid, "crit": more, "b64": more}
    assert not asyncio.run(is_believed(by_hand(json.dumps(header).encode(), json.dumps(payload).encode()), SERVICE))


@given(
    claims=st.fixed_dictionaries({"iss": st.just(ISSUER) | JSON, "aud": st.just(APP) | JSON, "exp": JSON, "nbf": JSON})
)
def test_whatever_the_claims_say_verify_returns_or_refuses(claims: dict[str, Any]) -> None:
    payload = json.dumps(claims | {"serviceurl": SERVICE}).encode()
    asyncio.run(is_believed("Bearer " + jwt.PyJWS().encode(payload, PRIVATE["one"], "RS256", {"kid": "one"}), SERVICE))


@given(claimed=st.text(), given_url=st.text())
def test_odd_service_urls_are_compared_without_harm(claimed: str, given_url: str) -> None:
    payload = {"iss": ISSUER, "aud": APP, "exp": START.timestamp() + 60, "serviceurl": claimed}
    signed = jwt.PyJWS().encode(json.dumps(payload).encode(), PRIVATE["one"], "RS256", {"kid": "one"})
    asyncio.run(is_believed(f"Bearer {signed}", given_url))


async def is_believed(authorization: str, url: str) -> bool:
    async with a_door() as door:
        try:
            await door.verifier.verify(authorization, url)
        except Unauthorized:
            return False
        return True


async def test_a_token_seen_before_is_held_against_the_clock_and_the_service_again() -> None:
    async with a_door() as door:
        header = bearer(exp=START.timestamp() + 60)
        await door.verifier.verify(header, SERVICE)
        assert await door.refuses(header, "https://smba.trafficmanager.net/amer/tenant/") is Refusal.SERVICE_URL
        assert await door.refuses(header, None) is Refusal.SERVICE_URL
        door.clock.move(timedelta(seconds=359))
        await door.verifier.verify(header, SERVICE)
        door.clock.move(timedelta(seconds=1))
        assert await door.refuses(header) is Refusal.EXPIRED


async def test_a_withdrawn_key_opens_nothing_once_its_tokens_are_looked_at_again() -> None:
    async with a_door() as door:
        header = bearer(exp=START.timestamp() + 360_000)
        await door.verifier.verify(header, SERVICE)
        door.microsoft.keys = [published("two")]
        await door.verifier.verify(header, SERVICE)
        door.clock.move(timedelta(hours=24))
        assert await door.refuses(header) is Refusal.UNKNOWN_KEY


async def test_verified_tokens_are_kept_in_bounds_and_the_oldest_goes_first() -> None:
    async with a_door() as door:
        headers = [bearer(jti=str(number)) for number in range(MOST_KNOWN)]
        for header in headers:
            await door.verifier.verify(header, SERVICE)
        door.microsoft.keys = [published("two")]
        door.clock.move(timedelta(minutes=1))
        await door.verifier.verify(bearer("two"), SERVICE)
        assert await door.refuses(headers[0]) is Refusal.UNKNOWN_KEY
        for header in headers[1:]:
            await door.verifier.verify(header, SERVICE)
