"""Messages as Teams tells of them: their text as HTML, and the payload of a message action.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
"""

from __future__ import annotations

import html

from rehearsal.people import Bot, Person
from rehearsal.wire import Json, in_utc
from rehearsal.world import Message, channel_of


def message_payload(message: Message, author: Person | None, bot: Bot) -> Json:
    """``value.messagePayload``. ``author`` None: the bot wrote it."""
    channel_id, (_, _, root_id) = channel_of(message.conversation_id), message.conversation_id.partition(";messageid=")
    user: Json = {"userIdentityType": "aadUser"}
    user |= {} if author is None else {"id": author.id, "displayName": author.name}
    application: Json = {"applicationIdentityType": "bot", "id": bot.id.removeprefix("28:"), "displayName": bot.name}
    return {
        "linkToMessage": f"https://teams.microsoft.com/l/message/{channel_id}/{message.id}",
        "id": message.id,
        "replyToId": None if message.is_root else root_id,
        "createdDateTime": in_utc(message.at),
        "lastModifiedDateTime": None if message.edited_at is None else in_utc(message.edited_at),
        "deleted": False,
        "importance": "normal",
        "body": {"contentType": "html", "content": f"<div><div>{as_html(message.text)}</div></div>"},
        "from": {
            "device": None,
            "conversation": None,
            "user": None if author is None else user,
            "application": application if author is None else None,
        },
        "reactions": [],
        "mentions": [],
    }


def as_html(text: str) -> str:
    escaped = html.escape(text, quote=False).replace("\n", "<br>")
    return escaped.replace("&lt;at&gt;", '<at id="0">').replace("&lt;/at&gt;", "</at>")
