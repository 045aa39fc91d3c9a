"""What the bot asked of Teams, and what it was told: the evidence for tests and the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rehearsal.wire import Json, in_utc


@dataclass(slots=True)
class Entry:
    """One call of the bot. ``status`` None: the connection was cut. ``body`` is what the bot sent."""

    number: int
    at: datetime
    method: str
    path: str
    kind: str
    conversation: str | None
    body: object
    status: int | None = None
    answer: object = None

    def as_json(self) -> Json:
        return {
            "number": self.number,
            "at": in_utc(self.at),
            "method": self.method,
            "path": self.path,
            "kind": self.kind,
            "conversation": self.conversation,
            "status": self.status,
            "body": self.body,
            "answer": self.answer,
        }


class Journal:
    """All calls, in the order in which they were answered."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def keep(self, entry: Entry) -> None:
        entry.number = len(self._entries) + 1
        self._entries.append(entry)

    def after(self, number: int) -> list[Json]:
        return [entry.as_json() for entry in self._entries[number:]]
