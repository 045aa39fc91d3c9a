"""What can be done with the figures: show them to everybody, and enter what is counted by hand."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    Choice,
    ChoiceSetInput,
    ExecuteAction,
    ShowCardAction,
    TextInput,
)

from bot.cards.parts import Reader, explanation
from bot.cards.stats_mentions import mention_action
from models.statistics.measures import Measure
from models.views import StatsView

TABLE_AT_MOST = 20_000


def buttons(view: StatsView, reader: Reader) -> list[Action]:
    """For the PMO and the lead alone; nobody else has a button."""
    found: list[Action] = []
    if view.may_show:
        fields = _which(view) | {"at": view.report.at.isoformat()}
        found.append(ExecuteAction(verb="show_stats", title=reader.say("stats-show"), data=fields))
    if view.may_enter:
        found.append(ShowCardAction(title=reader.say("measures-enter"), card=_form(view, reader)))
        found.append(mention_action(view.report, _which(view), reader))
    return found


def _which(view: StatsView) -> dict[str, Any]:
    return {name: code for name, code in (("season", view.season), ("theme", view.theme)) if code}


def _form(view: StatsView, reader: Reader) -> AdaptiveCard:
    """Sends ``measure``, ``month``, ``value``, and ``table`` where many lines were pasted."""
    month = view.report.at.astimezone(ZoneInfo(reader.time_zone)).strftime("%Y-%m")
    choices = [Choice(title=reader.say(f"measure-{measure.value}"), value=measure.value) for measure in Measure]
    chosen = Measure.HELP_DESK_INQUIRIES.value
    what = ChoiceSetInput(id="measure", label=reader.say("measures-what"), choices=choices, value=chosen, wrap=True)
    when = TextInput(id="month", label=reader.say("measures-month"), value=month, max_length=20)
    value = TextInput(id="value", label=reader.say("measures-value"), max_length=20)
    table = TextInput(
        id="table",
        label=reader.say("measures-table"),
        placeholder="2026-10,help_desk_inquiries,312",
        is_multiline=True,
        max_length=TABLE_AT_MOST,
    )
    send = ExecuteAction(verb="enter_measures", title=reader.say("measures-send"), data=_which(view), style="positive")
    body = [what, when, value, table, explanation(reader.say("measures-explained"))]
    return AdaptiveCard(version="1.5", body=body, actions=[send])
