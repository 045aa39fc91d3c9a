"""What the cards of a member's own record say. Plain values, as those of models/views.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.record import Record


@dataclass(frozen=True, slots=True)
class RecordView:
    """One season of a member's record, and which others there are."""

    community_id: str
    record: Record
    season: str | None
    """The code of the one that is shown; ``None``: what was outside of every season."""


@dataclass(frozen=True, slots=True)
class TakenView:
    """The record to take along: to copy, and as pages and a file by their links' tokens."""

    community_id: str
    record: Record
    season: str | None
    """The code of the season that it is of, where it is of one alone."""
    pages: tuple[tuple[str, str], ...]
    """Printable pages: the language and the token of each."""
    file: str
    """The token of the Markdown file."""


@dataclass(frozen=True, slots=True)
class KeptView:
    """All that is kept of a member, as a page and as a file, by the tokens of their links."""

    community_id: str
    page: str
    file: str


@dataclass(frozen=True, slots=True)
class ForgetView:
    """Whether a member wants to be forgotten, and what that means. ``named_in``: communities whose file names them."""

    community_id: str
    named_in: tuple[str, ...]
    asked_at: datetime


AnyRecordView = RecordView | TakenView | KeptView | ForgetView
