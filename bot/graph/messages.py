"""A channel's messages as Graph writes them become the values that the jobs read.

Source: https://learn.microsoft.com/graph/api/resources/chatmessage
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.fields import OBJECT_ID, SHORT, Malformed, Raw, at, in_utc, objects, optional
from bot.graph.body import text_of
from bot.graph.reactions import kind_of
from models.history import Message, Reaction
from models.incoming import Person


def is_said(told: Raw) -> bool:
    """Whether somebody wrote it: not a member who came, a channel that was renamed, a call that ended."""
    named = 0 < len(optional(told, "id") or "") <= SHORT
    by_people = told.get("messageType") in (None, "message") and told.get("eventDetail") is None
    return named and by_people and told.get("createdDateTime") is not None


def message(told: Raw, app_id: str) -> Message:
    """What ``is_said``, without the reactions of our own application. Raises Malformed where none can say when."""
    deleted_at = _moment(told, "deletedDateTime")
    written_at = _moment(told, "createdDateTime")
    if written_at is None:
        raise Malformed("createdDateTime is no moment")
    body = at(told, "body")
    html = body.get("contentType") == "html"
    return Message(
        message_id=optional(told, "id") or "",
        author=_person(at(told, "from")),
        text="" if deleted_at else text_of(optional(body, "content") or "", html=html),
        written_at=written_at,
        changed_at=max(filter(None, (written_at, _moment(told, "lastModifiedDateTime"), deleted_at))),
        edited_at=_moment(told, "lastEditedDateTime"),
        deleted_at=deleted_at,
        reactions=tuple(_reactions(objects(told.get("reactions")), app_id)),
    )


def application(told: Raw) -> str:
    """The id of the application that wrote a message; empty where a person did."""
    return optional(at(at(told, "from"), "application"), "id") or ""


def _reactions(told: Iterable[Raw], app_id: str) -> Iterable[Reaction]:
    """People's; each person's once by its kind."""
    found: dict[tuple[str, str], Reaction] = {}
    for one in told:
        by, when = _person(at(one, "user")), _moment(one, "createdDateTime")
        kind = kind_of(optional(one, "reactionType") or "", optional(one, "displayName"))
        if by is not None and by.id != app_id and kind is not None and when is not None:
            found.setdefault((by.id, kind), Reaction(by, kind, when))
    return found.values()


def _person(told: Raw) -> Person | None:
    """The person of an identity set; ``None`` for applications, devices and nobody."""
    user = at(told, "user")
    found = optional(user, "id") or ""
    if told.get("application") is not None or not 0 < len(found) <= OBJECT_ID:
        return None
    return Person(found.lower(), "", optional(user, "displayName") or "")


def _moment(told: Raw, field: str) -> datetime | None:
    """Aware UTC; ``None`` where there is none that can be read."""
    try:
        return in_utc(optional(told, field) or "")
    except (ValueError, OverflowError):
        return None
