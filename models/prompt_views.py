"""What the cards of prompts say: the one in the channel, and the list of the PMO with its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

NOTHING = "#"
"""What a form sends where nothing is chosen: no theme is called so."""


@dataclass(frozen=True, slots=True)
class PromptView:
    """A prompt in the channel, in the name of who planned it."""

    name: str
    text: str
    theme: str | None = None
    tag: str | None = None
    """The theme's code: ``#tag`` in a post names it."""
    layer: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose in a form. ``called`` is empty where only its number tells it from others."""

    value: str
    called: str


@dataclass(frozen=True, slots=True)
class PromptForm:
    """What the form holds, as it was typed so far; its day and time are of the reader's wall.

    ``token`` tells this form from every other, so that one that is sent twice plans once. ``editing`` is the prompt
    that it changes, ``version`` as the form shows it.
    """

    token: str
    themes: tuple[Option, ...]
    channels: tuple[Option, ...]
    text: str = ""
    theme: str = ""
    layer: str = ""
    how: str = "once"
    day: str = ""
    at: str = "10:00"
    channel: str = ""
    editing: str | None = None
    version: int = 0
    opened: bool = False
    """Whether it stands open on the card, for what was typed is not to be lost."""


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt that is to come."""

    id: str
    name: str
    text: str
    next_at: datetime
    weekly: bool
    theme: str | None = None
    layer: str | None = None
    moved_from: date | None = None
    outside: bool = False
    """Whether it was moved since its time is outside of working time on that day, which is no day off."""
    may_edit: bool = False
    """Whether who looks planned it: nobody else changes words that go out in a person's name."""
    may_stop: bool = True


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn that is over.

    ``state``: ``sent`` or ``posted``, or why it was not: ``missed``, ``unsure``, ``unwatched``, ``left``.
    """

    id: str
    due_at: datetime
    state: str
    name: str
    text: str
    """Empty once its words are gone."""
    link: str = ""
    replied: int = 0
    """How many members replied."""
    may_post: bool = False


@dataclass(frozen=True, slots=True)
class PromptsView:
    """The prompts of a community, for the PMO in private."""

    rows: tuple[PromptRow, ...]
    waiting: tuple[TurnRow, ...]
    posted: tuple[TurnRow, ...]
    form: PromptForm | None
    """``None``: who looks may stop prompts and plans none."""
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done, or why not."""
