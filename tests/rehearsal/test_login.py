"""The login gives tokens to the right bot alone, and what it signs can be verified with what it publishes."""

import time
from typing import Any

import jwt
import pytest

from rehearsal.login import ISSUER, SCOPE
from tests.rehearsal.conftest import QUICK
from tests.rehearsal.playing import AKARI, TENANT, FakeBot, Player, chat_with

FORM = {
    "grant_type": "client_credentials",
    "client_id": QUICK.app_id,
    "client_secret": QUICK.app_secret,
    "scope": SCOPE,
}


async def ask(player: Player, form: dict[str, str], tenant: str = TENANT) -> tuple[int, dict[str, Any]]:
    async with player.session.post(f"{player.url}/login/{tenant}/oauth2/v2.0/token", data=form) as answer:
        return answer.status, await answer.json()


async def verified(player: Player, authorization: str) -> dict[str, Any]:
    """The claims of a token, checked as a bot checks them: by the metadata, the keys and the kid."""
    token = authorization.removeprefix("Bearer ")
    metadata = await player.look("/login/v1/.well-known/openidconfiguration")
    keys = await player.look(metadata["jwks_uri"].removeprefix(player.url))
    kid = jwt.get_unverified_header(token)["kid"]
    key = next((one for one in keys["keys"] if one["kid"] == kid), None)
    if key is None:
        raise jwt.InvalidKeyError("The key is not published.")
    assert key["endorsements"] == ["msteams"]
    claims: dict[str, Any] = jwt.decode(
        token, jwt.PyJWK(key).key, algorithms=["RS256"], audience=QUICK.app_id, issuer=metadata["issuer"]
    )
    return claims


async def test_the_connector_asks_for_a_token_of_the_login(signed: Player) -> None:
    status, body, _ = await signed.teams("POST", "v3/conversations", chat_with(AKARI))
    assert (status, body["error"]["code"]) == (401, "Unauthorized")
    signed.token = "made-up"
    assert (await signed.teams("POST", "v3/conversations", chat_with(AKARI)))[0] == 401
    _, given = await ask(signed, FORM)
    signed.token = given["access_token"]
    assert (await signed.teams("POST", "v3/conversations", chat_with(AKARI)))[0] == 201


async def test_a_token_that_teams_signed_for_the_bot_opens_nothing(signed: Player) -> None:
    signed.token = (await signed.act("sign"))["token"]
    assert (await signed.teams("POST", "v3/conversations", chat_with(AKARI)))[0] == 401


async def test_a_token_says_how_long_it_lives(signed: Player) -> None:
    status, given = await ask(signed, FORM)
    assert status == 200
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 3600)
    claims = jwt.decode(given["access_token"], options={"verify_signature": False})
    assert 3590 < claims["exp"] - time.time() <= 3600
    assert signed.stage.login.requests == 1


@pytest.mark.parametrize(
    ("change", "status", "error", "number"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client", 7000215),
        ({"client_id": "someone"}, 400, "unauthorized_client", 700016),
        ({"scope": "https://graph.microsoft.com/.default"}, 400, "invalid_scope", 70011),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
    ],
)
async def test_whoever_asks_wrongly_gets_no_token(
    signed: Player, change: dict[str, str], status: int, error: str, number: int
) -> None:
    got, body = await ask(signed, FORM | change)
    assert (got, body["error"], body["error_codes"]) == (status, error, [number])
    assert body["error_description"].startswith(f"AADSTS{number}: ")


async def test_another_tenant_gets_no_token(signed: Player) -> None:
    status, body = await ask(signed, FORM, "another")
    assert (status, body["error_codes"]) == (400, [90002])


async def test_a_tenants_metadata_leads_to_its_token_endpoint(player: Player) -> None:
    metadata = await player.look(f"/login/{TENANT}/v2.0/.well-known/openid-configuration")
    assert metadata["token_endpoint"] == f"{player.url}/login/{TENANT}/oauth2/v2.0/token"


async def test_what_reaches_the_bot_is_signed_for_it_and_names_the_service(signed: Player, bot: FakeBot) -> None:
    await signed.act("post", by=AKARI, text="one")
    claims = await verified(signed, bot.headers[-1]["Authorization"])
    assert claims["iss"] == ISSUER
    assert claims["serviceurl"] == bot.last()["serviceUrl"] == f"{signed.url}/teams/"


async def test_what_reaches_the_bot_holds_by_the_rehearsals_clock_however_fast_it_runs(
    signed: Player, bot: FakeBot
) -> None:
    for _ in range(3):
        await signed.act("post", by=AKARI, text="one")
        claims = await verified(signed, bot.headers[-1]["Authorization"])
        now = signed.stage.clock.now().timestamp()
        assert claims["nbf"] < now < claims["exp"]
        await signed.act("clock", advance_seconds=7200)


async def test_without_signing_nothing_is_signed(player: Player, bot: FakeBot) -> None:
    await player.act("post", by=AKARI, text="one")
    assert "Authorization" not in bot.headers[-1]


async def test_after_a_rotation_the_new_key_signs_and_both_are_published(signed: Player, bot: FakeBot) -> None:
    await signed.act("post", by=AKARI, text="one")
    signed.token = (await ask(signed, FORM))[1]["access_token"]
    kid = (await signed.act("rotate-key"))["kid"]
    await signed.act("post", by=AKARI, text="two")
    old, new = (headers["Authorization"] for headers in bot.headers)
    assert jwt.get_unverified_header(new.removeprefix("Bearer "))["kid"] == kid
    assert await verified(signed, new)
    assert await verified(signed, old)
    assert (await signed.teams("POST", "v3/conversations", chat_with(AKARI)))[0] == 201, "its token still holds"


async def test_the_old_key_can_be_withdrawn(signed: Player, bot: FakeBot) -> None:
    await signed.act("post", by=AKARI, text="one")
    await signed.act("rotate-key", keep_old=False)
    with pytest.raises(jwt.InvalidKeyError):
        await verified(signed, bot.headers[0]["Authorization"])


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ({"exp": 1}, jwt.ExpiredSignatureError),
        ({"aud": "someone"}, jwt.InvalidAudienceError),
        ({"iss": "someone"}, jwt.InvalidIssuerError),
        ({"aud": None}, jwt.MissingRequiredClaimError),
        ({"nbf": 9_999_999_999}, jwt.ImmatureSignatureError),
    ],
)
async def test_tokens_with_false_claims_can_be_forged(
    signed: Player, claims: dict[str, object], error: type[Exception]
) -> None:
    token = (await signed.act("sign", claims=claims))["token"]
    with pytest.raises(error):
        await verified(signed, token)


async def test_tokens_of_another_key_or_algorithm_or_without_an_end_can_be_forged(signed: Player) -> None:
    login = signed.stage.login
    with pytest.raises(jwt.InvalidSignatureError):
        await verified(signed, login.sign(key=login.other_key, headers={"kid": login.keys[0].kid}))
    with pytest.raises(jwt.InvalidKeyError):
        await verified(signed, (await signed.act("sign", key="other"))["token"])
    with pytest.raises(jwt.InvalidAlgorithmError):
        await verified(signed, (await signed.act("sign", algorithm="none"))["token"])
    assert "exp" not in await verified(signed, login.sign({"exp": None}))
    assert "algorithm" in await signed.refused("sign", 400, algorithm="HS256")


async def test_a_test_may_bring_a_forged_header(signed: Player, bot: FakeBot) -> None:
    forged = {"Authorization": "Bearer forged"}
    await signed.act("deliver", activity={"type": "message", "id": "1"}, headers=forged)
    assert bot.headers[-1]["Authorization"] == "Bearer forged"
