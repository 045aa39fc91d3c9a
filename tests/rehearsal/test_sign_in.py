"""The rehearsal's token service, and what Teams does when the bot asks a presser to sign in."""

from __future__ import annotations

import base64
import json
from typing import Any

import jwt

from tests.rehearsal.playing import HANA, KEN, FakeBot, Player, card

HERE = "/token/api"
LOGIN = "application/vnd.microsoft.activity.loginRequest"
CONSENT = "application/vnd.microsoft.error.preconditionFailed"


def asks(connection: str = "rehearsal", **value: object) -> tuple[int, object]:
    """A bot's answer to a press: sign in."""
    exchange = {"tokenExchangeResource": {"id": "1", "uri": "api://botid-x"}} | value
    return 200, {"statusCode": 401, "type": LOGIN, "value": {"text": "?", "connectionName": connection} | exchange}


NEEDS_CONSENT = 200, {"statusCode": 412, "type": CONSENT, "value": {"code": "412", "message": "?"}}


async def call(player: Player, method: str, path: str, body: object = None, **query: str) -> tuple[int, Any]:
    url = f"{player.url}{HERE}/{path}"
    headers = {} if player.token is None else {"Authorization": f"Bearer {player.token}"}
    async with player.session.request(method, url, params=query, json=body, headers=headers) as answer:
        return answer.status, await answer.json() if await answer.read() else None


async def whose(player: Player, person: str = HANA, connection: str = "rehearsal") -> dict[str, str]:
    return {"userId": await player.teams_id(person), "connectionName": connection, "channelId": "msteams"}


async def test_teams_signs_in_silently_and_presses_again(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    bot.answers = [asks()]
    told = await player.act("press", by=HANA, message=message, verb="like", data={"a": 1})
    assert told["status"] == 200
    first, second = bot.heard[-2:]
    given = second["value"].pop("authentication")
    assert (given["id"], given["connectionName"]) == ("1", "rehearsal")
    assert second["value"] == first["value"]
    assert second["id"] != first["id"]
    status, found = await call(player, "POST", "usertoken/exchange", {"token": given["token"]}, **await whose(player))
    assert status == 200
    claims = jwt.decode(found["token"], options={"verify_signature": False})
    assert (claims["oid"], claims["aud"]) == (HANA, f"{player.url}/graph")
    assert (await call(player, "GET", "usertoken/GetToken", **await whose(player)))[0] == 200
    assert (await call(player, "DELETE", "usertoken/SignOut", **await whose(player)))[0] == 200
    assert (await call(player, "GET", "usertoken/GetToken", **await whose(player)))[0] == 404


async def test_what_is_anothers_is_exchanged_for_nobody(player: Player, bot: FakeBot) -> None:
    hers = player.stage.sign_ins.silent_token(player.stage.world.person(HANA))
    for person, connection, token in ((KEN, "rehearsal", hers), (HANA, "another", hers), (HANA, "rehearsal", "x")):
        asked = await whose(player, person, connection)
        assert (await call(player, "POST", "usertoken/exchange", {"token": token}, **asked))[0] in (404, 412)


async def test_a_yes_to_the_question_makes_the_press_again_with_a_code_for_once(player: Player, bot: FakeBot) -> None:
    await player.act("sign-in", mode="consent")
    message = await player.sent(await player.chat(), **card())
    bot.answers = [asks(), NEEDS_CONSENT]
    await player.act("press", by=HANA, message=message, verb="like", data={"a": 1})
    token = bot.last()["value"]["authentication"]["token"]
    asked = await whose(player)
    assert (await call(player, "POST", "usertoken/exchange", {"token": token}, **asked))[0] == 412
    await player.act("consent", by=HANA, message=message)
    assert bot.last()["value"]["action"] == {"type": "Action.Execute", "verb": "like", "data": {"a": 1}}
    code = bot.last()["value"]["state"]
    kens = await whose(player, KEN)
    assert (await call(player, "GET", "usertoken/GetToken", code="0", **asked))[0] == 404
    assert (await call(player, "GET", "usertoken/GetToken", code=code, **asked))[0] == 200
    assert (await call(player, "GET", "usertoken/GetToken", code=code, **kens))[0] == 404
    assert "asked" in await player.refused("consent", 409, by=HANA, message=message)


async def test_a_no_presses_nothing_and_where_it_is_refused_nobody_can_say_yes(player: Player, bot: FakeBot) -> None:
    await player.act("sign-in", mode="refused")
    message = await player.sent(await player.chat(), **card())
    bot.answers = [asks(), asks()]
    await player.act("press", by=HANA, message=message, verb="like")
    assert "authentication" not in bot.last()["value"], "there is no silent way"
    heard = len(bot.heard)
    assert (await player.act("consent", by=HANA, message=message, accept=False))["status"] is None
    await player.act("press", by=HANA, message=message, verb="like")
    assert "nobody" in await player.refused("consent", 403, by=HANA, message=message)
    assert len(bot.heard) == heard + 1
    assert "silent" in await player.refused("sign-in", 400, mode="loud")


async def test_how_to_sign_in_is_told_for_a_state_that_can_be_read(player: Player) -> None:
    def packed(connection: str) -> str:
        return base64.b64encode(json.dumps({"connectionName": connection}).encode()).decode()

    status, found = await call(player, "GET", "botsignin/GetSignInResource", state=packed("rehearsal"))
    assert (status, set(found)) == (200, {"signInLink", "tokenExchangeResource"})
    assert (await call(player, "GET", "botsignin/GetSignInResource", state=packed("x")))[0] == 404
    assert (await call(player, "GET", "botsignin/GetSignInResource", state="§"))[0] == 400
    assert (await call(player, "GET", "botsignin/GetSignInResource"))[0] == 400


async def test_in_signed_mode_the_service_wants_the_bots_own_token(signed: Player) -> None:
    asked = await whose(signed)
    assert (await call(signed, "GET", "usertoken/GetToken", **asked))[0] == 401
    form = {
        "grant_type": "client_credentials",
        "client_id": signed.stage.options.app_id,
        "client_secret": signed.stage.options.app_secret,
        "scope": "https://api.botframework.com/.default",
    }
    _, given = signed.stage.login.give_token("botframework.com", form)
    signed.token = str(given["access_token"])
    assert (await call(signed, "GET", "usertoken/GetToken", **asked))[0] == 404


async def test_the_journal_keeps_no_token(player: Player) -> None:
    hers = player.stage.sign_ins.silent_token(player.stage.world.person(HANA))
    await call(player, "POST", "usertoken/exchange", {"token": hers}, **await whose(player))
    (entry,) = await player.look("/rehearsal/journal")
    assert (entry["kind"], entry["status"]) == ("token", 200)
    assert (entry["body"], entry["answer"]) == (None, None)
