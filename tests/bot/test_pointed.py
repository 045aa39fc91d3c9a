"""A message action: what its invoke means, and what a turn answers it with."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.fields import Malformed
from bot.inbound import parse
from handlers.registry import is_command
from locales import say
from models.incoming import Pointed
from tests.app.outside import Rehearsed, rehearsed
from tests.bot import shapes
from tests.bot.shapes import AKARI, CHANNEL, HANA, ROOT, TEXT, changed, without

THREAD = f"{CHANNEL};messageid={ROOT}"


@pytest.fixture
async def here(migrated_url: str) -> AsyncIterator[Rehearsed]:
    async with rehearsed(migrated_url) as both:
        yield both


def read(activity: dict[str, Any]) -> Pointed:
    event = parse(activity, is_command)
    assert isinstance(event, Pointed)
    return event


def test_the_payload_tells_which_message_who_wrote_it_when_and_what() -> None:
    event = read(shapes.point("follow_up"))
    assert (event.action, event.thread_id, event.message_id, event.fields) == ("follow_up", THREAD, ROOT, None)
    assert event.author is not None
    assert (event.author.id, event.author.name, event.text) == (AKARI["aadObjectId"], AKARI["name"], TEXT)
    assert event.written_at is not None
    assert event.written_at.isoformat() == "2026-11-25T02:00:00.352000+00:00"


def test_who_acts_is_who_teams_says_and_never_the_payload() -> None:
    assert read(shapes.point("answer", data={"by": AKARI["aadObjectId"]})).by.id == HANA["aadObjectId"]
    with pytest.raises(Malformed, match="nobody pointed"):
        read(without(shapes.point("answer"), "from.aadObjectId"))


def test_a_dialog_that_is_sent_names_its_message_where_the_payload_is_missing() -> None:
    event = read(without(shapes.point("answer", data={"message": "17", "x": "a\x00b"}), "value.messagePayload"))
    assert (event.message_id, event.text, event.fields) == ("17", None, {"message": "17", "x": "ab"})


def test_the_thread_is_that_of_the_conversation_or_else_of_the_payload() -> None:
    there = changed(shapes.point("answer", shapes.payload("18", replyToId="17")), "conversation.id", CHANNEL)
    assert read(there).thread_id == f"{CHANNEL};messageid=17"
    alone = changed(shapes.point("answer", shapes.payload("18")), "conversation.id", CHANNEL)
    assert read(alone).thread_id == f"{CHANNEL};messageid=18"
    with pytest.raises(Malformed, match="do not belong together"):
        read(changed(shapes.point("answer"), "channelData.channel.id", "19:other@thread.tacv2"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一行目<br>二行目</p><p>三行目 &lt;b&gt;</p>", "一行目\n二行目\n三行目 <b>"),
        ('<div><at id="0">伊東 健</at>さん、<b>どう</b>ですか</div>', "@伊東 健さん、どうですか"),
        ("<", "<"),
        ("", ""),
    ],
)
def test_a_messages_html_is_read_as_people_read_it(html: str, text: str) -> None:
    message = shapes.payload(body={"contentType": "html", "content": html})
    assert read(shapes.point("follow_up", message)).text == text


def test_plain_text_is_taken_letter_by_letter() -> None:
    message = shapes.payload(body={"contentType": "text", "content": "a <b> c"})
    assert read(shapes.point("follow_up", message)).text == "a <b> c"


def test_a_bots_message_has_no_author_and_a_strange_moment_is_none() -> None:
    message = shapes.payload(createdDateTime="gestern") | {"from": {"application": {"id": "x"}, "user": None}}
    event = read(shapes.point("follow_up", message))
    assert (event.author, event.written_at) == (None, None)


def test_an_action_from_the_compose_box_means_nothing_and_one_in_a_chat_has_no_thread() -> None:
    assert parse(changed(shapes.point("follow_up"), "value.commandContext", "compose"), is_command) is None
    value = shapes.point("follow_up")["value"]
    in_chat = shapes.in_chat("invoke", name="composeExtension/fetchTask", value=value)
    assert read(in_chat).thread_id is None


async def test_the_action_opens_a_dialog_with_a_card_and_what_it_sends_is_carried_out(here: Rehearsed) -> None:
    assert (await here.bot.bring(shapes.post()))[0] == 200
    assert (await here.bot.bring(shapes.reply("私も知りたいです。") | {"from": AKARI}))[0] == 200
    reply = shapes.reply()["id"]
    status, body = await here.bot.bring(shapes.point("follow_up", shapes.payload(reply)))
    assert (status, body["task"]["type"]) == (200, "continue"), body
    value = body["task"]["value"]
    assert value["card"]["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert [action["type"] for action in value["card"]["content"]["actions"]] == ["Action.Submit"]
    assert (value["title"], value["width"], value["height"]) == (
        say("dialog-title", {}, "ja", "Asia/Tokyo"), "medium", "medium",
    )  # fmt: skip
    data = value["card"]["content"]["actions"][0]["data"] | {"owner": HANA["aadObjectId"]}
    sent = shapes.point("follow_up", shapes.payload(reply), data)
    for _ in range(2):
        status, body = await here.bot.bring(sent)
        assert (status, body["task"]["type"]) == (200, "continue")
        assert "私も知りたいです。" in json.dumps(body, ensure_ascii=False)
    assert [row["part"] for row in await here.bot.ledger()] == [1, 2]


async def test_a_participant_gets_a_sentence_in_place_of_the_dialog(here: Rehearsed) -> None:
    assert (await here.bot.bring(shapes.post()))[0] == 200
    by_akari = shapes.point("answer") | {"from": AKARI}
    assert await here.bot.bring(by_akari) == (
        200, {"task": {"type": "message", "value": say("refused-not-responder", {}, "ja", "Asia/Tokyo")}},
    )  # fmt: skip


@pytest.mark.parametrize(
    "activity",
    [
        shapes.point("follow_up", {}),
        shapes.point("follow_up", shapes.payload(7)),  # type: ignore[arg-type]  # what Teams would not send
        changed(shapes.point("follow_up"), "value.commandId", None),
        shapes.point("answer", {}, {"message": ["x"]}),
    ],
)
async def test_what_names_no_message_or_action_is_malformed_and_no_fault_of_ours(
    here: Rehearsed, activity: dict[str, Any]
) -> None:
    assert (await here.bot.bring(activity))[0] == 400
