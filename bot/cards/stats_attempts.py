"""What members tried, among the figures: whatever came of it counts, and hours stand as they were told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from microsoft_teams.cards import CardElement, Fact, FactSet

from bot.cards.parts import Reader, explanation, heading, line, name
from models.statistics.told import Attempts, AttemptSide, Report

MOST_SIDES = 8
"""Of a kind, those of the most people; the report has them all."""
UNNAMED = {"theme": "stats-side-no-theme", "department": "stats-side-unknown"}


def attempts(report: Report, reader: Reader) -> list[CardElement]:
    """Nothing where nothing was written down yet, or too few people did."""
    known = report.attempts
    if known is None or not known.attempts:
        return []
    facts = [Fact(title=reader.say(key), value=said) for key, said in _facts(known, reader)]
    body: list[CardElement] = [heading(reader.say("stats-attempts"), size="Default"), FactSet(facts=facts)]
    if report.attempts_before is not None and report.attempts_before.attempts:
        then = report.attempts_before
        body.append(line(reader.say("stats-attempts-before", count=then.attempts, people=then.people), subtle=True))
    body.extend(_sides(report.attempt_sides, reader))
    if known.hours_told:
        body.append(explanation(reader.say("stats-hours-explained")))
    return body


def _facts(known: Attempts, reader: Reader) -> Iterator[tuple[str, str]]:
    yield "stats-attempts-all", reader.say("stats-attempts-count", count=known.attempts)
    yield "stats-attempts-people", reader.say("stats-people-count", count=known.people)
    for key, count in (
        ("attempt-came-worked", known.worked),
        ("attempt-came-partly", known.partly),
        ("attempt-came-not_this_time", known.not_this_time),
    ):
        yield key, reader.say("stats-attempts-count", count=count)
    if known.hours_told:
        yield "stats-hours", reader.say("stats-hours-told", hours=known.hours_saved, people=known.hours_people)


def _sides(sides: Sequence[AttemptSide], reader: Reader) -> Iterator[CardElement]:
    for kind, among in groupby(sides, key=lambda side: side.kind):
        yield line(reader.say(f"stats-attempts-by-{kind}"), strong=True)
        for side in sorted(among, key=lambda one: -one.people)[:MOST_SIDES]:
            called = name(side.name) or reader.say(UNNAMED[kind])
            counts = {"worked": side.worked, "partly": side.partly, "not_this_time": side.not_this_time}
            yield line(
                reader.say("stats-attempts-side", side=called, people=side.people, count=side.attempts, **counts)
            )
