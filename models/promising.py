"""A promise by button: a day by which the answer comes, told to the author; and the days that a card offers for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from models.acts import WORD_AT_MOST, Actor
from models.becoming import received
from models.community import Community
from models.effects import thread_post
from models.follow_up import Decision, FollowUp, Status, become, refuse_closed, refuse_held_by_other
from models.ladder import from_first_step
from models.outgoing import Sentence
from models.refused import Refused
from models.views import OfferedDay
from models.working_hours import WorkingHours

PROMISE_AT_MOST = timedelta(days=60)


def days_offered(community: Community, now: datetime) -> tuple[OfferedDay, ...]:
    """The working days to choose from, soonest first, each once and none that may not be promised.

    Their words: ``today``; ``tomorrow``, or ``next`` where the next working day is a later one; ``second``, the one
    after it; ``week_end``, the last of this week, which ends on Sunday; ``week``, the first from this day next week on.
    """
    today = now.astimezone(community.hours.zone).date()
    offered: dict[date, str] = {}
    for word, day in _days(community.hours, today):
        if community.hours.end_of_day(day) > now and day - today <= PROMISE_AT_MOST:
            offered.setdefault(day, word)
    return tuple(OfferedDay(offered[day], day) for day in sorted(offered))


def _days(hours: WorkingHours, today: date) -> Iterator[tuple[str, date]]:
    """Working days by their words; where two words mean one day, the plainer comes first."""
    days = (today + timedelta(days=ahead) for ahead in range(1, PROMISE_AT_MOST.days + 1))
    ahead = [day for day in days if hours.is_working_day(day)]
    sunday, in_a_week = today + timedelta(days=6 - today.weekday()), today + timedelta(days=7)
    if hours.is_working_day(today):
        yield "today", today
    yield from (("tomorrow" if day - today == timedelta(days=1) else "next", day) for day in ahead[:1])
    yield from (("second", day) for day in ahead[1:2])
    yield from (("week_end", day) for day in [day for day in ahead if day <= sunday][-1:])
    yield from (("week", day) for day in [day for day in ahead if day >= in_a_week][:1])


def day_suggested(community: Community, now: datetime, offered: tuple[OfferedDay, ...]) -> date | None:
    """The one that a form has chosen already: when an answer is due by the community's rules, or soon after."""
    due = community.hours.add(now, community.rules.answer_within).astimezone(community.hours.zone).date()
    days = [one.day for one in offered]
    return next((day for day in days if day >= due), days[-1] if days else None)


def needs_word(follow_up: FollowUp) -> bool:
    """Whether another day needs a new word: the author read the day before, and somebody's own reply did not say it."""
    return follow_up.status is Status.PROMISED and follow_up.held_id is None


def promise(follow_up: FollowUp, actor: Actor, until: date, word: str) -> Decision:
    """A dated holding reply, posted in the thread in the promiser's name.

    It is a receipt as well: the author reads it. A promise that was given before is moved with a new word alone.
    """
    refuse_closed(follow_up)
    refuse_held_by_other(follow_up, actor.by, actor.names)
    refuse_day(until, actor)
    if len(word) > WORD_AT_MOST:
        raise Refused("refused-word-too-long", limit=WORD_AT_MOST)
    if needs_word(follow_up) and not word:
        raise Refused("refused-promise-needs-word")
    values = {"name": actor.name, "until": until} | ({"word": word} if word else {})
    sentence = Sentence("post-promise-word" if word else "post-promise", values)
    key = f"promise:{follow_up.id}:{follow_up.version}"
    effect = thread_post(key, follow_up.community_id, follow_up.thread_id, actor.by, sentence)
    return Decision(promised(follow_up, actor, until), (effect,))


def promised(follow_up: FollowUp, actor: Actor, until: date) -> FollowUp:
    """What a promise does until the end of a day's working hours, whatever was asked of it when it was given."""
    refuse_closed(follow_up)
    refuse_held_by_other(follow_up, actor.by, actor.names)
    end = actor.community.hours.end_of_day(until)
    seen = received(follow_up, actor.by, actor.now, actor.now, actor.community)
    given = replace(become(seen, Status.PROMISED), promised_by=actor.by, promised_until=end, held_id=None, held_at=None)
    return from_first_step(given, actor.community, actor.now)


def refuse_day(until: date, actor: Actor) -> None:
    """Raises Refused for a day whose working hours are over, and for one that is too far off to be told by its day."""
    today = actor.now.astimezone(actor.community.hours.zone).date()
    if until - today > PROMISE_AT_MOST:
        raise Refused("refused-promise-too-far", days=PROMISE_AT_MOST.days)
    if until < today or actor.community.hours.end_of_day(until) <= actor.now:
        raise Refused("refused-promise-in-past")
