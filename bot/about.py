"""What an activity is, in words that may stand in a log and in a metric: its kind, its id, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from models import correlation
from models.incoming import Event, Pointed, Pressed, ThreadEvent

KINDS = frozenset({
    "conversationUpdate", "installationUpdate", "invoke", "message", "messageDelete", "messageReaction",
    "messageUpdate",
})  # fmt: skip
"""The kinds of activities that mean something to us. A kind is the sender's word: others are not repeated."""
OTHER = "other"
_FOLLOW_UP = re.compile(r"[0-9a-f]{32}", re.ASCII)


def kind_of(raw: Mapping[str, Any]) -> str:
    """The kind of an activity; ``other`` for what Teams would not send."""
    kind = raw.get("type")
    return kind if isinstance(kind, str) and kind in KINDS else OTHER


def correlation_of(raw: Mapping[str, Any]) -> str:
    """The id of an activity: the same when Teams brings it again, another for an edit of the same message."""
    place = raw.get("conversation")
    names = (raw.get("type"), place.get("id") if isinstance(place, dict) else None, raw.get("id"), raw.get("timestamp"))
    return correlation.of(*(name if isinstance(name, str) else "" for name in names))


def about(event: Event | None) -> dict[str, str]:
    """Which post or follow-up an event is about, by their ids."""
    match event:
        case Pressed(fields={"follow_up": str(named)}) if _FOLLOW_UP.fullmatch(named):
            return {"follow_up": named}
        case Pointed(thread_id=str(thread_id)):
            return {"thread": thread_id}
        case _ if isinstance(event, ThreadEvent):
            return {"thread": event.thread_id}
        case _:
            return {}
