"""What the cards of praise say. Plain values, as those of models/views.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PraiseFormView:
    """Whom to praise, and in which words."""

    form_id: str
    """What makes this form's praise one, however often it is sent."""
    left: int
    """How many may still be sent today."""
    to: str | None = None
    """Who is chosen already, and ``name`` what they are called."""
    name: str = ""
    words: str = ""
    """What was written so far."""
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: why it could not be sent."""
    on_roll: bool = True
    """Whether it will stand on a season's roll: what is said while no season is on stands on none."""


@dataclass(frozen=True, slots=True)
class PraiseGivenView:
    """To who praised: what was said to whom."""

    praise_id: str
    name: str
    text: str
    left: int
    """How many may still be sent today."""
    has_chat: bool
    """Whether the praised person has a private chat with the bot already."""
    taken_back: bool = False
    on_roll: bool = True


@dataclass(frozen=True, slots=True)
class PraiseView:
    """To who was praised."""

    name: str
    """Who praised."""
    text: str
    at: datetime
    on_roll: bool = True


AnyPraiseView = PraiseFormView | PraiseGivenView | PraiseView
