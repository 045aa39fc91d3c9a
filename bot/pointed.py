"""From the invoke of a message action to an event: which message somebody pointed at, and what the payload says of it.

Pure; believes no field before it looked at it.

Source of the shapes: https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
"""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser

from bot.fields import OBJECT_ID, Malformed, Raw, at, moment, needed, optional
from bot.mentions import as_read
from models.incoming import Envelope, Person, Pointed

INVOKES = ("composeExtension/fetchTask", "composeExtension/submitAction")
TEXT_AT_MOST = 100_000
_IN_THREAD = ";messageid="
_APART = frozenset({"br", "p", "div", "li", "tr", "blockquote"})


def pointed(raw: Raw, envelope: Envelope, by: Person | None) -> Pointed | None:
    """Somebody chose one of our actions in a message's menu, or sent its dialog. ``None`` where it is no message's."""
    value = at(raw, "value")
    if value.get("commandContext") != "message":
        return None
    if by is None:
        raise Malformed("nobody pointed at a message")
    payload, data = at(value, "messagePayload"), value.get("data")
    fields = data if isinstance(data, dict) else {}
    message_id = needed(payload, "id") if payload else needed(fields, "message")
    return Pointed(
        envelope=envelope,
        by=by,
        action=needed(value, "commandId"),
        thread_id=_thread(envelope, payload, message_id),
        message_id=message_id,
        author=_author(payload),
        written_at=_moment(payload),
        text=_text(payload),
        fields=_clean(fields) if raw.get("name") == INVOKES[1] else None,
    )


def _clean(fields: Raw) -> dict[str, object]:
    return {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in fields.items()}


def _thread(envelope: Envelope, payload: Raw, message_id: str) -> str | None:
    """The thread of a channel that the message is in; ``None`` anywhere else."""
    if envelope.channel_id is None:
        return None
    channel, found, root = envelope.conversation_id.partition(_IN_THREAD)
    if channel != envelope.channel_id:
        raise Malformed("the thread and the channel of a message do not belong together")
    root_id = root if found and root else optional(payload, "replyToId") or message_id
    return f"{channel}{_IN_THREAD}{root_id}"


def _author(payload: Raw) -> Person | None:
    """Who wrote it; ``None`` for bots and connectors."""
    user = at(at(payload, "from"), "user")
    object_id = optional(user, "id")
    if not object_id or len(object_id) > OBJECT_ID:
        return None
    return Person(object_id.lower(), "", optional(user, "displayName") or "")


def _moment(payload: Raw) -> datetime | None:
    try:
        return moment({"timestamp": payload.get("createdDateTime")})
    except Malformed:
        return None


def _text(payload: Raw) -> str | None:
    """What it says, as people read it; ``None`` when the payload does not say."""
    body = at(payload, "body")
    content = optional(body, "content")
    if content is None:
        return None
    content = content[:TEXT_AT_MOST]
    return as_read(_plain(content) if body.get("contentType") == "html" else content)


class _Reading(HTMLParser):
    """Collects what a message shows, a line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _APART:
            self.read.append("\n")
        elif tag == "at":
            self.read.append("@")

    def handle_endtag(self, tag: str) -> None:
        if tag in _APART:
            self.read.append("\n")

    def handle_data(self, data: str) -> None:
        self.read.append(data)


def _plain(content: str) -> str:
    reading = _Reading()
    reading.feed(content)
    reading.close()
    lines = (" ".join(line.split()) for line in "".join(reading.read).split("\n"))
    return "\n".join(line for line in lines if line)
