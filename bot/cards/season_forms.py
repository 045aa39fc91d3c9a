"""The lead's forms: of a season, of the next one with what goes on, of a theme, and of promises to carry over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from microsoft_teams.cards import (
    Action,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    ExecuteAction,
    TextInput,
)

from bot.cards.parts import HIDDEN, Reader, box, explanation, finished, heading, line, name, one_line, shortened
from bot.cards.rendered import Rendered
from bot.cards.season import role_line
from models.community import Layer, Phase
from models.season_changes import NAME_AT_MOST
from models.season_views import CarryView, PromiseRow, SeasonFormView, ThemeFormView, Tick, tick_value
from models.statistics.measures import Measure

CODE_AT_MOST = 50
WORDS_AT_MOST = 1_000
TEXT_LENGTH = 40


def season_form_card(view: SeasonFormView, reader: Reader) -> Rendered:
    """Sends ``name``, ``starts``, ``ends``, ``phase``, ``target``; with ``code`` and what goes on for a new season,
    with ``baseline_…`` for one that there is.
    """
    title = reader.say("season-next-heading" if view.new else "season-edit-heading")
    body = [*_top(view.notice, title, reader)]
    if view.season_name:
        said = "season-next-after" if view.new else "season-form-of"
        body.append(line(reader.say(said, season=name(view.season_name)), subtle=True))
    body.extend(_outline(view, reader))
    if view.new:
        body.extend(_going_on(view, reader))
        fields: dict[str, Any] = {"season": view.season}
        return finished(reader, title, body, _actions("season_begin", "season-begin", fields, view.season, reader))
    fields = {"season": view.season, "mark": view.mark}
    return finished(reader, title, body, _actions("season_change", "season-keep", fields, view.season, reader))


def theme_form_card(view: ThemeFormView, reader: Reader) -> Rendered:
    """Sends ``code`` of a new theme, ``name``, ``words``, ``owners``, ``advisors``, ``layer``."""
    title = reader.say("theme-edit-heading" if view.was else "theme-new-heading")
    body = [*_top(view.notice, title, reader)]
    body.append(line(reader.say("season-form-of", season=name(view.season_name)), subtle=True))
    draft, theme = view.draft, view.theme
    if not view.was:
        code = draft.get("code", "")
        body.append(_text("code", reader.say("theme-code"), code, reader))
    body.append(_text("name", reader.say("theme-name"), draft.get("name", theme.name), reader))
    body.append(
        TextInput(
            id="words",
            label=reader.say("theme-words"),
            value=HIDDEN.sub("", draft.get("words", ", ".join(theme.words))),
            placeholder=reader.say("theme-words-example"),
            max_length=WORDS_AT_MOST,
            is_multiline=True,
        )
    )
    for field, people, chosen in (
        ("owners", view.owners, theme.owners),
        ("advisors", view.advisors, theme.advisors),
    ):
        if people:
            choices = [Choice(title=name(called), value=one) for one, called in people]
            ticked = draft.get(field, ",".join(one for one in chosen if one in dict(people)))
            body.append(_ticks(field, reader.say(f"theme-{field}"), choices, ticked))
    layers = [Choice(title=reader.say(f"layer-{layer}"), value=layer.value) for layer in Layer]
    layers = [Choice(title=reader.say("layer-none"), value=""), *layers]
    chosen_layer = draft.get("layer", theme.layer.value if theme.layer else "")
    body.append(
        ChoiceSetInput(id="layer", label=reader.say("theme-layer"), choices=layers, value=chosen_layer, wrap=True)
    )
    fields = {"season": view.season, "mark": view.mark, "was": view.was}
    buttons = list(_actions("season_theme_keep", "season-keep", fields, view.season, reader))
    if view.was:
        buttons.insert(1, ExecuteAction(verb="season_theme_remove", title=reader.say("theme-remove"), data=fields))
    return finished(reader, title, body, buttons)


def carry_card(view: CarryView, reader: Reader) -> Rendered:
    """Sends ``promises``."""
    title = reader.say("season-carry-heading")
    body = [*_top(view.notice, title, reader)]
    body.append(line(reader.say("season-form-of", season=name(view.season_name)), subtle=True))
    if not view.promises:
        body.append(line(reader.say("season-carry-none")))
    body.extend(_promises(view.promises, view.promises_more, reader))
    fields = {"season": view.season}
    return finished(
        reader, title, body, _actions("season_carry_keep", "season-carry-send", fields, view.season, reader)
    )


def _top(notice: tuple[str, dict[str, Any]] | None, title: str, reader: Reader) -> Iterator[CardElement]:
    if notice:
        key, values = notice
        yield box([line(reader.say(key, **values), strong=True)], "attention")
    yield heading(title)


def _outline(view: SeasonFormView, reader: Reader) -> Iterator[CardElement]:
    draft, outline = view.draft, view.outline
    if view.new:
        yield _text("code", reader.say("season-code"), draft.get("code", outline.code), reader)
    yield _text("name", reader.say("season-name"), draft.get("name", outline.name), reader)
    for field, day in (("starts", outline.starts), ("ends", outline.ends)):
        yield DateInput(
            id=field,
            label=reader.say(f"season-{field}"),
            value=draft.get(field, day.isoformat()),
            is_required=True,
            error_message=reader.say("season-field-missing"),
        )
    phases = [Choice(title=reader.say(f"season-phase-{phase}"), value=phase.value) for phase in Phase]
    phase = draft.get("phase", outline.phase.value)
    yield ChoiceSetInput(id="phase", label=reader.say("season-phase"), choices=phases, value=phase, wrap=True)
    target = "" if outline.target_members is None else str(outline.target_members)
    yield TextInput(
        id="target", label=reader.say("season-target-label"), value=one_line(draft.get("target", target)), max_length=12
    )
    if not view.new:
        yield explanation(reader.say("season-baselines-explained"))
        yield from (_baseline(measure, view, reader) for measure in Measure)


def _baseline(measure: Measure, view: SeasonFormView, reader: Reader) -> TextInput:
    field, value, draft = f"baseline_{measure.value}", view.outline.baselines.get(measure.value), view.draft
    written = "" if value is None else str(value)
    return TextInput(
        id=field, label=reader.say(f"measure-{measure.value}"), value=one_line(draft.get(field, written)), max_length=12
    )


def _going_on(view: SeasonFormView, reader: Reader) -> Iterator[CardElement]:
    """What goes on, ticked already; who does not want it takes the tick away."""
    if view.season:
        yield heading(reader.say("season-going-on"), size="Default")
        yield explanation(reader.say("season-going-on-explained"))
    draft = view.draft
    if view.themes:
        themes = ((one.id, name(one.name)) for one in view.themes)
        yield _all_ticked("themes", reader.say("season-themes"), themes, draft)
    if view.roles:
        roles = ((one.id, _role(one, reader)) for one in view.roles)
        yield _all_ticked("roles", reader.say("season-roles"), roles, draft)
    if view.baselines:
        known = {measure.value for measure in Measure}
        told = ((one, reader.say(f"measure-{one}") if one in known else name(one)) for one in view.baselines)
        yield _all_ticked("baselines", reader.say("season-baselines"), told, draft)
    yield from _promises(view.promises, view.promises_more, reader, draft)


def _role(tick: Tick, reader: Reader) -> str:
    return role_line(tick.name, [role.value for role in tick.roles], reader)


def _promises(
    rows: Sequence[PromiseRow], more: int, reader: Reader, draft: Mapping[str, str] = MappingProxyType({})
) -> Iterator[CardElement]:
    if not rows:
        return
    told = (
        (
            row.follow_up_id,
            reader.say(
                "season-promise",
                name=row.promised_by,
                until=row.until,
                author=name(row.author) or reader.say("name-unknown"),
                text=shortened(one_line(row.text), TEXT_LENGTH),
            ),
        )
        for row in rows
    )
    yield _all_ticked("promises", reader.say("season-promises-open"), told, draft)
    yield explanation(reader.say("season-promises-explained"))
    if more:
        yield explanation(reader.say("season-promises-more", count=more))


def _all_ticked(field: str, label: str, told: Iterable[tuple[str, str]], draft: Mapping[str, str]) -> ChoiceSetInput:
    """All of them; once the form was sent and not taken, those that were ticked then."""
    choices = [Choice(title=title, value=tick_value(value)) for value, title in told]
    ticked = draft.get(field, "") if draft else ",".join(choice.value or "" for choice in choices)
    return _ticks(field, label, choices, ticked)


def _ticks(field: str, label: str, choices: list[Choice], ticked: str) -> ChoiceSetInput:
    return ChoiceSetInput(
        id=field, label=label, choices=choices, value=ticked, is_multi_select=True, style="expanded", wrap=True
    )


def _text(field: str, label: str, value: str, reader: Reader) -> TextInput:
    return TextInput(
        id=field,
        label=label,
        value=one_line(value),
        max_length=CODE_AT_MOST if field == "code" else NAME_AT_MOST,
        is_required=True,
        error_message=reader.say("season-field-missing"),
    )


def _actions(verb: str, said: str, fields: dict[str, Any], season: str, reader: Reader) -> Iterator[Action]:
    yield ExecuteAction(verb=verb, title=reader.say(said), data=fields, style="positive")
    if season:
        back = ExecuteAction(verb="season_show", title=reader.say("season-back"), data={"season": season})
        back.associated_inputs = "none"
        yield back
