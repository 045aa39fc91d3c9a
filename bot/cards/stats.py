"""A season in figures, in words first; the drawing only repeats them."""

from __future__ import annotations

from datetime import timedelta

from microsoft_teams.cards import CardElement, ChartColor, DonutChart, DonutChartData, Fact, FactSet

from bot.cards.parts import Reader, explanation, finished, heading, line, name
from bot.cards.rendered import Rendered
from models.views import StatsView

FATES: tuple[tuple[str, ChartColor], ...] = (
    ("answered", "good"),
    ("promised", "categoricalBlue"),
    ("waiting", "warning"),
    ("settled", "neutral"),
)


def stats_card(view: StatsView, reader: Reader) -> Rendered:
    title = reader.say("stats-heading")
    body: list[CardElement] = [heading(title), line(_whose(view, reader), subtle=True, spacing="None")]
    if view.posts == 0:
        body.append(explanation(reader.say("stats-none-yet")))
        return finished(reader, title, body)
    told = reader.say("stats-told" if view.answered else "stats-told-none", posts=view.owed, answered=view.answered)
    body.append(line(told, strong=True))
    body.append(FactSet(facts=_facts(view, reader)))
    body.append(heading(reader.say("stats-fates"), size="Default"))
    body.append(_fates(view, reader))
    body.append(explanation(reader.say("stats-explained")))
    return finished(reader, told, body)


def _whose(view: StatsView, reader: Reader) -> str:
    community = name(view.community)
    if view.season is None:
        return reader.say("stats-of-community", community=community)
    return reader.say("stats-of-season", community=community, season=name(view.season))


def _facts(view: StatsView, reader: Reader) -> list[Fact]:
    """Figures only: the values of a FactSet are read as markdown, so nothing that people wrote stands here."""
    told = {
        "stats-posts": reader.say("stats-posts-count", count=view.posts),
        "stats-posters": reader.say("stats-people-count", count=view.posters),
        "stats-newcomers": reader.say("stats-people-count", count=view.newcomers),
        "stats-received": _share(view.received, view.owed, reader),
        "status-answered": _share(view.answered, view.owed, reader),
        "stats-late": reader.say("stats-posts-count", count=view.late),
        "stats-promises-kept": reader.say("stats-posts-count", count=view.promises_kept),
        "stats-promises-late": reader.say("stats-posts-count", count=view.promises_late),
        "stats-median-to-receipt": _median(view.median_to_receipt, reader),
        "stats-median-to-answer": _median(view.median_to_answer, reader),
    }
    return [Fact(title=reader.say(key), value=value) for key, value in told.items()]


def _share(count: int, whole: int, reader: Reader) -> str:
    """A count and its share, rounded down: 100 % means every single one."""
    if not whole:
        return reader.say("stats-posts-count", count=count)
    return reader.say("stats-share", count=count, percent=100 * count // whole)


def _median(length: timedelta | None, reader: Reader) -> str:
    return reader.say("stats-not-yet") if length is None else reader.say("stats-length", length=length)


def _fates(view: StatsView, reader: Reader) -> DonutChart:
    """Teams' own chart, its figures in the legend as well; where Teams cannot draw it, the same figures as a list.

    Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
    """
    counts = {"answered": view.answered, "promised": view.promised, "waiting": view.waiting, "settled": view.settled}
    slices = [
        DonutChartData(legend=reader.say(f"stats-legend-{fate}", count=counts[fate]), value=counts[fate], color=color)
        for fate, color in FATES
        if counts[fate]
    ]
    facts = [
        Fact(title=reader.say(f"status-{fate}"), value=reader.say("stats-posts-count", count=counts[fate]))
        for fate, _ in FATES
    ]
    return DonutChart(title=reader.say("stats-fates"), data=slices, fallback=FactSet(facts=facts))
