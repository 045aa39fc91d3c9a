"""What figures are made of: the posts of a season with what became of each, read in one go.

There are thousands of each, so they are tuples: a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from models.community import Community, Season
from models.follow_up import Status


class Owed(NamedTuple):
    """What became of a post's own question: of a FollowUp the fields that figures need, with the same meaning."""

    status: Status
    receive_by: datetime
    answer_by: datetime
    received_at: datetime | None = None
    received_by: str | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None
    by_peer: bool = False
    """Whether a member answered who is no responder."""
    holder: str | None = None
    """Who has claimed or promised it."""
    promised_until: datetime | None = None
    promises_kept: int = 0
    promises_late: int = 0
    reopened: int = 0
    lapsed: bool = False
    """From before us, and without an answer when its history was read; then ``status`` is settled."""


class Posted(NamedTuple):
    """A post that was not deleted. ``author_id`` is ``None`` for a bot's, ``owed`` for one that opened no follow-up."""

    thread_id: str
    author_id: str | None
    posted_at: datetime
    theme: str | None = None
    region: str | None = None
    newcomer: bool = False
    owed: Owed | None = None


class Touched(NamedTuple):
    """A reply or a reaction by a person in a post's thread, that was not taken back."""

    thread_id: str
    member_id: str
    at: datetime
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The posts of one season, or of all times, and what else its figures need. Posts are in the order of time."""

    community: Community
    season: Season | None
    """``None``: all posts of the community."""
    posts: tuple[Posted, ...]
    touches: tuple[Touched, ...] = ()
    """Those in the threads of ``posts``."""
    earlier: frozenset[str] = frozenset()
    """Who posted in an earlier season."""
    later: tuple[tuple[str, datetime], ...] = ()
    """Who posted when, after these posts, within ``AGAIN_WITHIN`` of their end."""
    departments: Mapping[str, str] = field(default_factory=dict)
    """By member, as far as known."""
    theme: str | None = None
    """The code of the theme to which ``posts`` are narrowed down."""
    elsewhere: tuple[Posted, ...] = ()
    """What of the season's posts is in no theme, or in another one, where they are narrowed down to one."""

    def of_theme(self, theme: str) -> Ledger:
        """The same with the posts of one theme alone. Who posts again, whatever the theme, does so still."""
        posts = tuple(post for post in self.posts if post.theme == theme)
        threads = {post.thread_id for post in posts}
        elsewhere = tuple(post for post in self.posts if post.theme != theme)
        others = ((post.author_id, post.posted_at) for post in elsewhere if post.author_id)
        return replace(
            self,
            posts=posts,
            touches=tuple(touch for touch in self.touches if touch.thread_id in threads),
            later=(*self.later, *others),
            theme=theme,
            elsewhere=elsewhere,
        )
