"""From an activity's JSON to an event, or to nothing where it is none of our concern.

Pure; believes no field before it looked at it.

Source of the shapes: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages
"""

from __future__ import annotations

from dataclasses import replace

from bot import client_info
from bot.fields import ID, LOCALE, LONG, OBJECT_ID, Malformed, Raw, at, moment, needed, optional, unless_long
from bot.guests import is_guest
from bot.mentions import IsCommand, as_read, mentioned, of_bot, words_of, written
from bot.pointed import INVOKES, pointed
from models.incoming import (
    Commanded,
    Envelope,
    Event,
    Installed,
    MembersChanged,
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

_IN_THREAD = ";messageid="
_OF_THE_TEAM = ("teamMemberAdded", "teamMemberRemoved")
_ADDED, _REMOVED = ("add", "add-upgrade"), ("remove", "remove-upgrade")


def parse(raw: Raw, is_command: IsCommand) -> Event | None:
    """The event that an activity means; ``None`` for kinds that mean nothing to us. Raises Malformed."""
    match needed(raw, "type"):
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
        case "invoke" if raw.get("name") in INVOKES:
            return pointed(raw, _envelope(raw), _sender(raw))
        case _:
            return None


def _message(raw: Raw, is_command: IsCommand) -> Event | None:
    sender = _sender(raw)
    envelope = _envelope(raw)
    text = optional(raw, "text") or ""
    if envelope.channel_id is None:
        is_asked = _is_private(raw) and words_of(text, raw)
        return _commanded(raw, envelope, sender, private=True) if sender and is_asked else None
    if at(raw, "recipient").get("isTargeted") is True:
        return _commanded(raw, envelope, sender, private=False) if sender else None
    if _from_ourselves(raw) or (not text and raw.get("value") is not None):
        return None
    said = _said(raw, envelope, sender, text)
    if sender and of_bot(raw) and is_command(words_of(text, raw)):
        return replace(_commanded(raw, envelope, sender, private=False), said=said)
    return said


def _said(raw: Raw, envelope: Envelope, sender: Person | None, text: str) -> PostArrived | ReplyArrived:
    thread_id, root_id = _thread(raw)
    message_id = needed(raw, "id")
    readable = as_read(text)
    if message_id == root_id or not (message_id.isdigit() or raw.get("replyToId")):
        return PostArrived(envelope, thread_id, root_id, sender, readable)
    return ReplyArrived(envelope, thread_id, message_id, sender, readable)


def _commanded(raw: Raw, envelope: Envelope, sender: Person, *, private: bool) -> Commanded:
    text = optional(raw, "text") or ""
    return Commanded(envelope, sender, words_of(text, raw), private, mentioned(text, raw), written(text, raw))


def _update(raw: Raw) -> Event | None:
    envelope = _envelope(raw)
    if envelope.channel_id is None or _from_ourselves(raw):
        return None
    thread_id, _ = _thread(raw)
    text = optional(raw, "text")
    readable = None if text is None else as_read(text)
    match at(raw, "channelData").get("eventType"):
        case "editMessage":
            return MessageEdited(envelope, thread_id, needed(raw, "id"), readable)
        case "undeleteMessage":
            return MessageUndeleted(envelope, thread_id, needed(raw, "id"), readable)
        case _:
            return None


def _delete(raw: Raw) -> Event | None:
    envelope = _envelope(raw)
    if envelope.channel_id is None or _from_ourselves(raw):
        return None
    return MessageDeleted(envelope, _thread(raw)[0], needed(raw, "id"))


def _reaction(raw: Raw) -> Event | None:
    envelope, by = _envelope(raw), _sender(raw)
    if envelope.channel_id is None or by is None:
        return None
    added, removed = _reactions(raw, "reactionsAdded"), _reactions(raw, "reactionsRemoved")
    return ReactionChanged(envelope, _thread(raw)[0], needed(raw, "replyToId"), by, added, removed)


def _installation(raw: Raw) -> Event | None:
    action, envelope = raw.get("action"), _envelope(raw)
    if _is_of_a_group(raw, envelope):
        return None
    if action in _ADDED:
        return Installed(envelope, _sender(raw), _group_id(raw), _team_name(raw))
    return Removed(envelope, _sender(raw)) if action in _REMOVED else None


def _membership(raw: Raw) -> Event | None:
    """The bot itself added to a team or taken off, said a second way beside installationUpdate; or people of the team.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
    """
    bot_id, envelope = at(raw, "recipient").get("id"), _envelope(raw)
    added, removed = _accounts(raw, "membersAdded"), _accounts(raw, "membersRemoved")
    if envelope.team_id is None:
        return None
    if any(one.get("id") == bot_id for one in added):
        return Installed(envelope, _sender(raw), _group_id(raw), _team_name(raw))
    if any(one.get("id") == bot_id for one in removed):
        return Removed(envelope, _sender(raw))
    if at(raw, "channelData").get("eventType") not in _OF_THE_TEAM:
        return None
    joined, left = (
        tuple(_person(raw, one) for one in accounts if not str(one.get("id")).startswith("28:"))
        for accounts in (added, removed)
    )
    return MembersChanged(envelope, joined, left) if joined or left else None


def _accounts(raw: Raw, field: str) -> list[Raw]:
    """People and bots, as ``membersAdded`` and ``membersRemoved`` name them."""
    found = raw.get(field)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _person(raw: Raw, account: Raw) -> Person:
    """Somebody of whom Teams may tell no more than its own id."""
    object_id = unless_long(optional(account, "aadObjectId"), OBJECT_ID) or ""
    teams_id, name = unless_long(optional(account, "id"), ID) or "", optional(account, "name") or ""
    return Person(object_id.lower(), teams_id, name, is_guest(raw, account))


def _press(raw: Raw) -> Event | None:
    by, envelope = _sender(raw), _envelope(raw)
    if by is None:
        raise Malformed("a card was pressed by nobody")
    if _is_of_a_group(raw, envelope):
        return None
    action = at(at(raw, "value"), "action")
    data = at(action, "data")
    fields = {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in data.items()}
    return Pressed(envelope, by, needed(action, "verb"), fields, optional(raw, "replyToId"))


def _envelope(raw: Raw) -> Envelope:
    conversation, channel_data = at(raw, "conversation"), at(raw, "channelData")
    conversation_id = needed(conversation, "id", LONG)
    team = optional(at(channel_data, "team"), "id") or optional(channel_data, "teamsTeamId")
    tenant = optional(at(channel_data, "tenant"), "id") or optional(conversation, "tenantId")
    if tenant is None:
        raise Malformed("the activity names no tenant")
    channel = None
    if conversation_id.startswith("19:") and (team or _IN_THREAD in conversation_id):
        named = optional(at(channel_data, "channel"), "id") or optional(channel_data, "teamsChannelId")
        channel = named or conversation_id.partition(_IN_THREAD)[0]
    client = client_info.said(raw)
    return Envelope(
        tenant_id=tenant.lower(),
        team_id=team,
        channel_id=channel,
        conversation_id=conversation_id,
        service_url=needed(raw, "serviceUrl", LONG),
        bot_id=needed(at(raw, "recipient"), "id", ID),
        activity_id=needed(raw, "id"),
        at=moment(raw),
        locale=unless_long(optional(raw, "locale"), LOCALE),
        group_id=_group_id(raw),
        country=client_info.country(client),
        time_zone=client_info.time_zone(client, raw),
    )


def _is_private(raw: Raw) -> bool:
    """Whether this is the chat of one person with the bot."""
    conversation = at(raw, "conversation")
    kind = conversation.get("conversationType")
    return kind == "personal" or (kind is None and not needed(conversation, "id", LONG).startswith("19:"))


def _is_of_a_group(raw: Raw, envelope: Envelope) -> bool:
    """Whether this is a chat of several people: it must never be taken for the private chat of one of them."""
    return envelope.channel_id is None and envelope.team_id is None and not _is_private(raw)


def _thread(raw: Raw) -> tuple[str, str]:
    """The conversation id of a channel message's thread, and the id of the post at its root."""
    conversation_id = needed(at(raw, "conversation"), "id", LONG)
    channel, found, root_id = conversation_id.partition(_IN_THREAD)
    if not found or not root_id:
        raise Malformed("a channel message is in no thread")
    channel_data = at(raw, "channelData")
    named = optional(at(channel_data, "channel"), "id") or optional(channel_data, "teamsChannelId")
    if named is not None and named != channel:
        raise Malformed("the thread and the channel of a message do not belong together")
    return conversation_id, root_id


def _sender(raw: Raw) -> Person | None:
    """The person an activity is from; ``None`` for bots, connectors and whoever has no Entra object id."""
    sender = at(raw, "from")
    teams_id, object_id = optional(sender, "id") or "", optional(sender, "aadObjectId")
    if not object_id or teams_id.startswith("28:") or sender.get("role") == "bot":
        return None
    if len(object_id) > OBJECT_ID or len(teams_id) > ID:
        raise Malformed("the id of the sender is too long")
    return Person(object_id.lower(), teams_id, optional(sender, "name") or "", is_guest(raw, sender))


def _from_ourselves(raw: Raw) -> bool:
    return bool(at(raw, "from").get("id") == at(raw, "recipient").get("id"))


def _reactions(raw: Raw, field: str) -> tuple[str, ...]:
    found = raw.get(field)
    kinds = [one.get("type") for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return tuple(kind for kind in kinds if isinstance(kind, str) and 0 < len(kind) <= 100)


def _group_id(raw: Raw) -> str | None:
    return unless_long(optional(at(at(raw, "channelData"), "team"), "aadGroupId"), OBJECT_ID)


def _team_name(raw: Raw) -> str | None:
    return optional(at(at(raw, "channelData"), "team"), "name")
