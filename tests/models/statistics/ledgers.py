"""Made-up ledgers of a few posts each, in which anything may have happened that can."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from models.community import Community
from models.community_file import community, parse
from models.follow_up import Status
from models.statistics.values import Ledger, Owed, Posted, Touched
from tests.stage import COMMUNITY, DANA, HANA, KEN, MAKOTO, MONDAY_10, SORA, YUI

TEXT = (
    COMMUNITY.replace('phase = "company"\n', 'phase = "company"\ntarget_members = 12\n')
    + """
[[season]]
code = "S5"
name = "シーズン5"
starts = "2026-04-01"
ends = "2026-09-30"
phase = "rollout"
[[region]]
name = "Europe"
time_zone = "Europe/Amsterdam"
hours = ["09:00-17:00"]
holidays = ""
countries = ["NL"]
"""
)
BEGINS = MONDAY_10 - timedelta(days=5)
NOW = MONDAY_10 + timedelta(days=4, hours=6)
AUTHORS = (SORA.id, YUI.id, MAKOTO.id, *(f"bbbbbbbb-0000-4000-8000-{number:012}" for number in range(12)))
RESPONDERS = (HANA.id, KEN.id, DANA.id, MAKOTO.id)
DEPARTMENTS = ("経理", "営業", "")


@cache
def made() -> Community:
    return community(parse(TEXT.replace('holidays = "JP"', 'holidays = ""')))


def moments(first: datetime = BEGINS, halves: int = 9 * 48) -> st.SearchStrategy[datetime]:
    return st.integers(0, halves).map(lambda number: first + timedelta(minutes=30 * number))


@st.composite
def owed(draw: st.DrawFn, posted_at: datetime) -> Owed:
    """A follow-up as it may stand; Teams may date a touch a little before its post."""
    status = draw(st.sampled_from(sorted(set(Status) - {Status.WITHDRAWN})))
    some = moments(posted_at - timedelta(minutes=30), 3 * 48)
    received_at = draw(st.none() | some)
    answered = status is Status.ANSWERED
    return Owed(
        status=status,
        receive_by=draw(some),
        answer_by=draw(some),
        received_at=received_at,
        received_by=draw(st.sampled_from(RESPONDERS)) if received_at else None,
        answered_at=draw(some) if answered else None,
        answered_by=draw(st.sampled_from((*RESPONDERS, *AUTHORS))) if answered else None,
        by_peer=draw(st.booleans()),
        holder=draw(st.sampled_from(RESPONDERS)) if status in (Status.CLAIMED, Status.PROMISED) else None,
        promised_until=draw(some) if status is Status.PROMISED else None,
        promises_kept=draw(st.integers(0, 2)),
        promises_late=draw(st.integers(0, 1)),
        reopened=draw(st.integers(0, 2)),
        lapsed=status is Status.SETTLED and draw(st.booleans()),
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A season, or all posts, of up to fourteen posts by up to fifteen people, the PMO and bots."""
    known = made()
    count = draw(st.integers(0, 14))
    posted = sorted(draw(moments()) for _ in range(count))
    posts = tuple(_post(draw, number, at) for number, at in enumerate(posted))
    touches = tuple(
        Touched(draw(st.sampled_from(posts)).thread_id, draw(st.sampled_from((*RESPONDERS, *AUTHORS))), draw(moments()))
        for _ in range(draw(st.integers(0, 8)) if posts else 0)
    )
    whole_life = draw(st.booleans())
    return Ledger(
        community=known,
        season=None if whole_life else known.seasons[0],
        posts=posts,
        touches=touches,
        earlier=frozenset(draw(st.sets(st.sampled_from(AUTHORS)))),
        later=tuple(draw(st.lists(st.tuples(st.sampled_from(AUTHORS), moments(NOW, 40 * 48)), max_size=3))),
        departments={who: name for who in AUTHORS if (name := draw(st.sampled_from(DEPARTMENTS)))},
    )


def _post(draw: st.DrawFn, number: int, at: datetime) -> Posted:
    """One by the PMO or a bot is owed an answer where somebody made a follow-up of it."""
    author = draw(st.sampled_from((*AUTHORS, KEN.id, None)))
    is_owed = author not in (KEN.id, None) or draw(st.booleans())
    return Posted(
        thread_id=f"t{number}",
        author_id=author,
        posted_at=at,
        theme=draw(st.sampled_from(("meeting", "inquiry", None))),
        region=draw(st.sampled_from(("Europe", None))),
        newcomer=draw(st.booleans()) and author is not None,
        owed=draw(owed(at)) if is_owed else None,
    )


TARGETS = {date(2026, 11, 1): 9}
