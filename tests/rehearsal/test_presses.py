"""A press on a card: what the bot is told, and what its answer does to the presser's screen."""

from typing import Any

import pytest

from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, FakeBot, Player, activities, card

NEW_CARD = {"type": "AdaptiveCard", "version": "1.5", "body": []}


def with_card() -> dict[str, object]:
    return {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": NEW_CARD}


def with_text(text: str) -> dict[str, object]:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text}


async def shown(player: Player) -> dict[str, Any]:
    """The only message of HANA's chat."""
    (message,) = (await player.look("/rehearsal/state"))["chats"][HANA]
    found: dict[str, Any] = message
    return found


async def test_the_bot_is_told_verb_data_presser_and_message(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    bot.answers = [(200, with_text("ok"))]
    told = await player.act("press", by=HANA, message=message, verb="claim", data={"follow_up": 12})
    assert bot.last()["name"] == "adaptiveCard/action"
    assert bot.last()["value"] == {
        "action": {"type": "Action.Execute", "verb": "claim", "data": {"follow_up": 12}},
        "trigger": "manual",
    }
    assert bot.last()["from"]["aadObjectId"] == HANA
    assert bot.last()["replyToId"] == message
    assert told["status"] == told["bot_status"] == 200
    assert told["body"] == with_text("ok")


async def test_a_card_in_the_answer_replaces_the_card(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    bot.answers = [(200, with_card())]
    await player.act("press", by=HANA, message=message, verb="claim")
    assert (await shown(player))["card"] == NEW_CARD


async def test_in_a_channel_the_card_changes_for_the_presser_alone_until_the_bot_updates_it(
    player: Player, bot: FakeBot
) -> None:
    message = await player.sent(CHANNEL, **card("for all"))
    bot.answers = [(200, with_card())]
    await player.act("press", by=HANA, message=message, verb="claim")
    root = (await player.look("/rehearsal/state"))["threads"][0]["message"]
    assert root["card"]["body"][0]["text"] == "for all"
    assert root["cards_for"] == {HANA: NEW_CARD}
    await player.teams("PUT", activities(CHANNEL, message), {"type": "message"} | card("new for all"))
    assert (await player.look("/rehearsal/state"))["threads"][0]["message"]["cards_for"] == {}


async def test_a_text_in_the_answer_is_shown_to_the_presser(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    bot.answers = [(200, with_text("もう答えがあります"))]
    await player.act("press", by=HANA, message=message, verb="claim")
    assert (await shown(player))["notice"] == "もう答えがあります"
    assert (await shown(player))["notice_for"] == HANA


async def test_an_error_in_the_answer_is_shown_too(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    error = {"code": "BadRequest", "message": "この操作はできません"}
    bot.answers = [(200, {"statusCode": 400, "type": "application/vnd.microsoft.error", "value": error})]
    told = await player.act("press", by=HANA, message=message, verb="claim")
    assert told["body"]["statusCode"] == 400
    assert (await shown(player))["notice"] == "この操作はできません"


@pytest.mark.parametrize("status", [400, 500])
async def test_when_the_bot_fails_the_presser_is_told_that_something_went_wrong(
    player: Player, bot: FakeBot, status: int
) -> None:
    message = await player.sent(await player.chat(), **card())
    bot.answers = [(status, None)]
    assert (await player.act("press", by=HANA, message=message, verb="claim"))["status"] == status
    assert (await shown(player))["notice"].startswith("問題が発生しました")


async def test_a_refresh_is_told_as_automatic(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    await player.act("press", by=HANA, message=message, verb="look", trigger="automatic")
    assert bot.last()["value"]["trigger"] == "automatic"


async def test_a_submitted_card_is_a_message_with_a_value(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    told = await player.act("submit", by=HANA, message=message, data={"verb": "claim"})
    assert told["status"] == 200
    assert (bot.last()["type"], bot.last()["value"]) == ("message", {"verb": "claim"})
    assert bot.last()["replyToId"] == message
    assert "text" not in bot.last()


async def test_nobody_presses_what_they_do_not_see(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(HANA), **card())
    plain = await player.sent(await player.chat(KEN), text="no card")
    assert await player.refused("press", 403, by=KEN, message=message, verb="claim")
    assert await player.refused("submit", 403, by=AKARI, message=message)
    assert await player.refused("press", 409, by=KEN, message=plain, verb="claim")
    assert bot.heard == []


async def test_an_only_you_card_is_replaced_in_place(player: Player, bot: FakeBot) -> None:
    command = (await player.act("slash", by=HANA, text="stats"))["id"]
    body = {"type": "message", "recipient": {"id": await player.teams_id(HANA), "isTargeted": True}} | card()
    path = activities(f"{CHANNEL};messageid={command}") + "?isTargetedActivity=true"
    _, sent, _ = await player.teams("POST", path, body)
    bot.answers = [(200, with_card())]
    await player.act("press", by=HANA, message=sent["id"], verb="more")
    assert (await player.look("/rehearsal/state"))["targeted"][HANA][-1]["card"] == NEW_CARD


async def test_the_next_press_takes_the_last_notice_away(player: Player, bot: FakeBot) -> None:
    message = await player.sent(await player.chat(), **card())
    bot.answers = [(200, with_text("first")), (200, with_card())]
    await player.act("press", by=HANA, message=message, verb="claim")
    await player.act("press", by=HANA, message=message, verb="claim")
    assert (await shown(player))["notice"] is None
