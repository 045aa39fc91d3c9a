"""How a rule says no to a person."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A polite no. ``key`` names a sentence of locales/ which says what to do instead; ``values`` fill it."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotUnderstood(Refused):
    """The no of a command that does not know what follows its word: perhaps it was none."""


class NotAllowed(Refused):
    """The no to somebody who may not ask for it, whatever they ask."""
