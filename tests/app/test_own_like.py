"""A responder's own like, from the press on a card to Graph, with the rehearsal's token service over HTTP."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, Final

import pytest
import structlog

from models.db.audit import audit
from tests.app.outside import Rehearsed, rehearsed
from tests.rehearsal.playing import AKARI, HANA, KEN

LIKED: Final = "あなたの「いいね」が付いています。"
Found = dict[str, Any]


async def opened(here: Rehearsed, by: str = KEN) -> tuple[str, str, Found]:
    """A post, and its card in a responder's chat: the post's id, the card's message, and the card."""
    await here.teams.act("install")
    post = (await here.teams.act("post", by=AKARI, text="議事録を短くする頼み方は？"))["id"]
    await here.teams.act("install", by=by)
    await here.teams.act("say", by=by, text="queue")
    await here.bot.deliver()
    queue = (await chat(here, by))[-1]
    (show,) = [one for one in actions(queue["card"]) if one.get("verb") == "show"]
    await here.teams.act("press", by=by, message=queue["id"], verb="show", data=show["data"])
    await here.bot.deliver()
    shown = (await chat(here, by))[-1]
    return post, shown["id"], shown["card"]


async def chat(here: Rehearsed, by: str) -> list[Found]:
    found: list[Found] = (await here.teams.look("/rehearsal/state"))["chats"][by]
    return found


def actions(part: object) -> list[Found]:
    """Every action of a card, those within it as well."""
    if isinstance(part, list):
        return [found for one in part for found in actions(one)]
    if not isinstance(part, dict):
        return []
    own = [part] if str(part.get("type", "")).startswith("Action.") else []
    return own + [found for one in part.values() for found in actions(one)]


def like_of(card: Found) -> Found:
    (found,) = [one for one in actions(card) if one["title"] == "👍 いいね"]
    return found


async def liked(here: Rehearsed, message: str, card: Found, by: str = KEN) -> Found:
    """Presses the like. Returns what the bot answered at last."""
    answered = await here.teams.act("press", by=by, message=message, verb="like", data=like_of(card)["data"])
    assert answered["status"] == 200
    body: Found = answered["body"]
    return body


async def likes(here: Rehearsed) -> list[str]:
    """Which people like the oldest post, the bot left out."""
    thread = (await here.teams.look("/rehearsal/state"))["threads"][0]
    return [by for one in thread["message"]["reactions"] if one["type"] == "like" for by in one["by"] if by != "bot"]


def said(body: Found) -> str:
    return json.dumps(body, ensure_ascii=False)


async def test_one_press_sets_the_pressers_own_like_and_it_is_the_receipt(here: Rehearsed) -> None:
    _, message, card = await opened(here)
    assert like_of(card)["type"] == "Action.Execute"
    body = await liked(here, message, card)
    assert body["statusCode"] == 200
    assert LIKED in said(body)
    assert not [one for one in actions(body["value"]) if one["title"] == "👍 いいね"], "one post, one like"
    assert await likes(here) == [KEN]
    (row,) = await here.bot.ledger()
    assert (row["received_by"], row["status"]) == (KEN, "waiting")


async def test_the_second_press_finds_the_sign_in_and_the_like_there_already(local: Rehearsed) -> None:
    _, message, card = await opened(local)
    await liked(local, message, card)
    assert LIKED in said(await liked(local, message, card))
    assert await likes(local) == [KEN]
    assert [one["path"] for one in await local.journal("token")] == [
        "/token/api/usertoken/GetToken",
        "/token/api/botsignin/GetSignInResource",
        "/token/api/usertoken/exchange",
    ]
    assert len([one for one in await local.journal("graph") if "setReaction" in one["path"]]) == 1


async def test_who_must_consent_is_asked_and_the_press_is_made_again_with_a_code(here: Rehearsed) -> None:
    await here.teams.act("sign-in", mode="consent")
    _, message, card = await opened(here)
    asked = await liked(here, message, card)
    assert (asked["statusCode"], asked["type"]) == (412, "application/vnd.microsoft.error.preconditionFailed")
    assert await likes(here) == []
    answered = await here.teams.act("consent", by=KEN, message=message)
    assert LIKED in said(answered["body"])
    assert await likes(here) == [KEN]


async def test_who_does_not_consent_loses_nothing_and_may_press_again(local: Rehearsed) -> None:
    await local.teams.act("sign-in", mode="consent")
    _, message, card = await opened(local)
    await liked(local, message, card)
    assert (await local.teams.act("consent", by=KEN, message=message, accept=False))["status"] is None
    assert (await chat(local, KEN))[-1]["card"] == card
    assert (await liked(local, message, card))["statusCode"] == 412
    assert (await local.bot.ledger())[0]["received_by"] is None


async def test_where_nobody_may_consent_the_sign_in_says_what_to_do_instead(local: Rehearsed) -> None:
    await local.teams.act("sign-in", mode="refused")
    _, message, card = await opened(local)
    asked = await liked(local, message, card)
    assert (asked["statusCode"], asked["type"]) == (401, "application/vnd.microsoft.activity.loginRequest")
    value = asked["value"]
    assert "Teamsで投稿を開いて" in value["text"]
    assert (value["connectionName"], set(value["tokenExchangeResource"])) == ("rehearsal", {"id", "uri"})
    assert value["buttons"] == [
        {"title": "サインイン", "text": "サインイン", "type": "signin", "value": f"{local.teams.url}/token/sign-in"}
    ]


async def test_a_wrong_code_or_a_token_of_somebody_else_signs_nobody_in(local: Rehearsed) -> None:
    _, message, card = await opened(local)
    stage = local.teams.stage
    hers = stage.sign_ins.silent_token(stage.world.person(HANA))
    for signed_in, status in (
        ({"state": "000000"}, 401),
        ({"state": ["x"]}, 401),
        ({"authentication": {"connectionName": "rehearsal", "token": hers}}, 412),
        ({"authentication": {"connectionName": "another", "token": hers}}, 401),
        ({"authentication": "x"}, 401),
    ):
        press = pressed(local, message, card)
        press["value"] |= signed_in
        _, body = await local.bot.bring(press)
        assert body["statusCode"] == status
    assert await likes(local) == []


async def test_who_presses_without_an_id_of_teams_is_asked_to_sign_in(local: Rehearsed) -> None:
    _, message, card = await opened(local)
    press = pressed(local, message, card)
    press["from"] = {name: value for name, value in press["from"].items() if name != "id"}
    status, body = await local.bot.bring(press)
    assert (status, body["statusCode"]) == (200, 401)


def pressed(here: Rehearsed, message: str, card: Found) -> Found:
    """The activity of Ken's press on the like."""
    stage = here.teams.stage
    heard = next(one.activity for one in reversed(stage.delivery.log) if one.activity["type"] == "invoke")
    action = {"type": "Action.Execute", "verb": "like", "data": like_of(card)["data"]}
    return dict(heard) | {"replyToId": message, "value": {"action": action, "trigger": "manual"}}


TROUBLE: Final[dict[str, tuple[Found, str]]] = {
    "the token service is down": ({"kind": "token", "answer": 503}, "いまはTeamsにつながりにくいようです。"),
    "the token service hangs up": (
        {"kind": "token", "method": "POST", "answer": "cut"},
        "いまはTeamsにつながりにくいようです。",
    ),
    "the token service knows us no more": ({"kind": "token", "answer": 403}, "「いいね」を付けられませんでした。"),
    "Graph asks to wait": ({"kind": "graph", "answer": 429}, "いまはTeamsにつながりにくいようです。"),
    "Graph is down": ({"kind": "graph", "answer": 503}, "いまはTeamsにつながりにくいようです。"),
    "Graph does not allow it": ({"kind": "graph", "answer": 403}, "まだ許可されていません。"),
    "Graph finds no post": ({"kind": "graph", "answer": 404}, "その投稿が見つかりませんでした。"),
}


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_trouble_is_said_on_the_card_loses_nothing_and_passes(local: Rehearsed, trouble: str) -> None:
    fault, sentence = TROUBLE[trouble]
    _, message, card = await opened(local)
    await local.teams.act("faults", count=1, **fault)
    body = await liked(local, message, card)
    assert sentence in said(body)
    assert like_of(body["value"])["type"] == "Action.Execute"
    assert (await likes(local), (await local.bot.ledger())[0]["received_by"]) == ([], None)
    assert LIKED in said(await liked(local, message, card))
    assert await likes(local) == [KEN]


async def test_trouble_is_said_in_english_to_who_reads_english(local: Rehearsed) -> None:
    _, message, card = await opened(local)
    await local.teams.act("say", by=KEN, text="language en")
    await local.teams.act("faults", kind="graph", answer=403, count=1)
    assert "The bot is not allowed to like posts in your name yet." in said(await liked(local, message, card))


async def test_a_token_that_graph_takes_no_more_is_forgotten_and_the_member_signed_in_anew(local: Rehearsed) -> None:
    _, message, card = await opened(local)
    stage = local.teams.stage
    ken = stage.world.person(KEN)
    assert stage.sign_ins.exchanged(ken, stage.sign_ins.silent_token(ken) or "")
    await local.teams.act("faults", kind="graph", answer=401, count=2)
    assert LIKED in said(await liked(local, message, card))
    assert [one["path"].rpartition("/")[2] for one in await local.journal("token")] == [
        "GetToken",
        "SignOut",
        "GetSignInResource",
        "exchange",
    ]


async def test_no_token_of_a_member_is_logged_or_kept(here: Rehearsed) -> None:
    with structlog.testing.capture_logs() as logs:
        _, message, card = await opened(here)
        await here.teams.act("faults", kind="graph", answer=403, count=1)
        await liked(here, message, card)
        await liked(here, message, card)
    kept = await asyncio.to_thread(Path(here.bot.database_url.removeprefix("sqlite:///")).read_bytes)
    token = here.teams.stage.sign_ins.token(here.teams.stage.world.person(KEN), None)
    assert token
    head = token.split(".")[0]
    for place in (str(logs), kept.decode(errors="replace")):
        assert head not in place
        assert "silent-" not in place


async def test_without_the_sign_in_the_button_opens_the_post(tmp_path: Path) -> None:
    async with rehearsed(f"sqlite:///{tmp_path / 'aizuchi.db'}") as here:
        post, message, card = await opened(here)
        found = like_of(card)
        assert found["type"] == "Action.OpenUrl"
        assert f"/{post}?" in found["url"]
        forged = {"follow_up": actions(card)[1]["data"]["follow_up"], "version": 1}
        answered = await here.teams.act("press", by=KEN, message=message, verb="like", data=forged)
        assert "準備が、まだできていません。" in said(answered["body"])
        counted = await here.bot.app.ports.store.read(audit, here.teams.stage.clock.now())
        assert counted.undelivered == 0
