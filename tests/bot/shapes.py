"""What Teams sends, in its own shape: copies small enough to read, for clones without the recorded samples."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

TENANT: Final = "11111111-1111-4111-8111-111111111111"
TEAM: Final = "19:team-aizaq@thread.tacv2"
CHANNEL: Final = "19:aizaq-hiroba@thread.tacv2"
ROOT: Final = "1795322221352"
SERVICE: Final = "http://127.0.0.1:9/teams/"
BOT: Final = {"id": "28:bot", "name": "Aizuchi"}
HANA: Final = {"id": "29:user-1", "name": "上田 花", "aadObjectId": "aaaaaaaa-0000-4000-8000-000000000001"}
"""Of the PMO."""
AKARI: Final = {"id": "29:user-100", "name": "参加者000", "aadObjectId": "bbbbbbbb-0000-4000-8000-000000000001"}
"""A participant."""
TEXT: Final = "議事録の要約を試してみました。うまくいかないところがあります。"
MENTION: Final = {"type": "mention", "mentioned": BOT, "text": "<at>Aizuchi</at>"}

Json = dict[str, Any]


def activity(kind: str, by: Mapping[str, Any] = AKARI, **members: Any) -> Json:
    """What every activity has. ``members`` come on top; one that is None is left out."""
    found: Json = {
        "type": kind,
        "id": ROOT,
        "timestamp": "2026-11-25T01:02:03.456Z",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": dict(by),
        "recipient": dict(BOT),
        "locale": "ja-JP",
        "entities": [{"type": "clientInfo", "locale": "ja-JP", "country": "JP", "timezone": "Asia/Tokyo"}],
    }
    return {name: value for name, value in (found | members).items() if value is not None}


def in_channel(kind: str, by: Mapping[str, Any] = AKARI, root: str = ROOT, **members: Any) -> Json:
    """An activity of a thread in the channel."""
    event_type = members.pop("event_type", None)
    data: Json = {"channel": {"id": CHANNEL}, "team": {"id": TEAM}, "tenant": {"id": TENANT}}
    where = {
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": TENANT,
            "id": f"{CHANNEL};messageid={root}",
        },
        "channelData": data | ({"eventType": event_type} if event_type else {}),
    }
    return activity(kind, by, **(where | members))


def in_chat(kind: str, by: Mapping[str, Any] = HANA, **members: Any) -> Json:
    """An activity of the private chat with the bot."""
    where = {
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": f"a:chat-{by['id']}"},
        "channelData": {"tenant": {"id": TENANT}},
    }
    return activity(kind, by, **(where | members))


def in_team(kind: str, **members: Any) -> Json:
    """An activity about the team itself."""
    where = {"conversation": {"isGroup": True, "conversationType": "channel", "tenantId": TENANT, "id": TEAM}}
    return in_channel(kind, HANA, **(where | members))


def post(text: str | None = TEXT, **members: Any) -> Json:
    return in_channel("message", text=text, **members)


def reply(text: str = "こうするとうまくいきます。", **members: Any) -> Json:
    return in_channel("message", HANA, **({"id": "1795322221353", "text": text} | members))


def mention(words: str, **members: Any) -> Json:
    return post(f"<at>Aizuchi</at> {words}", **({"entities": [MENTION]} | members))


def slash(words: str, **members: Any) -> Json:
    return post(words, **({"recipient": BOT | {"isTargeted": True}} | members))


def say(words: str, **members: Any) -> Json:
    return in_chat("message", text=words, **members)


def edited(text: str | None = "解決しました。", **members: Any) -> Json:
    return in_channel("messageUpdate", text=text, **({"event_type": "editMessage"} | members))


def press(verb: str, data: object = None, **members: Any) -> Json:
    value = {"action": {"type": "Action.Execute", "verb": verb, "data": data}, "trigger": "manual"}
    return in_chat("invoke", **({"name": "adaptiveCard/action", "value": value, "replyToId": "b17"} | members))


def reaction(**members: Any) -> Json:
    return in_channel("messageReaction", HANA, **({"reactionsAdded": [{"type": "like"}], "replyToId": ROOT} | members))


def point(action: str, message: Json | None = None, data: object = None, **members: Any) -> Json:
    """An action of a message's menu; with ``data`` its dialog is sent."""
    value: Json = {"commandId": action, "commandContext": "message", "context": {"theme": "default"}}
    value |= {"messagePayload": payload() if message is None else message} | ({} if data is None else {"data": data})
    name = "composeExtension/fetchTask" if data is None else "composeExtension/submitAction"
    return in_channel("invoke", HANA, name=name, value=value, **members)


def payload(message_id: str = ROOT, **members: Any) -> Json:
    """A message as Teams tells of it to a message action.
    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
    """
    user = {"userIdentityType": "aadUser", "id": AKARI["aadObjectId"], "displayName": AKARI["name"]}
    message: Json = {
        "linkToMessage": f"https://teams.microsoft.com/l/message/{CHANNEL}/{message_id}",
        "id": message_id,
        "replyToId": None,
        "createdDateTime": "2026-11-25T02:00:00.352Z",
        "body": {"contentType": "html", "content": f"<div><div>{TEXT}</div></div>"},
        "from": {"device": None, "conversation": None, "user": user, "application": None},
    }
    return message | members


EVERY: Final[dict[str, Json]] = {
    "post": post(),
    "reply": reply(),
    "mention": mention("stats"),
    "slash": slash("stats S6"),
    "say": say("キュー"),
    "edited": edited(),
    "undeleted": edited(event_type="undeleteMessage"),
    "deleted": in_channel("messageDelete", event_type="softDeleteMessage"),
    "reaction": reaction(),
    "press": press("claim", {"follow_up": "12", "version": 3}),
    "message action": point("follow_up"),
    "message action sent": point("answer", data={"message": ROOT, "owner": HANA["aadObjectId"]}),
    "installed in a team": in_team("installationUpdate", action="add"),
    "removed from a team": in_team("installationUpdate", action="remove"),
    "installed for a person": in_chat("installationUpdate", action="add"),
    "bot added": in_team("conversationUpdate", membersAdded=[BOT]),
    "member added": in_team("conversationUpdate", membersAdded=[AKARI], event_type="teamMemberAdded"),
    "channel renamed": in_team("conversationUpdate", event_type="channelRenamed"),
}
"""One of each kind that reaches us."""


def changed(source: Json, path: str, value: Any) -> Json:
    """A copy with another value at ``path`` (``conversation.id``)."""
    *holders, name = path.split(".")
    result = found = copy.deepcopy(source)
    for holder in holders:
        found = found[holder]
    found[name] = value
    return result


def without(source: Json, path: str) -> Json:
    """A copy that lacks what stands at ``path``."""
    *holders, name = path.split(".")
    result = found = copy.deepcopy(source)
    for holder in holders:
        found = found[holder]
    del found[name]
    return result
