"""What becomes of a post by the rules alone: when what is owed to it is due, whom each step reaches, what is jumped.

Pure. It asks the very rules that a post goes through (models/follow_up.py, models/nudging.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from models.becoming import open_for
from models.community import Community
from models.follow_up import FollowUp
from models.foreseen import IdleDay, Jump, Preview, Round, Rung
from models.ladder import from_first_step
from models.ledger import Post
from models.nudging import Around, take
from models.public_holidays import holiday_name
from models.working_hours import WorkingHours

NOBODY = ""
"""The author of a post that nobody wrote."""


def preview(
    community: Community, at: datetime, *, region: str | None = None, newcomer: bool = False, language: str = "en"
) -> Preview:
    """For a post at a moment (aware). ``newcomer``: its author never posted before. ``language``: of the holidays."""
    home = community.in_region(region)
    known, new = (open_for(_post(home, at, newcomer=one), NOBODY, "", home) for one in (False, True))
    opened = new if newcomer else known
    seen = from_first_step(replace(opened, received_at=at, received_by=NOBODY), home, at)
    rounds = [_round("answer", seen, home)]
    if home.rules.nudge_for_receipts:
        rounds.insert(0, _round("receipt", opened, home))
    last = max(opened.answer_by, *(rung.at for one in rounds for rung in one.rungs))
    jumps = tuple(_jump(home.hours, since, until, language) for since, until in home.hours.pauses(at, last))
    return Preview(at, region, known.receive_by, new.receive_by, opened.answer_by, tuple(rounds), jumps)


def _post(community: Community, at: datetime, *, newcomer: bool) -> Post:
    return Post("", community.id, "", "", NOBODY, "", "", at, at, "preview", None, None, newcomer, None)


def _round(owed: Literal["receipt", "answer"], follow_up: FollowUp, community: Community) -> Round:
    rungs = []
    for number, step in enumerate(community.rules.steps, start=1):
        at = follow_up.next_nudge_at or follow_up.answer_by
        rungs.append(Rung(number, at, tuple(reach.value for reach in step.to)))
        follow_up = take(follow_up, Around(community), at).follow_up
    return Round(owed, tuple(rungs), follow_up.next_nudge_at or follow_up.answer_by)


def _jump(hours: WorkingHours, since: datetime, until: datetime, language: str) -> Jump:
    days = tuple(_idle(hours, since, until, language))
    first, last = (moment.astimezone(hours.zone).date() for moment in (since, until))
    return Jump(since, until, "days" if days else "break" if first == last else "night", days)


def _idle(hours: WorkingHours, since: datetime, until: datetime, language: str) -> Iterator[IdleDay]:
    """The days of a pause on which no work begins."""
    day, end = since.astimezone(hours.zone).date(), (until - timedelta.resolution).astimezone(hours.zone).date()
    while day <= end:
        if not hours.is_working_day(day):
            yield _why(hours, day, language)
        day += timedelta(days=1)


def _why(hours: WorkingHours, day: date, language: str) -> IdleDay:
    name = holiday_name(hours.holidays, day, language)
    if name:
        return IdleDay(day, "holiday", name)
    closed = any(first <= day <= last for first, last in hours.closed)
    return IdleDay(day, "closed" if closed else "day_off")
