"""Presses of buttons as they are kept: what was done, by whom and when, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.follow_up import Pace


@dataclass(frozen=True, slots=True)
class Press:
    """A button that a responder pressed, and that was carried out. ``given``: what else it needs, as text."""

    verb: str
    version: int
    by: str
    at: datetime
    given: Mapping[str, str] = field(default_factory=dict)
    ordered: tuple[str, ...] = ()
    """Keys of the effects that it ordered of Teams."""
    pace: Pace = field(default_factory=Pace)
    """The nudges' pace before it."""


UNDO = "undo"
"""The verb of a press that takes another of the same member's back: ``given`` names that one's verb and version."""


LEAVE = "leave"
"""The verb of what nobody pressed: somebody left the team. ``given``: who has a promise of theirs now."""


HISTORY = "history"
"""The verb of what nobody pressed: a post from before us was read, and without an answer it is closed."""


CHOOSE_THEME = "choose_theme"
"""The verb of who chose the post's theme. ``given``: the theme and its owners, and those from before."""


ASIDE = frozenset({"receive", "ask", "not_this_time", "split", CHOOSE_THEME})
"""Verbs that leave a follow-up in the hands in which it is."""


def standing(presses: Iterable[Press]) -> tuple[Press, ...]:
    """The presses that nobody took back, in whatever order they are told."""
    kept = tuple(presses)
    undone = {(one.given["verb"], int(one.given["version"]), one.by) for one in kept if one.verb == UNDO}
    return tuple(one for one in kept if one.verb != UNDO and (one.verb, one.version, one.by) not in undone)


def last(presses: Iterable[Press]) -> Press | None:
    """The latest press that stands and that somebody pressed."""
    return max((press for press in standing(presses) if press.verb != LEAVE), key=_order, default=None)


def _order(press: Press) -> tuple[datetime, int, str]:
    return press.at, press.version, press.verb
