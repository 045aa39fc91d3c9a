"""What people do in the season, when, and on which post: all that the run and the independent count have in common."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime, timedelta


class Do(enum.StrEnum):
    """Kinds of deeds. Those that are no button's verb are written in the thread or said in the private chat."""

    POST = "post"
    REPLY = "reply"
    LIKE = "like"
    UNLIKE = "unlike"
    DELETE_POST = "delete_post"
    DELETE_REPLY = "delete_reply"
    CLAIM = "claim"
    RELEASE = "release"
    RECEIVE = "receive"
    HAND_OVER = "hand_over"
    DECLINE = "decline"
    PROMISE = "promise"
    SETTLE = "settle"
    REOPEN = "reopen"
    CONFIRM = "confirm"
    ANSWER = "answer"
    SAY = "say"


BUTTONS = frozenset(
    {
        Do.CLAIM,
        Do.RELEASE,
        Do.RECEIVE,
        Do.HAND_OVER,
        Do.DECLINE,
        Do.PROMISE,
        Do.SETTLE,
        Do.REOPEN,
        Do.CONFIRM,
        Do.ANSWER,
    }
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that one person does.

    ``who`` is a member's id, ``post`` the name of the post it is about (``p7``), ``message`` the reply it writes or
    deletes (``p7r2``), ``words`` what is written or said, ``to`` whom a follow-up is handed or a promise's day.
    ``amid``: it happens after the bot looked at that very moment and before a card could leave.
    """

    at: datetime
    do: Do
    who: str
    post: str = ""
    message: str = ""
    words: str = ""
    to: str = ""
    channel: str = ""
    amid: bool = False


@dataclass(frozen=True, slots=True)
class Refusing:
    """Teams takes no card for a person, for good, from one moment until another."""

    who: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """A season: what is done, when the bot looks, and whom Teams refuses.

    While the bot is down it does not look; what is written in that time it hears of when it is back, before its
    first look.
    """

    name: str
    community: str
    starts: datetime
    ends: datetime
    tick: timedelta
    deeds: tuple[Deed, ...]
    down: tuple[datetime, datetime] | None = None
    refusing: tuple[Refusing, ...] = ()

    def looks(self) -> list[datetime]:
        """Every moment at which the bot looks, oldest first."""
        found, moment = [], self.starts
        while moment <= self.ends:
            if not self.is_down(moment):
                found.append(moment)
            moment += self.tick
        return found

    def is_down(self, moment: datetime) -> bool:
        return self.down is not None and self.down[0] <= moment < self.down[1]

    def refuses(self, who: str, moment: datetime) -> bool:
        return any(one.who == who and one.starts <= moment < one.ends for one in self.refusing)


@dataclass(frozen=True, slots=True)
class Nudge:
    """One card: when it left, to whom, which posts were on it. ``why`` tells the rule for each post, for messages."""

    at: datetime
    to: str
    posts: frozenset[str]
    morning: bool
    why: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[datetime, str, tuple[str, ...], bool]:
        return self.at, self.to, tuple(sorted(self.posts)), self.morning
