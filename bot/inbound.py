"""From an activity's JSON to an event, or to nothing where it is none of our concern.

Pure; believes no field before it looked at it.

Source of the shapes: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from models.incoming import (
    Commanded,
    Envelope,
    Event,
    Installed,
    MessageDeleted,
    MessageEdited,
    MessageUndeleted,
    Person,
    PostArrived,
    Pressed,
    ReactionChanged,
    Removed,
    ReplyArrived,
)

IsCommand = Callable[[str], bool]
Raw = Mapping[str, Any]

_AT = re.compile(r"<at[^>]*>(.*?)</at>", re.DOTALL)
_IN_THREAD = ";messageid="
_ADDED, _REMOVED = ("add", "add-upgrade"), ("remove", "remove-upgrade")


class Malformed(ValueError):
    """An activity that Teams would not send. The message names what is wrong, never what it says."""


def parse(raw: Raw, is_command: IsCommand) -> Event | None:
    """The event that an activity means; ``None`` for kinds that mean nothing to us. Raises Malformed."""
    match _text(raw, "type"):
        case "message":
            return _message(raw, is_command)
        case "messageUpdate":
            return _update(raw)
        case "messageDelete":
            return _delete(raw)
        case "messageReaction":
            return _reaction(raw)
        case "installationUpdate":
            return _installation(raw)
        case "conversationUpdate":
            return _membership(raw)
        case "invoke" if raw.get("name") == "adaptiveCard/action":
            return _press(raw)
        case _:
            return None


def _message(raw: Raw, is_command: IsCommand) -> Event | None:
    sender = _sender(raw)
    envelope = _envelope(raw)
    text = _optional(raw, "text") or ""
    if envelope.channel_id is None:
        words = _plain(text, raw)
        personal = _object(raw, "conversation").get("conversationType") == "personal"
        return Commanded(envelope, sender, words, private=True) if sender and personal and words else None
    targeted = _object(raw, "recipient").get("isTargeted") is True
    if targeted or (sender and _mentions_bot(raw) and is_command(_plain(text, raw))):
        return Commanded(envelope, sender, _plain(text, raw), private=False) if sender else None
    if _from_ourselves(raw):
        return None
    thread_id, root_id = _thread(raw)
    message_id = _text(raw, "id")
    readable = _readable(text)
    if message_id == root_id or not (message_id.isdigit() or raw.get("replyToId")):
        return PostArrived(envelope, thread_id, root_id, sender, readable)
    return ReplyArrived(envelope, thread_id, message_id, sender, readable)


def _update(raw: Raw) -> Event | None:
    envelope = _envelope(raw)
    if envelope.channel_id is None or _from_ourselves(raw):
        return None
    thread_id, _ = _thread(raw)
    text = _optional(raw, "text")
    readable = None if text is None else _readable(text)
    match _object(raw, "channelData").get("eventType"):
        case "editMessage":
            return MessageEdited(envelope, thread_id, _text(raw, "id"), readable)
        case "undeleteMessage":
            return MessageUndeleted(envelope, thread_id, _text(raw, "id"), readable)
        case _:
            return None


def _delete(raw: Raw) -> Event | None:
    envelope = _envelope(raw)
    if envelope.channel_id is None or _from_ourselves(raw):
        return None
    return MessageDeleted(envelope, _thread(raw)[0], _text(raw, "id"))


def _reaction(raw: Raw) -> Event | None:
    envelope, by = _envelope(raw), _sender(raw)
    if envelope.channel_id is None or by is None:
        return None
    added, removed = _reactions(raw, "reactionsAdded"), _reactions(raw, "reactionsRemoved")
    return ReactionChanged(envelope, _thread(raw)[0], _text(raw, "replyToId"), by, added, removed)


def _installation(raw: Raw) -> Event | None:
    action = raw.get("action")
    if action in _ADDED:
        return Installed(_envelope(raw), _sender(raw), _group_id(raw))
    return Removed(_envelope(raw), _sender(raw)) if action in _REMOVED else None


def _membership(raw: Raw) -> Event | None:
    """The bot itself added to a team or taken off.

    Said a second way beside installationUpdate. Others' coming and going: nothing.
    """
    bot_id = _object(raw, "recipient").get("id")
    for field, kind in (("membersAdded", Installed), ("membersRemoved", Removed)):
        members = raw.get(field)
        if isinstance(members, list) and any(isinstance(one, dict) and one.get("id") == bot_id for one in members):
            envelope = _envelope(raw)
            if kind is Removed:
                return Removed(envelope, None) if envelope.team_id else None
            return Installed(envelope, None, _group_id(raw)) if envelope.team_id else None
    return None


def _press(raw: Raw) -> Event:
    by = _sender(raw)
    if by is None:
        raise Malformed("a card was pressed by nobody")
    action = _object(_object(raw, "value"), "action")
    fields = action.get("data")
    if not isinstance(fields, dict):
        fields = {}
    return Pressed(_envelope(raw), by, _text(action, "verb"), fields, _optional(raw, "replyToId"))


def _envelope(raw: Raw) -> Envelope:
    conversation, channel_data = _object(raw, "conversation"), _object(raw, "channelData")
    conversation_id = _text(conversation, "id")
    team = _optional(_object(channel_data, "team"), "id") or _optional(channel_data, "teamsTeamId")
    tenant = _optional(_object(channel_data, "tenant"), "id") or _optional(conversation, "tenantId")
    if tenant is None:
        raise Malformed("the activity names no tenant")
    channel = None
    if conversation_id.startswith("19:") and (team or _IN_THREAD in conversation_id):
        named = _optional(_object(channel_data, "channel"), "id") or _optional(channel_data, "teamsChannelId")
        channel = named or conversation_id.partition(_IN_THREAD)[0]
    return Envelope(
        tenant_id=tenant.lower(),
        team_id=team,
        channel_id=channel,
        conversation_id=conversation_id,
        service_url=_text(raw, "serviceUrl"),
        bot_id=_text(_object(raw, "recipient"), "id"),
        activity_id=_text(raw, "id"),
        at=_moment(raw),
        locale=_optional(raw, "locale"),
    )


def _thread(raw: Raw) -> tuple[str, str]:
    """The conversation id of a channel message's thread, and the id of the post at its root."""
    conversation_id = _text(_object(raw, "conversation"), "id")
    channel, found, root_id = conversation_id.partition(_IN_THREAD)
    if not found or not root_id:
        raise Malformed("a channel message is in no thread")
    channel_data = _object(raw, "channelData")
    named = _optional(_object(channel_data, "channel"), "id") or _optional(channel_data, "teamsChannelId")
    if named is not None and named != channel:
        raise Malformed("the thread and the channel of a message do not belong together")
    return conversation_id, root_id


def _sender(raw: Raw) -> Person | None:
    """The person an activity is from; ``None`` for bots, connectors and whoever has no Entra object id."""
    sender = _object(raw, "from")
    teams_id, object_id = _optional(sender, "id") or "", _optional(sender, "aadObjectId")
    if object_id is None or teams_id.startswith("28:") or sender.get("role") == "bot":
        return None
    return Person(object_id.lower(), teams_id, _optional(sender, "name") or "")


def _from_ourselves(raw: Raw) -> bool:
    return bool(_object(raw, "from").get("id") == _object(raw, "recipient").get("id"))


def _mentions_bot(raw: Raw) -> bool:
    bot_id = _object(raw, "recipient").get("id")
    entities = raw.get("entities")
    if not isinstance(entities, list):
        return False
    return any(
        isinstance(entity, dict)
        and entity.get("type") == "mention"
        and _object(entity, "mentioned").get("id") == bot_id
        for entity in entities
    )


def _plain(text: str, raw: Raw) -> str:
    """What a command says: no mention of the bot, no leading slash, width and blanks made one."""
    name = _optional(_object(raw, "recipient"), "name")
    without = _AT.sub(lambda found: "" if name is None or found[1].strip() == name else found[1], text)
    return " ".join(unicodedata.normalize("NFKC", without).split()).removeprefix("/").strip()


def _readable(text: str) -> str:
    """A text as people read it: mentions as @name, and nothing that a database would refuse."""
    named = _AT.sub(lambda found: f"@{found[1]}", text) if "<at" in text else text
    return named.replace("\x00", "").strip()


def _reactions(raw: Raw, field: str) -> tuple[str, ...]:
    found = raw.get(field)
    kinds = [one.get("type") for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return tuple(kind for kind in kinds if isinstance(kind, str) and 0 < len(kind) <= 100)


def _group_id(raw: Raw) -> str | None:
    return _optional(_object(_object(raw, "channelData"), "team"), "aadGroupId")


def _moment(raw: Raw) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(raw, "timestamp"))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Malformed("timestamp is no moment") from None


def _object(raw: Raw, field: str) -> Raw:
    value = raw.get(field)
    return value if isinstance(value, dict) else {}


def _text(raw: Raw, field: str) -> str:
    value = _optional(raw, field)
    if not value:
        raise Malformed(f"{field} is missing or no text")
    return value


def _optional(raw: Raw, field: str) -> str | None:
    value = raw.get(field)
    return value.replace("\x00", "") if isinstance(value, str) else None
