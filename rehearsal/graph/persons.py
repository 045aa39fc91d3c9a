"""What a person does with a delegated token: reactions, and messages pinned in their chat with the bot.

Source: https://learn.microsoft.com/graph/api/chatmessage-setreaction and
https://learn.microsoft.com/graph/api/chat-post-pinnedmessages
"""

from __future__ import annotations

from rehearsal.graph.calls import Answer, Call, bad, find_channel, only, take_other
from rehearsal.graph.reactions import kind_of
from rehearsal.people import Person
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal, as_text
from rehearsal.world import Message


def set_reaction(stage: Stage, call: Call) -> Answer:
    """Twice is once."""
    return _react(stage, call, remove=False)


def unset_reaction(stage: Stage, call: Call) -> Answer:
    return _react(stage, call, remove=True)


def pin(stage: Stage, call: Call) -> Answer:
    """A message of the chat; once more moves it to the end."""
    person = _owner(stage, call, "Chat.ReadWrite", "ChatMessage.Send")
    bound = as_text(call.body.get("message@odata.bind"))
    chat, _, message_id = bound.rpartition("/messages/")
    if not chat.endswith(f"/chats/{call.path['chat']}"):
        raise bad("message@odata.bind must name a message of this chat.")
    message = stage.world.find(person.chat_id or "", message_id, stage.clock.now())
    if message is None or message.deleted:
        raise Refusal(404, "NotFound", "The message was not found in this chat.")
    pinned = stage.graph.pinned.setdefault(person.id, [])
    if message_id in pinned:
        pinned.remove(message_id)
    pinned.append(message_id)
    return 201, _pinned(message_id)


def pins(stage: Stage, call: Call) -> Answer:
    person = _owner(stage, call, "Chat.Read", "Chat.ReadWrite")
    only(call)
    return 200, {"value": [_pinned(one) for one in stage.graph.pinned.get(person.id, [])]}


def unpin(stage: Stage, call: Call) -> Answer:
    person = _owner(stage, call, "Chat.ReadWrite", "ChatMessage.Send")
    pinned = stage.graph.pinned.get(person.id, [])
    if call.path["pinned"] not in pinned:
        raise Refusal(404, "NotFound", "The message is not pinned in this chat.")
    pinned.remove(call.path["pinned"])
    return 204, None


def _react(stage: Stage, call: Call, *, remove: bool) -> Answer:
    take_other(stage)
    person = _delegated(call, "ChannelMessage.Send")
    if call.path["group"] != stage.world.team.group_id:
        raise Refusal(404, "NotFound", f"No team found with Group Id {call.path['group']}")
    find_channel(stage, call)
    if not person.in_team:
        raise Refusal(403, "Forbidden", "The user is no member of the team.")
    told = as_text(call.body.get("reactionType"))
    kind = kind_of(told)
    if kind is None:
        raise bad(f"{told!r} is no reaction; it must be an emoji.")
    stage.world.react(_message(stage, call), kind, person.id, stage.clock.now(), remove=remove)
    return 204, None


def _message(stage: Stage, call: Call) -> Message:
    """The post, or its reply, that the call names. Raises Refusal 404."""
    wanted = call.path.get("reply") or call.path["message"]
    place = f"{call.path['channel']};messageid={call.path['message']}"
    found = stage.world.find(place, wanted, stage.clock.now())
    if found is None or found.deleted or found.targeted_to is not None:
        raise Refusal(404, "NotFound", "The message was not found.")
    return found


def _owner(stage: Stage, call: Call, *scopes: str) -> Person:
    """Whose chat with the bot it is. Raises Refusal: 403 for an app or somebody else, 404 for any other chat."""
    take_other(stage)
    person = _delegated(call, *scopes)
    named = {chat_id(stage, one): one for one in stage.world.people.values() if one.chat_id is not None}
    owner = named.get(call.path["chat"])
    if owner is None:
        raise Refusal(404, "NotFound", "The chat was not found.")
    if owner is not person:
        raise Refusal(403, "Forbidden", "The user is no member of the chat.")
    return owner


def chat_id(stage: Stage, person: Person) -> str:
    """What Graph calls a person's private chat with the bot, which the bot itself knows by another id."""
    return f"19:{person.id}_{stage.options.app_id}@unq.gbl.spaces"


def _delegated(call: Call, *scopes: str) -> Person:
    """In whose name the call is made. Raises Refusal 403 for an app alone, and without one of the scopes."""
    if call.user is None:
        raise Refusal(403, "Forbidden", "Application permissions are not supported for this call.")
    if not set(scopes) & call.scopes:
        raise Refusal(403, "Forbidden", f"Missing scope permissions on the request. API requires one of '{scopes}'.")
    return call.user


def _pinned(message_id: str) -> Json:
    return {"@odata.type": "#microsoft.graph.pinnedChatMessageInfo", "id": message_id}
