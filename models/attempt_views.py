"""What cards say of attempts. Plain values, as those of models/views.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from models.attempts import Came

Posted = Literal["no", "coming", "yes", "unsure"]
"""Whether it stands in the channel; ``unsure``: Teams refused, or nobody knows."""


@dataclass(frozen=True, slots=True)
class AttemptForm:
    """A form to fill in. ``id`` is the attempt's, also of one that is not there yet: then ``version`` is 0."""

    id: str
    version: int
    themes: tuple[tuple[str, str], ...]
    """Those to choose from, by code and name."""
    may_post: bool
    """Whether there is a channel in which it can be posted."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What stands in it: models/attempts.py, ``typed``."""
    posts: bool = False
    """Whether “post it” is ticked."""


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt. Its numbers are ``None`` where nobody wrote them."""

    id: str
    version: int
    at: datetime
    theme: str | None
    came_of_it: Came
    tried: str
    learned: str
    minutes_before: int | None
    minutes_after: int | None
    times_a_month: int | None
    people: int | None
    posted: Posted


@dataclass(frozen=True, slots=True)
class AttemptsView:
    """A member's own attempts of a season, the latest first; a form to write one; or whether one shall go."""

    code: str
    season: str
    """Its name; its code where the community's file knows it no more."""
    form: AttemptForm | None = None
    removing: AttemptRow | None = None
    rows: tuple[AttemptRow, ...] = ()
    total: int = 0
    page: int = 0
    pages: int = 1
    notice: tuple[str, dict[str, Any]] | None = None
    """A sentence on top, as key and values: what was just done, or why not."""
    is_on: bool = True
    """Whether the season is on, so that a new one can be written."""
    others: tuple[tuple[str, str], ...] = ()
    """The other seasons to turn to, by code and name: the one that is on, then those of the latest attempts."""


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt in the channel, for everybody."""

    author: str
    shown: AttemptRow
