"""Prompts (お題): what a member of the PMO has the bot post in a channel in their name, once or every week. Pure.

A prompt is posted in the community's working time. A weekly one that falls on a day off moves to the next working day,
and one whose time is outside of the day's working time, as where the planner's clock changes, to within it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.calendar_text import MINUTES_A_DAY
from models.community import Community, Layer, Role
from models.refused import Refused
from models.working_hours import WorkingHours

TEXT_AT_MOST = 2000
PLANNED_AT_MOST = 12
"""So many wait at once in a community: one card shows them all."""
FAR = timedelta(days=366)
WEEK = timedelta(days=7)
_WEEKS_TRIED = 53
_DAYS_OFF_AT_MOST = 60
_BEFORE_THE_END = timedelta(minutes=30)
"""So long before working time ends a prompt comes whose own time is after it: people are there still."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A prompt as somebody writes it down. ``day`` and ``at`` are of the wall of ``zone``."""

    text: str
    channel_id: str
    day: date
    at: time
    zone: ZoneInfo
    weekly: bool = False
    theme: str | None = None
    layer: Layer | None = None
    """``None``: as its theme's."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt that is planned, or was. ``next_at`` (aware UTC) is ``None`` once nothing of it is to come."""

    id: str
    community_id: str
    planned_by: str
    wanted: Wanted
    next_at: datetime | None
    moved_from: date | None = None
    """The day from which ``next_at`` was moved, or of which it was moved into working time: see ``is_outside``."""
    tell_at: datetime | None = None
    """When who planned it is to be told of that."""
    version: int = 1


class Turn(enum.StrEnum):
    """What becomes of a prompt whose time has come."""

    POSTED = "posted"
    LATER = "later"
    """In a pause of the same working day: as soon as it ends."""
    MOVED = "moved"
    """Its time is no working time any more."""
    MISSED = "missed"
    """Its day is over: whoever planned it says whether it is still to be posted."""
    UNWATCHED = "unwatched"
    """Its channel is not one of the community's any more."""
    LEFT = "left"
    """Who planned it is not of the PMO any more: nothing is posted in their name."""


def planned(prompt_id: str, by: str, wanted: Wanted, community: Community, now: datetime) -> Prompt:
    """A new prompt, or what an edit makes of one. Raises Refused."""
    if not wanted.text:
        raise Refused("refused-prompt-empty")
    if len(wanted.text) > TEXT_AT_MOST:
        raise Refused("refused-prompt-too-long", limit=TEXT_AT_MOST)
    return _to_come(Prompt(prompt_id, community.id, by, wanted, _first(wanted, community.hours, now)), community, now)


def take(prompt: Prompt, community: Community, now: datetime) -> tuple[Turn, Prompt]:
    """What to do with a prompt that is due, and the prompt after it."""
    due, hours = prompt.next_at, community.hours
    if due is None:
        raise ValueError(f"prompt {prompt.id} is not due")
    if not may_prompt(community, prompt.planned_by):
        return Turn.LEFT, replace(prompt, next_at=None, moved_from=None, tell_at=None)
    if not community.watches(prompt.wanted.channel_id):
        return Turn.UNWATCHED, after(prompt, community, now)
    if not hours.is_working(due):
        moved = next((one for one in _possible(due, prompt.wanted.zone, hours) if one >= now), None)
        if moved is not None:
            return Turn.MOVED, replace(prompt, next_at=moved, moved_from=_day(due, hours), tell_at=None)
        return Turn.MISSED, after(prompt, community, now)
    if now < (end := hours.end_of_day(_day(due, hours))):
        back = hours.next_working(now)
        if back == now:
            return Turn.POSTED, after(prompt, community, now)
        if back < end:
            return Turn.LATER, replace(prompt, next_at=back)
    return Turn.MISSED, after(prompt, community, now)


def after(prompt: Prompt, community: Community, now: datetime) -> Prompt:
    """The prompt once this turn of it is over: a weekly one waits for the next."""
    if not prompt.wanted.weekly:
        return replace(prompt, next_at=None, moved_from=None, tell_at=None)
    return _to_come(prompt, community, max(now, prompt.next_at or now))


def is_outside(prompt: Prompt, community: Community) -> bool:
    """Whether it was moved since its time is outside of a working day's working time, and not from a day off."""
    return prompt.moved_from is not None and community.hours.is_working_day(prompt.moved_from)


def may_prompt(community: Community, member_id: str) -> bool:
    member = community.members.get(member_id)
    return member is not None and Role.PMO in member.roles


def may_stop(community: Community, member_id: str) -> bool:
    """Any of the PMO, and the lead, may keep the bot from speaking."""
    member = community.members.get(member_id)
    return member is not None and bool(member.roles & {Role.PMO, Role.LEAD})


def last_moment(community: Community, now: datetime) -> datetime:
    """Until when what is posted now may still leave: the end of the day in the community's zone, or of its night shift.

    Aware UTC.
    """
    hours, day = community.hours, _day(now, community.hours)
    midnight = datetime.combine(day + timedelta(days=1), time(), hours.zone).astimezone(UTC)
    return max(midnight, hours.end_of_day(day))


def layer_of(wanted: Wanted, community: Community, at: datetime) -> Layer | None:
    """The layer that was chosen for it, else its theme's in the season of that day."""
    if wanted.layer is not None:
        return wanted.layer
    season = community.season_on(at)
    theme = community.theme(season.code if season else None, wanted.theme)
    return theme.layer if theme else None


def _first(wanted: Wanted, hours: WorkingHours, now: datetime) -> datetime | None:
    """When a prompt comes that is posted once; ``None`` for a weekly one, once its time of day is fine. Raises."""
    first = _at(wanted, wanted.day)
    if first - now > FAR:
        raise Refused("refused-prompt-far")
    if wanted.weekly:
        if not any(hours.is_working(one) for one in _weeks(wanted, max(first, now), _WEEKS_TRIED)):
            raise Refused("refused-prompt-weekly", next=hours.next_working(max(first, now)))
        return None
    if first <= now:
        raise Refused("refused-prompt-past")
    if not hours.is_working(first):
        raise Refused("refused-prompt-hours", next=hours.next_working(first))
    return first


def _to_come(prompt: Prompt, community: Community, since: datetime) -> Prompt:
    """With when it comes next after ``since``, and when to say that it is moved: a working day before.

    Of a time that is outside of working time week after week it is said once.
    """
    if not prompt.wanted.weekly:
        return replace(prompt, moved_from=None, tell_at=None)
    hours = community.hours
    for nominal in _weeks(prompt.wanted, since - timedelta(days=_DAYS_OFF_AT_MOST), _WEEKS_TRIED * 2):
        comes = next(_possible(nominal, prompt.wanted.zone, hours), None)
        if comes is None or comes <= since:
            continue
        if comes == nominal:
            return replace(prompt, next_at=comes, moved_from=None, tell_at=None)
        moved = replace(prompt, next_at=comes, moved_from=_day(nominal, hours), tell_at=None)
        if is_outside(moved, community) and is_outside(prompt, community) and prompt.tell_at is None:
            return moved
        return replace(moved, tell_at=hours.before(comes, hours.day_length()))
    return replace(prompt, next_at=None, moved_from=None, tell_at=None)


def _weeks(wanted: Wanted, since: datetime, count: int) -> Iterator[datetime]:
    """The weekday and the time of a weekly prompt, week by week: the first not before ``since``, nor its first day."""
    behind = max((since.astimezone(wanted.zone).date() - wanted.day) // WEEK, 0)
    for week in range(behind, behind + count + 1):
        if (moment := _at(wanted, wanted.day + week * WEEK)) >= since:
            yield moment


def _possible(nominal: datetime, zone: ZoneInfo, hours: WorkingHours) -> Iterator[datetime]:
    """When a prompt may come instead of at ``nominal``, if that is not working time: at that time of the wall of
    ``zone``, or as near to it as that day's working time allows, on each working day from then on."""
    wall = nominal.astimezone(zone)
    for ahead in range(_DAYS_OFF_AT_MOST):
        moment = datetime.combine(wall.date() + timedelta(days=ahead), wall.time(), zone).astimezone(UTC)
        if hours.is_working_day(_day(moment, hours)):
            yield _within(moment, hours)


def _within(moment: datetime, hours: WorkingHours) -> datetime:
    """A moment of a working day, else the next working time of that day, else shortly before the day's end."""
    end = hours.end_of_day(_day(moment, hours))
    if moment < end:
        return hours.next_working(moment)
    return hours.before(end, min(_BEFORE_THE_END, hours.day_length()))


def _at(wanted: Wanted, day: date) -> datetime:
    return datetime.combine(day, wanted.at, wanted.zone).astimezone(UTC)


def _day(moment: datetime, hours: WorkingHours) -> date:
    """The day to which it belongs: what a night shift reaches to after midnight is of the day on which it began."""
    reaches = timedelta(minutes=max(hours.spans[-1][1] - MINUTES_A_DAY, 0))
    return (moment.astimezone(hours.zone).replace(tzinfo=None) - reaches).date()
