"""The bot's messages and reactions: sending, updating, deleting, only-you messages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rehearsal.connector_calls import Answer, Call, check_conversation
from rehearsal.limits import REACTIONS, SENDS
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal, as_list, as_mapping, as_text
from rehearsal.world import BOT, Message, channel_of, thread_id

CARD = "application/vnd.microsoft.card.adaptive"
NOT_FOUND = "ActivityNotFoundInConversation"


@dataclass(frozen=True, slots=True)
class Content:
    """What a message of the bot holds. ``card`` is the first Adaptive Card among ``attachments``."""

    text: str
    card: Json | None
    summary: str | None
    attachments: int

    def parts(self) -> list[Content]:
        """Teams splits a message with both text and attachments in two."""
        if not self.text or not self.attachments:
            return [self]
        return [Content(self.text, None, None, 0), Content("", self.card, self.summary, self.attachments)]


def send(stage: Stage, call: Call) -> Answer:
    """A message to a thread, a channel (a new root) or a chat."""
    check_conversation(stage, call.conversation_id)
    stage.meter.take(f"send {call.conversation_id}", SENDS)
    if call.body.get("type") == "typing":
        return 201, {}
    if call.is_targeted:
        return _send_targeted(stage, call)
    world = stage.world
    root = world.root(call.conversation_id)
    if root is not None and root.targeted_to is not None:
        raise Refusal(404, "ConversationNotFound", "Only targeted messages can follow a targeted one.")
    return 201, id_of(keep(stage, call.conversation_id, read_content(call.body)))


def send_as_new_root(stage: Stage, call: Call) -> Answer:
    """What a POST to an activity does in a channel: a new root, not a reply. In a chat it is just the next message.

    Source: https://github.com/microsoft/BotFramework-Services/issues/356
    """
    check_conversation(stage, call.conversation_id)
    stage.meter.take(f"send {call.conversation_id}", SENDS)
    return 201, id_of(keep(stage, channel_of(call.conversation_id), read_content(call.body)))


def keep(stage: Stage, conversation_id: str, content: Content, targeted_to: str | None = None) -> list[Message]:
    """Puts what the bot sent where it belongs; in a channel alone it begins a thread. Two when it is split."""
    return [_keep_part(stage, conversation_id, part, targeted_to) for part in content.parts()]


def id_of(kept: list[Message]) -> Json:
    """The id that Teams gives back: none when the message was split.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages
    """
    return {"id": kept[0].id} if len(kept) == 1 else {}


def update(stage: Stage, call: Call) -> Answer:
    """Replaces the bot's own message for everyone who sees it."""
    message = _own_message(stage, call)
    if message.deleted:
        raise Refusal(403, "ServiceError", "The message was deleted.")
    if call.is_targeted and "recipient" in call.body:
        raise Refusal(400, "BadArgument", "The recipient of a targeted message cannot be changed.")
    content = read_content(call.body)
    message.text, message.card, message.summary = content.text, content.card, content.summary
    message.edited_at = stage.clock.now()
    message.cards_for.clear()
    message.notice = message.notice_for = None
    stage.world.change(message, message.edited_at)
    return 200, {"id": message.id}


def delete(stage: Stage, call: Call) -> Answer:
    message = _own_message(stage, call)
    if message.deleted:
        raise Refusal(404, NOT_FOUND, "Activity was not found in the conversation.")
    message.deleted_at = stage.clock.now()
    stage.world.change(message, message.deleted_at, "deleted")
    return 200, None


def add_reaction(stage: Stage, call: Call) -> Answer:
    return _change_reaction(stage, call, remove=False)


def remove_reaction(stage: Stage, call: Call) -> Answer:
    return _change_reaction(stage, call, remove=True)


def read_content(body: Json) -> Content:
    """Raises Refusal 400 for anything but a message that holds something."""
    if body.get("type") != "message":
        raise Refusal(400, "BadSyntax", "The activity must be of type message.")
    attachments = [as_mapping(attachment) for attachment in as_list(body.get("attachments"))]
    cards = [as_mapping(one.get("content")) for one in attachments if one.get("contentType") == CARD]
    text = as_text(body.get("text"))
    if not text and not attachments:
        raise Refusal(400, "BadSyntax", "The message holds neither text nor an attachment.")
    return Content(text, cards[0] if cards else None, as_text(body.get("summary")) or None, len(attachments))


def _send_targeted(stage: Stage, call: Call) -> Answer:
    recipient = as_mapping(call.body.get("recipient"))
    if recipient.get("isTargeted") is not True or not as_text(recipient.get("id")):
        raise Refusal(400, "BadArgument", "A targeted message needs recipient.id and recipient.isTargeted.")
    if stage.world.owner_of_chat(call.conversation_id) is not None:
        raise Refusal(400, "BadArgument", "Targeted messages are not for private chats.")
    person = stage.world.find_person(as_text(recipient["id"]))
    if person is None or not person.in_team:
        raise Refusal(403, "MemberNotFoundInConversation", "The recipient is no member of the conversation.")
    return 201, id_of(keep(stage, call.conversation_id, read_content(call.body), person.id))


def _keep_part(stage: Stage, conversation_id: str, content: Content, targeted_to: str | None) -> Message:
    now = stage.clock.now()
    message_id = stage.world.fresh_id(now)
    alone = stage.world.is_channel(conversation_id)
    place = thread_id(conversation_id, message_id) if alone else conversation_id
    message = Message(message_id, place, BOT, now, content.text, content.card, content.summary, targeted_to)
    return stage.world.keep(message)


def _own_message(stage: Stage, call: Call) -> Message:
    """The bot's message that the call names. Raises Refusal: 404 unknown, 403 another's."""
    check_conversation(stage, call.conversation_id)
    message = stage.world.find(call.conversation_id, call.path["activity"], stage.clock.now())
    if message is None or call.is_targeted != (message.targeted_to is not None):
        raise Refusal(404, NOT_FOUND, "Activity was not found in the conversation.")
    if message.author != BOT:
        raise Refusal(403, "Forbidden", "The message was sent by someone else.")
    return message


def _change_reaction(stage: Stage, call: Call, *, remove: bool) -> Answer:
    """Twice the same changes nothing and is answered alike."""
    check_conversation(stage, call.conversation_id)
    stage.meter.take("reactions", REACTIONS)
    message = stage.world.find(call.conversation_id, call.path["activity"], stage.clock.now())
    if message is None or message.deleted:
        raise Refusal(404, NOT_FOUND, "Activity was not found in the conversation.")
    if message.targeted_to is not None:
        raise Refusal(400, "BadArgument", "A targeted message takes no reactions.")
    kind = call.path["reaction"]
    if not re.fullmatch(r"[A-Za-z0-9_-]+", kind):
        raise Refusal(400, "BadArgument", f"{kind!r} is no reaction.")
    stage.world.react(message, kind, BOT, stage.clock.now(), remove=remove)
    return 200, None
