"""Messages, teams and channels as Graph v1.0 writes them.

Source: https://learn.microsoft.com/graph/api/resources/chatmessage
"""

from __future__ import annotations

import itertools
import json
import re
from datetime import datetime
from urllib.parse import quote

from rehearsal.graph import reactions
from rehearsal.graph.identities import application, identity_set, user
from rehearsal.payloads import as_html
from rehearsal.people import Channel
from rehearsal.wire import Json, in_milliseconds
from rehearsal.world import BOT, SYSTEM, Message, World, channel_of

CARD = "application/vnd.microsoft.card.adaptive"
MENTION = re.compile(r"<at>(.*?)</at>")


def changed_at(message: Message) -> datetime:
    """When a message last changed, or was written."""
    return message.changed_at or message.at


def message_json(world: World, message: Message, *, all_types: bool) -> Json:
    """A chatMessage. ``all_types``: the caller knows the newer message types, else they are ``unknownFutureValue``.

    Source: https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations
    """
    system = message.author == SYSTEM
    kind = ("systemEventMessage" if all_types else "unknownFutureValue") if system else "message"
    return {
        "id": message.id,
        "replyToId": None if message.is_root else _root_id(message),
        "etag": str(int(changed_at(message).timestamp() * 1000)),
        "messageType": kind,
        "createdDateTime": in_milliseconds(message.at),
        "lastModifiedDateTime": in_milliseconds(changed_at(message)),
        "lastEditedDateTime": _moment(message.edited_at),
        "deletedDateTime": _moment(message.deleted_at),
        "subject": None,
        "summary": message.summary,
        "chatId": None,
        "importance": "normal",
        "locale": "en-us",
        "webUrl": web_url(world, message),
        "policyViolation": None,
        "eventDetail": message.event,
        "from": None if system else identity_set(world, message.author),
        "body": {"contentType": "html", "content": _content(message)},
        "channelIdentity": {"teamId": world.team.group_id, "channelId": channel_of(message.conversation_id)},
        "attachments": [] if message.deleted else _attachments(message),
        "mentions": [] if message.deleted else _mentions(world, message),
        "reactions": _reactions(world, message),
    }


def web_url(world: World, message: Message) -> str:
    """The link to a message; the rehearsal has no page behind it."""
    channel = quote(channel_of(message.conversation_id), safe="")
    return (
        f"https://teams.microsoft.com/l/message/{channel}/{message.id}?groupId={world.team.group_id}"
        f"&tenantId={world.team.tenant_id}&createdTime={message.id}&parentMessageId={_root_id(message)}"
    )


def team_json(world: World) -> Json:
    return {
        "id": world.team.group_id,
        "internalId": world.team.id,
        "displayName": world.team.name,
        "description": world.team.name,
        "tenantId": world.team.tenant_id,
        "isArchived": False,
        "visibility": "private",
        "webUrl": f"https://teams.microsoft.com/l/team/{quote(world.team.id, safe='')}/conversations",
    }


def channel_json(world: World, channel: Channel) -> Json:
    return {
        "id": channel.id,
        "displayName": channel.name,
        "description": None,
        "email": "",
        "tenantId": world.team.tenant_id,
        "membershipType": "standard",
        "isArchived": False,
        "webUrl": f"https://teams.microsoft.com/l/channel/{quote(channel.id, safe='')}/?groupId={world.team.group_id}",
    }


def _root_id(message: Message) -> str:
    return message.conversation_id.partition(";messageid=")[2]


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else in_milliseconds(moment)


def _content(message: Message) -> str:
    if message.author == SYSTEM:
        return "<systemEventMessage/>"
    if message.deleted:
        return ""
    numbers = itertools.count()
    text = re.sub('<at id="0">', lambda _: f'<at id="{next(numbers)}">', as_html(message.text))
    shown = "" if message.card is None else f'<attachment id="card-{message.id}"></attachment>'
    return f"<p>{text}</p>{shown}" if text else shown


def _attachments(message: Message) -> list[Json]:
    if message.card is None:
        return []
    content = json.dumps(message.card, ensure_ascii=False)
    return [{"id": f"card-{message.id}", "contentType": CARD, "contentUrl": None, "content": content, "name": None}]


def _mentions(world: World, message: Message) -> list[Json]:
    return [
        {"id": number, "mentionText": name, "mentioned": _mentioned(world, name)}
        for number, name in enumerate(MENTION.findall(message.text))
    ]


def _mentioned(world: World, name: str) -> Json:
    person = next((one for one in world.people.values() if one.name == name), None)
    app = application(world, BOT) if name == world.bot.name else None
    found = None if person is None or app is not None else user(world, person)
    return {"application": app, "device": None, "conversation": None, "user": found}


def _reactions(world: World, message: Message) -> list[Json]:
    given = [(at, kind, by) for kind, givers in message.reactions.items() for by, at in givers.items()]
    return [_reaction(world, kind, by, at) for at, kind, by in sorted(given)]


def _reaction(world: World, kind: str, by: str, at: datetime) -> Json:
    reaction_type, name = reactions.told(kind)
    return {
        "reactionType": reaction_type,
        "displayName": name,
        "reactionContentUrl": f"https://graph.microsoft.com/custom/{name}" if reaction_type == "custom" else None,
        "createdDateTime": in_milliseconds(at),
        "user": identity_set(world, by, named=False),
    }
