"""A season in figures, in words first; the drawings only repeat them."""

from __future__ import annotations

from datetime import timedelta

from microsoft_teams.cards import CardElement, Fact, FactSet

from bot.cards.parts import Reader, box, explanation, finished, heading, line, name
from bot.cards.rendered import Rendered
from bot.cards.stats_attempts import attempts
from bot.cards.stats_buttons import buttons
from bot.cards.stats_drawn import fates, weeks
from bot.cards.stats_groups import before, gap, loads, measures, months
from bot.cards.stats_layers import layers
from bot.cards.stats_mentions import mentions
from bot.cards.stats_words import length, share
from models.statistics.told import Figures
from models.views import StatsView


def stats_card(view: StatsView, reader: Reader) -> Rendered:
    report = view.report
    known = report.figures
    title = reader.say("stats-heading")
    body: list[CardElement] = [heading(title), line(_whose(view, reader), subtle=True, spacing="None")]
    if view.notice:
        key, values = view.notice
        body.append(box([line(reader.say(key, **values))], "emphasis"))
    if known.posts == 0:
        body.append(explanation(reader.say("stats-none-yet")))
        body.extend(attempts(report, reader))
        body.extend(measures(report.measures, reader))
        body.extend(mentions(report, reader))
        return finished(reader, title, body, buttons(view, reader))
    told = reader.say("stats-told" if known.answered else "stats-told-none", posts=known.owed, answered=known.answered)
    body.append(line(told, strong=True))
    for section, facts in (("posts", _posts), ("answers", _answers), ("times", _times)):
        body.append(heading(reader.say(f"stats-section-{section}"), size="Default"))
        body.append(FactSet(facts=[Fact(title=reader.say(key), value=said) for key, said in facts(known, reader)]))
    body.extend(fates(known, reader))
    body.extend(weeks(report.weeks, reader))
    body.extend(months(report.months, reader))
    body.extend(attempts(report, reader))
    body.extend(layers(report.layers, reader))
    body.extend(gap(report.sides, report.spreads, reader))
    body.extend(measures(report.measures, reader))
    body.extend(mentions(report, reader))
    body.extend(before(report, reader))
    body.extend(loads(view.loads, reader))
    body.append(explanation(reader.say("stats-explained")))
    return finished(reader, told, body, buttons(view, reader))


def _whose(view: StatsView, reader: Reader) -> str:
    report = view.report
    community = name(report.community)
    if report.season is None:
        return reader.say("stats-of-community", community=community)
    season = name(report.season)
    if report.theme is None:
        return reader.say("stats-of-season", community=community, season=season)
    return reader.say("stats-of-theme", community=community, season=season, theme=name(report.theme))


def _posts(known: Figures, reader: Reader) -> list[tuple[str, str]]:
    """Figures only: the values of a FactSet are read as markdown, so nothing that people wrote stands here."""
    return [
        ("stats-posts", reader.say("stats-posts-count", count=known.posts)),
        ("stats-per-day", reader.say("stats-per-day-count", count=known.per_day)),
        ("stats-posters", reader.say("stats-people-count", count=known.posters)),
        ("stats-returning", reader.say("stats-people-count", count=known.returning)),
        ("stats-newcomers", reader.say("stats-people-count", count=known.newcomers)),
        ("stats-newcomers-again", _people(known.newcomers_again, known.newcomers, reader)),
    ]


def _answers(known: Figures, reader: Reader) -> list[tuple[str, str]]:
    return [
        ("stats-received", share(known.received, known.owed, reader)),
        ("status-answered", share(known.answered, known.owed, reader)),
        ("stats-by-peers", share(known.answered_by_peers, known.owed, reader)),
        ("stats-by-executives", reader.say("stats-times-count", count=known.touched_by_executives)),
        ("stats-late", reader.say("stats-posts-count", count=known.late)),
        ("stats-reopened", reader.say("stats-posts-count", count=known.reopened)),
        ("stats-promises-kept", reader.say("stats-posts-count", count=known.promises_kept)),
        ("stats-promises-late", reader.say("stats-posts-count", count=known.promises_late)),
    ]


def _times(known: Figures, reader: Reader) -> list[tuple[str, str]]:
    told: list[tuple[str, timedelta | None]] = [
        ("stats-median-to-receipt", known.median_to_receipt),
        ("stats-p90-to-receipt", known.p90_to_receipt),
        ("stats-median-to-answer", known.median_to_answer),
        ("stats-p90-to-answer", known.p90_to_answer),
    ]
    if known.newcomers:
        told.append(("stats-newcomers-median", known.newcomers_median_to_receipt))
        told.append(("stats-newcomers-p90", known.newcomers_p90_to_receipt))
    waiting = known.oldest_waiting
    oldest = reader.say("stats-nothing-waits") if waiting is None else length(waiting, reader)
    return [*((key, length(one, reader)) for key, one in told), ("stats-oldest", oldest)]


def _people(count: int, whole: int, reader: Reader) -> str:
    if not whole:
        return reader.say("stats-people-count", count=count)
    return reader.say("stats-people-share", count=count, percent=100 * count // whole)
