"""The tokens in Graph's links: opaque to the bot, and remembered here alone."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rehearsal.wire import Refusal

LIFE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader came. ``after`` is a number or an id, as the list that it stands for counts."""

    list: str
    top: int
    expand: bool
    after: int
    since: datetime | None = None


class Tokens:
    """One for the rehearsal; ages by its clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._places: dict[str, tuple[datetime, Place]] = {}

    def give(self, place: Place) -> str:
        token = secrets.token_urlsafe(24)
        self._places[token] = (self._now(), place)
        return token

    def place(self, token: str, wanted: str) -> Place:
        """Raises Refusal 410 for a token that is unknown, too old, or of another list."""
        given_at, place = self._places.get(token, (self._now() - LIFE, None))
        if place is None or place.list != wanted or self._now() - given_at >= LIFE:
            raise Refusal(410, "SyncStateNotFound", "The sync state generation is not found; start a full sync.")
        return place

    def forget(self) -> int:
        """Forgets all; returns how many there were."""
        number = len(self._places)
        self._places.clear()
        return number
