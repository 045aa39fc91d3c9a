"""What the card of the figures holds side by side: months, groups of people, measures, seasons, the PMO.

Names of regions, departments and people are what somebody wrote, so they stand in lines, which no client reads as
markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from microsoft_teams.cards import CardElement, Fact, FactSet

from bot.cards.parts import Reader, explanation, heading, line, name
from bot.cards.stats_words import length, month_name, share
from models.statistics.cases import percent
from models.statistics.told import Loads, Measured, Month, Report, Side, Spread

MOST_MONTHS = 25
"""As many as the longest season can have; of more, the last."""
MOST_SIDES = 8
"""Of a kind, those of the most people; the report has them all."""
UNNAMED = {"newcomer": "stats-side-others", "region": "stats-side-elsewhere", "department": "stats-side-unknown"}


def months(known: Sequence[Month], reader: Reader) -> list[CardElement]:
    """How many took part, against how many should."""
    if not known:
        return []
    facts = [Fact(title=month_name(one.starts, reader), value=_took_part(one, reader)) for one in known[-MOST_MONTHS:]]
    return [heading(reader.say("stats-months"), size="Default"), FactSet(facts=facts)]


def gap(sides: Sequence[Side], spreads: Sequence[Spread], reader: Reader) -> list[CardElement]:
    """Newcomers and others, regions, departments, side by side, and how far the worst is from the middle."""
    if not sides:
        return []
    body: list[CardElement] = [heading(reader.say("stats-gap"), size="Default")]
    by_kind = {spread.kind: spread for spread in spreads}
    for kind, among in groupby(sides, key=lambda side: side.kind):
        largest = sorted(among, key=lambda side: -side.people)[:MOST_SIDES]
        body.extend(line(_side(side, reader)) for side in largest)
        body.extend(line(said, subtle=True) for said in _spread(by_kind.get(kind), reader))
    body.append(explanation(reader.say("stats-gap-explained")))
    return body


def measures(known: Sequence[Measured], reader: Reader) -> list[CardElement]:
    """What was entered by hand, against the baseline."""
    if not known:
        return []
    facts = [Fact(title=reader.say(f"measure-{one.measure}"), value=_measured(one, reader)) for one in known]
    return [heading(reader.say("stats-measures"), size="Default"), FactSet(facts=facts)]


def before(report: Report, reader: Reader) -> list[CardElement]:
    """The season before: figures that do not grow with the days that have gone by."""
    then = report.before
    if then is None or report.before_season is None or then.posts == 0:
        return []
    facts = {
        "stats-posts": reader.say("stats-posts-count", count=then.posts),
        "stats-per-day": reader.say("stats-per-day-count", count=then.per_day),
        "stats-posters": reader.say("stats-people-count", count=then.posters),
        "stats-received": share(then.received, then.owed, reader),
        "status-answered": share(then.answered, then.owed, reader),
        "stats-median-to-receipt": length(then.median_to_receipt, reader),
        "stats-median-to-answer": length(then.median_to_answer, reader),
    }
    return [
        heading(reader.say("stats-before"), size="Default"),
        line(name(report.before_season), subtle=True, spacing="None"),
        FactSet(facts=[Fact(title=reader.say(key), value=said) for key, said in facts.items()]),
    ]


def loads(known: Loads | None, reader: Reader) -> list[CardElement]:
    """What each member of the PMO carries: nobody else is shown it."""
    if known is None or not known.members:
        return []
    body: list[CardElement] = [heading(reader.say("stats-loads"), size="Default")]
    for one in known.members:
        told = {"acts": one.acts, "outside": one.out_of_hours, "answers": one.answers, "held": one.held}
        body.append(line(reader.say("stats-load", name=one.name, **told)))
    if known.fairness is not None and len(known.members) > 1:
        body.append(line(reader.say("stats-fairness", times=known.fairness), subtle=True))
    body.append(explanation(reader.say("stats-loads-explained")))
    return body


def _took_part(month: Month, reader: Reader) -> str:
    of_target = percent(month.active, month.target or 0)
    if of_target is None:
        return reader.say("stats-people-count", count=month.active)
    return reader.say("stats-usage", count=month.active, target=month.target, percent=of_target)


def _side_name(kind: str, side: str, reader: Reader) -> str:
    if kind == "newcomer" and side == "first":
        return reader.say("stats-side-first")
    return reader.say(UNNAMED[kind]) if kind == "newcomer" or not side else name(side)


def _side(side: Side, reader: Reader) -> str:
    return reader.say(
        "stats-side",
        side=_side_name(side.kind, side.name, reader),
        people=side.people,
        received=percent(side.received, side.owed),
        answered=percent(side.answered, side.owed),
        receipt=length(side.median_to_receipt, reader),
        answer=length(side.median_to_answer, reader),
    )


def _spread(spread: Spread | None, reader: Reader) -> Iterable[str]:
    """What the worst lacks to the middle; nothing where it lacks nothing."""
    if spread is None:
        return
    for key, side, points in (
        ("stats-spread-received", spread.received_worst, spread.received_points),
        ("stats-spread-answered", spread.answered_worst, spread.answered_points),
    ):
        if points > 0:
            yield reader.say(key, side=_side_name(spread.kind, side, reader), points=points)
    for key, slowest, longer in (
        ("stats-spread-receipt", spread.receipt_worst, spread.receipt_longer),
        ("stats-spread-answer", spread.answer_worst, spread.answer_longer),
    ):
        if slowest is not None and longer is not None and longer > timedelta():
            yield reader.say(key, side=_side_name(spread.kind, slowest, reader), length=longer)


def _measured(one: Measured, reader: Reader) -> str:
    if one.latest is None or one.latest_month is None:
        return reader.say("measure-baseline-alone", baseline=one.baseline or 0)
    if one.baseline is None:
        return reader.say("measure-latest", value=one.latest, month=month_name(one.latest_month, reader))
    return reader.say(
        "measure-latest-against", value=one.latest, month=month_name(one.latest_month, reader), baseline=one.baseline
    )
