"""The drawings among the figures: Teams' own charts, and the same figures as a list where Teams cannot draw them.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
"""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import (
    CardElement,
    ChartColor,
    DonutChart,
    DonutChartData,
    Fact,
    FactSet,
    LineChart,
    LineChartData,
    LineChartValue,
)

from bot.cards.parts import Reader, heading
from models.statistics.told import Figures, Week

FATES: tuple[tuple[str, ChartColor], ...] = (
    ("answered", "good"),
    ("promised", "categoricalBlue"),
    ("waiting", "warning"),
    ("settled", "neutral"),
    ("lapsed", "categoricalMarigold"),
)
MOST_WEEKS = 27
"""As many as half a year can have; of more, the last."""


def fates(known: Figures, reader: Reader) -> list[CardElement]:
    """What became of the posts; the counts stand in the legend as well. What lapsed is told where there is any."""
    counts = {
        "answered": known.answered,
        "promised": known.promised,
        "waiting": known.waiting,
        "settled": known.settled,
        "lapsed": known.lapsed,
    }
    slices = [
        DonutChartData(legend=reader.say(f"stats-legend-{fate}", count=counts[fate]), value=counts[fate], color=color)
        for fate, color in FATES
        if counts[fate]
    ]
    facts = [
        Fact(title=reader.say(f"status-{fate}"), value=reader.say("stats-posts-count", count=counts[fate]))
        for fate, _ in FATES
        if counts[fate] or fate != "lapsed"
    ]
    title = reader.say("stats-fates")
    return [heading(title, size="Default"), DonutChart(title=title, data=slices, fallback=FactSet(facts=facts))]


def weeks(known: Sequence[Week], reader: Reader) -> list[CardElement]:
    """Posts and answers week by week; nothing for a single week."""
    if len(known) < 2:
        return []
    shown = known[-MOST_WEEKS:]
    lines = [
        _line(reader.say("stats-posts"), "categoricalBlue", [(week, week.posts) for week in shown]),
        _line(reader.say("status-answered"), "good", [(week, week.answered) for week in shown]),
    ]
    facts = [
        Fact(
            title=reader.say("stats-week", monday=week.starts),
            value=reader.say("stats-week-told", posts=week.posts, answered=week.answered),
        )
        for week in shown
    ]
    title = reader.say("stats-weeks")
    return [heading(title, size="Default"), LineChart(title=title, data=lines, fallback=FactSet(facts=facts))]


def _line(legend: str, color: ChartColor, points: Sequence[tuple[Week, int]]) -> LineChartData:
    values = [LineChartValue(x=week.starts.isoformat(), y=count) for week, count in points]
    return LineChartData(legend=legend, color=color, values=values)
