"""From activity to event: what Teams and Microsoft's own test client send, and what is missing in the field."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from bot.fields import Malformed
from bot.inbound import parse
from handlers.registry import discover, is_command
from models.incoming import (
    Commanded,
    Event,
    Installed,
    MembersChanged,
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Pointed,
    PostArrived,
    Pressed,
    ReactionChanged,
    Removed,
    ReplyArrived,
)
from tests.bot import shapes
from tests.bot.shapes import AKARI, BOT, CHANNEL, HANA, ROOT, SERVICE, TEAM, TENANT, Json, changed, without

discover()

MEANINGS: Final[dict[str, type | None]] = {
    "post": PostArrived,
    "reply": ReplyArrived,
    "mention": Commanded,
    "slash": Commanded,
    "say": Commanded,
    "edited": MessageEdited,
    "undeleted": MessageUndeleted,
    "deleted": MessageDeleted,
    "reaction": ReactionChanged,
    "press": Pressed,
    "message action": Pointed,
    "message action sent": Pointed,
    "installed in a team": Installed,
    "removed from a team": Removed,
    "installed for a person": Installed,
    "bot added": Installed,
    "member added": MembersChanged,
    "channel renamed": None,
}
RECORDED: Final[dict[str, type | None]] = {
    "teams/bot_added_to_team": Installed,
    "teams/card_pressed": Pressed,
    "teams/channel_renamed": None,
    "teams/installed_for_person": Installed,
    "teams/installed_in_team": Installed,
    "teams/member_added": MembersChanged,
    "teams/member_removed": MembersChanged,
    "teams/message_deleted": MessageDeleted,
    "teams/message_edited": MessageEdited,
    "teams/message_undeleted": MessageUndeleted,
    "teams/post": PostArrived,
    "teams/post_mentioning_the_bot": Commanded,
    "teams/private_message": Commanded,
    "teams/reaction_to_a_message_of_the_bot": ReactionChanged,
    "teams/removed_from_team": Removed,
    "teams/reply": ReplyArrived,
    "teams/slash_command": Commanded,
    "playground/conversationUpdate_teamMemberAdded_channel": Installed,
    "playground/conversationUpdate_teamMemberRemoved_channel": Removed,
    "playground/installationUpdate_add_channel": Installed,
    "playground/installationUpdate_add_personal": Installed,
    "playground/installationUpdate_remove_channel": Removed,
    "playground/invoke_adaptiveCard_action_channel": Pressed,
    "playground/invoke_adaptiveCard_action_personal": Pressed,
    "playground/message_mention_channel": PostArrived,
    "playground/message_plain_personal": Commanded,
}
"""What each recorded sample means; those that are not here mean nothing."""


def read(activity: Json) -> Event | None:
    return parse(activity, is_command)


def meant(activity: Json) -> type | None:
    event = read(activity)
    return None if event is None else type(event)


@pytest.mark.parametrize("name", shapes.EVERY)
def test_each_kind_of_activity_is_the_event_it_means(name: str) -> None:
    assert meant(shapes.EVERY[name]) == MEANINGS[name]


@pytest.mark.shared
def test_each_recorded_sample_is_the_event_it_means(shared: Path) -> None:
    files = sorted((shared / "samples").glob("*/*.json"))
    found = {f"{file.parent.name}/{file.stem}": json.loads(file.read_text(encoding="utf-8")) for file in files}
    assert {name: meant(sample.get("body", sample)) for name, sample in found.items()} == {
        name: RECORDED.get(name) for name in found
    }
    assert RECORDED.keys() <= found.keys()


def test_a_post_is_read_whole() -> None:
    event = read(shapes.post())
    assert isinstance(event, PostArrived)
    assert (event.thread_id, event.message_id, event.text) == (f"{CHANNEL};messageid={ROOT}", ROOT, shapes.TEXT)
    assert event.author is not None
    assert (event.author.id, event.author.teams_id, event.author.name) == (
        AKARI["aadObjectId"], AKARI["id"], AKARI["name"],
    )  # fmt: skip
    envelope = event.envelope
    assert (envelope.tenant_id, envelope.team_id, envelope.channel_id) == (TENANT, TEAM, CHANNEL)
    assert (envelope.service_url, envelope.bot_id, envelope.locale) == (SERVICE, BOT["id"], "ja-JP")
    assert envelope.at == datetime(2026, 11, 25, 1, 2, 3, 456_000, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["2026-11-25T01:02:03Z", "2026-11-25T01:02:03.0000000Z", "2026-11-25T10:02:03+09:00", "2026-11-25T01:02:03"],
)
def test_a_moment_is_read_however_many_digits_and_whichever_zone_it_has(written: str) -> None:
    event = read(shapes.post(timestamp=written))
    assert isinstance(event, PostArrived)
    assert event.envelope.at == datetime(2026, 11, 25, 1, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "lacking",
    [
        "conversation.tenantId", "conversation.isGroup", "conversation.conversationType", "locale", "entities",
        "channelId", "from.name", "channelData.team", "channelData.channel", "recipient.name",
    ],
)  # fmt: skip
def test_a_post_is_a_post_without(lacking: str) -> None:
    event = read(without(shapes.post(), lacking))
    assert isinstance(event, PostArrived)
    assert event.envelope.channel_id == CHANNEL
    assert event.envelope.tenant_id == TENANT


def test_unknown_members_are_no_hindrance_anywhere() -> None:
    strange: Any = {"thread": {"id": "1"}, "list": [None, {}], "number": 1.5}
    for name, activity in shapes.EVERY.items():
        odd = {key: value | strange if isinstance(value, dict) else value for key, value in activity.items()} | strange
        assert meant(odd) == MEANINGS[name]


def test_an_edit_without_its_text_is_an_edit() -> None:
    event = read(shapes.edited(None))
    assert isinstance(event, MessageEdited)
    assert event.text is None


def test_a_post_that_is_a_picture_alone_is_a_post() -> None:
    event = read(shapes.post(None, attachments=[{"contentType": "image/png", "contentUrl": "https://example.com/1"}]))
    assert isinstance(event, PostArrived)
    assert event.text == ""


def test_what_a_card_submits_in_a_channel_is_no_reply_of_a_person() -> None:
    submitted = shapes.reply(replyToId=ROOT, value={"action": "submit", "k": 2})
    assert read(without(submitted, "text")) is None
    assert meant(submitted) is ReplyArrived


@pytest.mark.parametrize(
    "by", [{"id": "28:workflow", "name": "Workflows"}, {"id": "29:1"}, {}, AKARI | {"role": "bot"}]
)
def test_a_post_of_no_person_has_no_author(by: Json) -> None:
    event = read(shapes.post(by=by))
    assert isinstance(event, PostArrived)
    assert event.author is None


def test_our_own_messages_mean_nothing() -> None:
    assert read(shapes.post(by=BOT)) is None
    assert read(shapes.edited(by=BOT)) is None


MUST = ("id", "serviceUrl", "timestamp", "conversation", "conversation.id", "recipient", "recipient.id", "type")


@pytest.mark.parametrize("path", MUST)
@pytest.mark.parametrize("wrong", [None, "", 0, [], {}, True, "\x00"])
def test_what_must_be_there_is_missed_by_name(path: str, wrong: object) -> None:
    activity = changed(shapes.post(), path, wrong)
    with pytest.raises(
        Malformed, match=path.rpartition(".")[2].replace("conversation", "id").replace("recipient", "id")
    ):
        read(activity)
    assert meant(shapes.post()) is PostArrived


def test_a_tenant_must_be_named_somewhere() -> None:
    nowhere = without(without(shapes.post(), "conversation.tenantId"), "channelData.tenant")
    with pytest.raises(Malformed, match="tenant"):
        read(nowhere)


@pytest.mark.parametrize(
    "moment", ["soon", "2026-13-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+09:00"]
)
def test_a_moment_that_no_calendar_of_ours_holds_is_malformed(moment: str) -> None:
    with pytest.raises(Malformed, match="timestamp"):
        read(shapes.post(timestamp=moment))


def test_a_channel_message_in_no_thread_or_in_anothers_is_malformed() -> None:
    with pytest.raises(Malformed, match="no thread"):
        read(changed(shapes.post(), "conversation.id", CHANNEL))
    with pytest.raises(Malformed, match="do not belong together"):
        read(changed(shapes.post(), "conversation.id", f"19:other@thread.tacv2;messageid={ROOT}"))


@pytest.mark.parametrize("path", ["id", "conversation.id", "serviceUrl", "from.aadObjectId", "from.id", "recipient.id"])
def test_an_id_that_no_column_holds_is_malformed(path: str) -> None:
    with pytest.raises(Malformed, match="too long"):
        read(changed(shapes.post(), path, f"19:{'x' * 2_000}"))


def test_a_locale_that_is_none_is_left_out() -> None:
    event = read(shapes.post(locale="ja-" + "x" * 100))
    assert isinstance(event, PostArrived)
    assert event.envelope.locale is None


@pytest.mark.parametrize("kind", ["typing", "event", "endOfConversation", "handoff", "somethingNew", "Message"])
def test_a_kind_that_means_nothing_to_us_is_passed_over(kind: str) -> None:
    assert read(shapes.in_channel(kind)) is None


@pytest.mark.parametrize("name", ["composeExtension/query", "task/fetch", "message/submitAction", "", None, 7])
def test_an_invoke_that_is_no_press_is_passed_over(name: object) -> None:
    assert read(changed(shapes.press("claim"), "name", name)) is None


def test_a_press_tells_who_what_and_on_which_card() -> None:
    event = read(shapes.press("claim", {"follow_up": "12", "version": 3, "by": "somebody else"}))
    assert isinstance(event, Pressed)
    assert (event.by.id, event.verb, event.card_activity_id) == (HANA["aadObjectId"], "claim", "b17")
    assert (event.fields["follow_up"], event.fields["version"]) == ("12", 3)


def test_a_press_by_nobody_or_of_nothing_is_malformed() -> None:
    for odd in (
        changed(shapes.press("claim"), "from", {"id": "29:1"}),
        changed(shapes.press("claim"), "value", "claim"),
        changed(shapes.press("claim"), "value.action.verb", 5),
    ):
        with pytest.raises(Malformed):
            read(odd)


def test_no_field_of_a_press_holds_what_a_database_refuses() -> None:
    event = read(shapes.press("settle", {"words": "a\x00b", "version": 3}))
    assert isinstance(event, Pressed)
    assert event.fields == {"words": "ab", "version": 3}


@pytest.mark.parametrize("kind", ["installationUpdate", "invoke", "message"])
def test_a_group_chat_is_nobodys_private_chat(kind: str) -> None:
    """Else a card for one person alone would go to all of the group."""
    group = {"isGroup": True, "conversationType": "groupChat", "tenantId": TENANT, "id": "19:group@thread.v2"}
    source = {"installationUpdate": shapes.EVERY["installed for a person"], "invoke": shapes.press("claim"),
              "message": shapes.say("キュー")}[kind]  # fmt: skip
    assert read(source) is not None
    assert read(changed(source, "conversation", group)) is None


def test_reactions_are_kinds_by_name_and_odd_ones_are_left_out() -> None:
    odd = [{"type": "like"}, {"type": 5}, "heart", {}, {"type": ""}, {"type": "x" * 200}, {"type": "1f440_eyes"}]
    event = read(shapes.reaction(reactionsAdded=odd, reactionsRemoved="like"))
    assert isinstance(event, ReactionChanged)
    assert (event.added, event.removed) == (("like", "1f440_eyes"), ())
