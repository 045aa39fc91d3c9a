"""An action of a message's menu: what the bot is told, and how long Teams waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.rehearsal.conftest import QUICK, Rehearse
from tests.rehearsal.playing import AKARI, CHANNEL, HANA, KEN, FakeBot, Player, thread

TASK = {"task": {"type": "message", "value": "承知しました"}}


async def test_the_bot_is_told_which_message_who_wrote_it_and_who_chose(player: Player, bot: FakeBot) -> None:
    root = (await player.act("post", by=AKARI, text="困っています。\n<助けて>"))["id"]
    reply = (await player.act("reply", by=KEN, thread=root, text="こうします。"))["id"]
    bot.answers = [(200, TASK)]
    told = await player.act("choose", by=HANA, message=reply, command="answer")
    assert (told["status"], told["body"]) == (200, TASK)
    heard = bot.last()
    assert (heard["type"], heard["name"]) == ("invoke", "composeExtension/fetchTask")
    assert (heard["from"]["aadObjectId"], heard["conversation"]["id"]) == (HANA, thread(root))
    value = heard["value"]
    assert (value["commandId"], value["commandContext"], "data" in value) == ("answer", "message", False)
    payload = value["messagePayload"]
    assert (payload["id"], payload["replyToId"], payload["from"]["user"]["id"]) == (reply, root, KEN)
    await player.act("choose", by=HANA, message=root, command="follow_up", data={"owner": KEN})
    heard = bot.last()
    assert (heard["name"], heard["value"]["data"]) == ("composeExtension/submitAction", {"owner": KEN})
    payload = heard["value"]["messagePayload"]
    assert (payload["id"], payload["replyToId"]) == (root, None)
    assert payload["body"]["content"] == "<div><div>困っています。<br>&lt;助けて&gt;</div></div>"


async def test_what_the_bot_wrote_has_no_user(player: Player, bot: FakeBot) -> None:
    message = await player.sent(CHANNEL, text="お知らせ")
    await player.act("choose", by=HANA, message=message, command="follow_up")
    told = bot.last()["value"]["messagePayload"]["from"]
    assert (told["user"], told["application"]["displayName"]) == (None, "Aizuchi")


async def test_teams_waits_for_a_dialog_no_longer_than_it_says(rehearse: Rehearse, bot: FakeBot) -> None:
    player = await rehearse(replace(QUICK, dialog_timeout=timedelta(milliseconds=100)))
    root = (await player.act("post", by=AKARI, text="困っています。"))["id"]
    bot.delays = [1]
    told = await player.act("choose", by=HANA, message=root, command="follow_up")
    assert (told["status"], told["body"]) == (None, None)
    heard = [one["type"] for one in bot.heard]
    assert heard == ["message", "invoke"], "and does not ask again"


@pytest.mark.parametrize(("what", "expected"), [("delete", 409), ("chat", 403)])
async def test_what_one_does_not_see_has_no_menu(player: Player, bot: FakeBot, what: str, expected: int) -> None:
    if what == "delete":
        message = (await player.act("post", by=AKARI, text="消します。"))["id"]
        await player.act("delete", by=AKARI, message=message)
    else:
        message = await player.sent(await player.chat(KEN), text="秘密")
    heard = len(bot.heard)
    assert await player.refused("choose", expected, by=HANA, message=message, command="answer")
    assert len(bot.heard) == heard
