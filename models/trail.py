"""What somebody saw or changed of another person, as it is written down: who, when, what and of whom; no words."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=731)
"""Two years, so that what is noticed late can still be looked up."""


class Saw(enum.StrEnum):
    """What was seen or changed."""

    DISCLOSED = "disclosed"
    """All that is kept of somebody was handed out."""
    FORGOT = "forgot"
    """Somebody was made nobody; whom: the id that took the place of theirs."""
    PEOPLE = "people"
    """Who takes part in a season, as the lead is shown it."""
    LOAD = "load"
    """What each of the PMO carries."""
    ROLES = "roles"
    """Roles were given or taken away."""
    SEASON = "season"
    """A season was changed: its days, themes, owners, and the roles of the next."""
    OPENED = "opened"
    """A page for one person was opened; the detail is its kind."""
    EXPORTED = "exported"
    """Rows with ids, or with names and texts, were written out; the detail says which."""


@dataclass(frozen=True, slots=True)
class Line:
    """``by`` is ``None`` for an operator at the command line; ``of`` is ``None``: of everybody there.

    ``at`` is ``None`` until it is written down.
    """

    act: Saw
    by: str | None
    of: str | None = None
    community_id: str | None = None
    detail: str = ""
    at: datetime | None = None
