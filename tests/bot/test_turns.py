"""What a turn answers: presses of cards, and commands wherever people type them, over HTTP."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select

from locales import say
from models.db.tables.ledger import follow_ups
from tests.app.outside import Outside, Rehearsed, rehearsed
from tests.bot import shapes
from tests.bot.shapes import AKARI, HANA, changed
from tests.rehearsal import playing

KEN = {"id": "29:user-2", "name": "伊東 健", "aadObjectId": playing.KEN}
CARD, MESSAGE = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"
LARGEST_CARD = 28 * 1024


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Rehearsed]:
    async with rehearsed(migrated_url) as both:
        yield both


async def a_follow_up(bot: Outside) -> dict[str, Any]:
    """What the buttons of a new post's card carry."""
    assert (await bot.bring(shapes.post()))[0] == 200
    columns = select(follow_ups.c.id, follow_ups.c.version)
    row = await bot.app.ports.store.read(lambda tx: tx.connection.execute(columns).one(), bot.app.ports.now())
    return {"follow_up": row.id, "version": row.version}


async def status_of(bot: Outside) -> tuple[str, str | None]:
    (row,) = await bot.ledger()
    return row["status"], row["claimed_by"]


def card_in(answer: tuple[int, Any]) -> dict[str, Any]:
    """The card that an invoke was answered with."""
    status, body = answer
    assert status == 200
    assert list(body) == ["statusCode", "type", "value"]
    assert (body["statusCode"], body["type"]) == (200, CARD)
    assert (body["value"]["type"], body["value"]["version"]) == ("AdaptiveCard", "1.5")
    assert len(json.dumps(body["value"], ensure_ascii=False).encode()) < LARGEST_CARD
    found: dict[str, Any] = body["value"]
    return found


def sentence_in(answer: tuple[int, Any]) -> str:
    """The sentence that an invoke was answered with."""
    status, body = answer
    assert status == 200
    assert (body["statusCode"], body["type"]) == (200, MESSAGE)
    return str(body["value"])


async def test_a_press_is_answered_with_the_card_as_it_is_now(here: Rehearsed) -> None:
    data = await a_follow_up(here.bot)
    card = card_in(await here.bot.bring(shapes.press("claim", data)))
    assert say("notice-claimed", {}, "ja", "Asia/Tokyo") in json.dumps(card, ensure_ascii=False)
    assert await status_of(here.bot) == ("claimed", HANA["aadObjectId"])


async def test_a_press_brought_again_is_done_once_and_answered_alike(here: Rehearsed) -> None:
    data = await a_follow_up(here.bot)
    press = shapes.press("claim", data)
    card_in(await here.bot.bring(press))
    once = here.bot.rows()
    for again in (press, changed(press, "id", "1795322229999")):
        card_in(await here.bot.bring(again))
    assert here.bot.rows() == once
    assert await status_of(here.bot) == ("claimed", HANA["aadObjectId"])


async def test_who_pressed_is_who_teams_says_and_not_what_the_card_says(here: Rehearsed) -> None:
    data = await a_follow_up(here.bot) | {"by": HANA["aadObjectId"], "from": HANA}
    card_in(await here.bot.bring(shapes.press("claim", data, by=KEN)))
    assert await status_of(here.bot) == ("claimed", playing.KEN)
    card_in(await here.bot.bring(shapes.press("claim", data)))
    assert await status_of(here.bot) == ("claimed", playing.KEN)


async def test_somebody_who_answers_for_nobody_gets_a_sentence_and_no_card(here: Rehearsed) -> None:
    data = await a_follow_up(here.bot)
    said = sentence_in(await here.bot.bring(shapes.press("claim", data, by=AKARI)))
    assert said == say("refused-not-responder", {}, "ja", "Asia/Tokyo")
    assert await status_of(here.bot) == ("waiting", None)


async def test_a_stranger_gets_a_sentence_and_no_card(here: Rehearsed) -> None:
    data = await a_follow_up(here.bot)
    stranger = {"id": "29:stranger", "name": "?", "aadObjectId": "cccccccc-0000-4000-8000-000000000009"}
    assert shapes.TEXT not in sentence_in(await here.bot.bring(shapes.press("claim", data, by=stranger)))
    foreign = changed(shapes.press("claim", data), "channelData.tenant.id", "99999999-9999-4999-8999-999999999999")
    assert shapes.TEXT not in sentence_in(await here.bot.bring(foreign))
    assert await status_of(here.bot) == ("waiting", None)


async def test_whatever_a_press_carries_is_answered_and_changes_nothing(here: Rehearsed) -> None:
    data = await a_follow_up(here.bot)
    before = here.bot.rows()
    carried: dict[str, list[Any]] = {
        "claim": [
            None, "text", {}, {"follow_up": "unknown", "version": 0}, {"follow_up": [1], "version": 0},
            data | {"version": "0"}, data | {"version": True}, data | {"version": 2**40}, data | {"version": -(2**70)},
            data | {"follow_up": "x" * 5_000}, data | {"follow_up": "\x00"},
        ],
        "fly": [data],
        "x" * 90: [data],
        "settle": [data | {"reason": "other", "words": "\x00 "}, data | {"reason": ["x"]}],
        "promise": [data | {"until": until} for until in ("tomorrow", "9999-12-31", "0001-01-01", 5, None)],
    }  # fmt: skip
    for verb, field in ((verb, field) for verb, fields in carried.items() for field in fields):
        status, body = await here.bot.bring(shapes.press(verb, field))
        assert status == 200, (verb, field)
        assert body["statusCode"] == 200, (verb, field)
        assert (await status_of(here.bot))[0] in ("waiting", "claimed"), (verb, field)
    assert here.bot.rows()["follow_up"] == before["follow_up"]


async def test_a_reason_is_kept_without_what_no_database_holds(here: Rehearsed) -> None:
    data = await a_follow_up(here.bot)
    card_in(await here.bot.bring(shapes.press("settle", data | {"reason": "other", "words": "対応\x00済み\ud83d"})))
    assert (await status_of(here.bot))[0] == "settled"


async def test_the_card_of_the_longest_post_fits(here: Rehearsed) -> None:
    long = shapes.post("あ\n" * 30_000 + "*_[](x)" * 1_000, id="1795322221999", root="1795322221999")
    assert (await here.bot.bring(long))[0] == 200
    columns = select(follow_ups.c.id, follow_ups.c.version)
    row = await here.bot.app.ports.store.read(lambda tx: tx.connection.execute(columns).one(), here.bot.app.ports.now())
    card_in(await here.bot.bring(shapes.press("claim", {"follow_up": row.id, "version": row.version})))


async def test_the_queue_is_asked_for_and_worked_on_in_the_chat(here: Rehearsed) -> None:
    await here.teams.act("post", by=playing.AKARI, text=shapes.TEXT)
    assert (await here.teams.act("say", by=playing.HANA, text="キュー"))["bot_status"] == 200
    await here.bot.deliver()
    shown = (await here.teams.look("/rehearsal/state"))["chats"][playing.HANA]
    queue = next(message for message in shown if message["from"] == "bot")
    (row,) = [action for action in executes(queue["card"]) if action["verb"] == "show"]
    pressed = await here.teams.act("press", by=playing.HANA, message=queue["id"], verb="show", data=row["data"])
    assert (pressed["status"], pressed["body"]["statusCode"]) == (200, 200)
    await here.bot.deliver()
    shown = (await here.teams.look("/rehearsal/state"))["chats"][playing.HANA]
    card = [message for message in shown if message["from"] == "bot"][-1]
    (claim,) = [action for action in executes(card["card"]) if action["verb"] == "claim"]
    await here.teams.act("press", by=playing.HANA, message=card["id"], verb="claim", data=claim["data"])
    assert await status_of(here.bot) == ("claimed", playing.HANA)


def executes(card: Any) -> list[dict[str, Any]]:
    """Every button of a card that is answered by the bot, however deep."""
    inner = card.values() if isinstance(card, dict) else card if isinstance(card, list) else ()
    found = [action for part in inner for action in executes(part)]
    return [card, *found] if isinstance(card, dict) and card.get("type") == "Action.Execute" else found


@pytest.mark.parametrize("act", ["mention", "slash"])
async def test_a_command_in_the_channel_is_answered_for_the_asker_alone(here: Rehearsed, act: str) -> None:
    done = await here.teams.act(act, by=playing.AKARI, text="stats")
    assert done["bot_status"] == 200
    assert not here.bot.rows().keys() & {"post", "follow_up"}
    await here.bot.deliver()
    (call,) = await here.journal("target")
    assert call["status"] == 201
    assert "isTargetedActivity=true" in call["path"]
    assert call["body"]["recipient"] == {"id": await here.teams.teams_id(playing.AKARI), "isTargeted": True}
    state = await here.teams.look("/rehearsal/state")
    assert list(state["targeted"]) == [playing.AKARI]
    assert [message["from"] for thread in state["threads"] for message in thread["replies"]] == []
    assert await here.journal("react") == []


async def test_a_command_in_the_chat_is_answered_there(here: Rehearsed) -> None:
    for words in ("ヘルプ", "／help", "stats", "なんだろう"):
        assert (await here.teams.act("say", by=playing.HANA, text=words))["bot_status"] == 200
        await here.bot.deliver()
    state = await here.teams.look("/rehearsal/state")
    assert [message["from"] for message in state["chats"][playing.HANA]].count("bot") == 4
    assert state["targeted"] == {}
    assert here.bot.rows().keys() & {"post", "follow_up"} == set()


async def test_a_mention_that_is_no_command_is_a_post_as_any_other(here: Rehearsed) -> None:
    await here.teams.act("mention", by=playing.AKARI, text="ありがとうございます。使い方を教えてください。")
    await here.bot.deliver()
    assert {"post": 1, "follow_up": 1}.items() <= here.bot.rows().items()
    assert [call["status"] for call in await here.journal("react")] == [200]
    assert await here.journal("target") == []


async def test_a_command_that_teams_brings_twice_is_answered_once(here: Rehearsed) -> None:
    told = shapes.slash("help", by=AKARI, serviceUrl=here.teams.stage.service_url())
    for _ in range(3):
        assert await here.bot.bring(told) == (200, None)
    assert here.bot.rows()["outbox"] == 1
