"""A season whole, and the way to the others; for the lead in private with the buttons that change it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    ContainerStyle,
    ExecuteAction,
    ShowCardAction,
)

from bot.cards.parts import Reader, box, explanation, finished, heading, line, name
from bot.cards.rendered import Rendered
from bot.cards.themes import joined, theme_lines
from locales import Dated
from models.season_views import SeasonRow, SeasonShown, SeasonView

THEMES, ROLES = 25, 40
"""So many are shown."""
NEW = "+"
"""The choice that stands for a theme that is not there yet; no theme has it for a code."""


def season_card(view: SeasonView, reader: Reader) -> Rendered:
    title = reader.say("season-heading")
    body: list[CardElement] = []
    if view.notice:
        key, values = view.notice
        style: ContainerStyle = "attention" if key.startswith("refused-") else "accent"
        body.append(box([line(reader.say(key, **values), strong=True)], style))
    body.append(heading(title))
    if view.shown is None:
        body.append(line(reader.say("season-none")))
    else:
        body.extend(_asks(view, reader))
        body.extend(_outline(view.shown, reader))
        body.extend(_carried(view.shown, reader))
        body.extend(_whom(view.shown, reader))
    body.extend(_others(view, reader))
    return finished(reader, title, body, _buttons(view, reader))


def _asks(view: SeasonView, reader: Reader) -> Iterator[CardElement]:
    if view.asks_close is not None and view.shown is not None:
        asked = reader.say("season-close-sure", season=name(view.shown.row.name), day=view.asks_close)
        yield box([line(asked, strong=True), line(reader.say("season-close-explained"))], "warning")


def _outline(shown: SeasonShown, reader: Reader) -> Iterator[CardElement]:
    row = shown.row
    yield line(reader.say("season-named", season=name(row.name), code=row.code), strong=True)
    yield line(_days(row, reader), spacing="None")
    yield line(reader.say(f"season-when-{row.when}"), spacing="None")
    yield line(reader.say(f"season-phase-{shown.phase}"), spacing="None")
    if shown.target_members is not None:
        yield line(reader.say("season-target", count=shown.target_members), spacing="None")
    for measure, value in shown.baselines:
        yield line(reader.say("season-baseline", measure=_measure(measure, reader), value=value), spacing="None")


def _carried(shown: SeasonShown, reader: Reader) -> Iterator[CardElement]:
    if shown.promises:
        yield line(reader.say("season-promises", count=shown.promises), spacing="None")
    if shown.carried:
        told = reader.say("season-taken-over", count=shown.carried, open=shown.carried_open)
        yield line(told, spacing="None")


def _whom(shown: SeasonShown, reader: Reader) -> Iterator[CardElement]:
    yield heading(reader.say("season-themes"), size="Default")
    if not shown.themes:
        yield line(reader.say("season-no-themes"))
    for theme in shown.themes[:THEMES]:
        yield from theme_lines(theme, reader)
    if more := shown.themes[THEMES:]:
        yield line(reader.say("themes-more", tags=joined(f"#{one.code}" for one in more)), subtle=True)
    if shown.roles:
        yield heading(reader.say("season-roles"), size="Default")
    for one in shown.roles[:ROLES]:
        yield line(role_line(one.name, [role.value for role in one.roles], reader), spacing="None")
    if len(shown.roles) > ROLES:
        yield line(reader.say("people-more", count=len(shown.roles) - ROLES), subtle=True)


def role_line(called: str, roles: list[str], reader: Reader) -> str:
    """A member and what they are here for."""
    if not roles:
        return reader.say("season-role-none", name=called)
    return reader.say("season-role", name=called, roles=joined(reader.say(f"role-{role}") for role in roles))


def _days(row: SeasonRow, reader: Reader) -> str:
    return reader.say("season-days", starts=Dated.of(row.starts), ends=Dated.of(row.ends))


def _measure(measure: str, reader: Reader) -> str:
    """A baseline by its name; one that is none of the measures by hand keeps the name of the file."""
    try:
        return reader.say(f"measure-{measure}")
    except LookupError:
        return name(measure)


def _others(view: SeasonView, reader: Reader) -> Iterator[CardElement]:
    if view.others:
        yield heading(reader.say("season-others"), size="Default")
    for row in view.others:
        said = reader.say("season-row", season=name(row.name), code=row.code, days=_days(row, reader))
        yield line(said, spacing="None")
    if view.may_change:
        yield explanation(reader.say("season-explained"))


def _buttons(view: SeasonView, reader: Reader) -> Iterator[Action]:
    """At most six, as Teams shows no more."""
    shown = view.shown
    if view.may_change and shown is not None:
        yield from _changes(view, shown, reader)
    if view.may_change and view.asks_close is None:
        yield _press("season_next", reader.say("season-next"))
    if view.others:
        yield ShowCardAction(title=reader.say("season-another"), card=_another(view, reader))


def _changes(view: SeasonView, shown: SeasonShown, reader: Reader) -> Iterator[Action]:
    this = {"season": shown.row.code}
    if view.asks_close is not None:
        sure = this | {"sure": view.asks_close.isoformat()}
        yield _press("season_close", reader.say("season-close-yes"), sure, style="destructive")
        yield _press("season_show", reader.say("season-close-no"), this)
        return
    yield _press("season_edit", reader.say("season-edit"), this)
    yield ShowCardAction(title=reader.say("season-edit-theme"), card=_themes(shown, reader))
    if view.may_carry:
        yield _press("season_carry", reader.say("season-carry", count=view.may_carry), this)
    if shown.row.when == "now":
        yield _press("season_close", reader.say("season-close"), this)
    if shown.row.when == "coming":
        yield _press("season_open", reader.say("season-open"), this)


def _press(verb: str, title: str, data: dict[str, Any] | None = None, style: Any = None) -> ExecuteAction:
    return ExecuteAction(verb=verb, title=title, data=data or {}, style=style)


def _themes(shown: SeasonShown, reader: Reader) -> AdaptiveCard:
    """Sends ``theme``."""
    new = [Choice(title=reader.say("season-theme-new"), value=NEW)]
    choices = [*(Choice(title=name(one.name), value=one.code) for one in shown.themes), *new]
    label = reader.say("season-theme-which")
    which = ChoiceSetInput(id="theme", label=label, choices=choices, value=choices[0].value, wrap=True)
    send = _press("season_theme", reader.say("season-theme-open"), {"season": shown.row.code})
    return AdaptiveCard(version="1.5", body=[which], actions=[send])


def _another(view: SeasonView, reader: Reader) -> AdaptiveCard:
    """Sends ``season``."""
    choices = [Choice(title=name(one.name), value=one.code) for one in view.others]
    label = reader.say("season-which-label")
    which = ChoiceSetInput(id="season", label=label, choices=choices, value=choices[0].value, wrap=True)
    return AdaptiveCard(version="1.5", body=[which], actions=[_press("season_show", reader.say("season-show"))])
