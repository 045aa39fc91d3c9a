"""Who and what is there: people, channels, the team and the bot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class App(StrEnum):
    """How a person stands to the app in their private chat."""

    NEVER = "never"
    INSTALLED = "installed"
    REMOVED = "removed"


@dataclass(slots=True)
class Person:
    """Someone of the company. ``id`` is the Entra object id, ``teams_id`` the ``29:…`` id that the bot sees."""

    id: str
    name: str
    roles: tuple[str, ...] = ()
    language: str = "ja"
    time_zone: str = "Asia/Tokyo"
    in_team: bool = True
    app: App = App.NEVER
    chat_id: str | None = None
    department: str | None = None
    office: str | None = None
    country: str | None = None
    """Two capital letters."""

    @property
    def teams_id(self) -> str:
        return f"29:1{digest(self.id)[:20]}"

    @property
    def address(self) -> str:
        """Mail address and name for the sign-in."""
        return f"{self.teams_id[3:9]}@aizaq.example"

    @property
    def names(self) -> tuple[str, str]:
        """Surname and given name, where the name has two parts."""
        first, _, second = self.name.partition(" ")
        return (first, second) if self.language == "ja" else (second, first)

    @property
    def locale(self) -> str:
        return "ja-JP" if self.language == "ja" else "en-US"


@dataclass(slots=True)
class Channel:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Team:
    """The team, and the tenant that it belongs to."""

    id: str
    name: str
    tenant_id: str
    group_id: str = "22222222-2222-4222-8222-222222222222"


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot as the others see it. ``id`` is ``28:`` and its app id."""

    id: str
    name: str


def mentioning(text: str, people: Iterable[Person]) -> str:
    """A text with each ``@Name`` of these people as the mention that Teams makes of it."""
    for name in sorted((person.name for person in people if "@" in text), key=len, reverse=True):
        text = text.replace(f"@{name}", f"<at>{name}</at>")
    return text


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
