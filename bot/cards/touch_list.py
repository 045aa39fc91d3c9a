"""An executive's list: posts where a word of theirs would mean most, each with why and the way there."""

from __future__ import annotations

from microsoft_teams.cards import Action, ActionSet, CardElement, Container, ExecuteAction, OpenUrlAction

from bot.cards.parts import Reader, box, explanation, finished, heading, is_link, line, name, one_line, shortened
from bot.cards.rendered import Rendered
from models.touch_views import TouchListView, TouchRow

TEXT_LENGTH = 140


def touch_list_card(view: TouchListView, reader: Reader) -> Rendered:
    title = reader.say("touches-heading")
    body: list[CardElement] = []
    if view.notice:
        key, values = view.notice
        body.append(box([line(reader.say(key, **values), strong=True)], "accent"))
    body.append(heading(title))
    body.append(explanation(reader.say("touches-explained" if view.rows else "touches-none")))
    body.extend(_row(row, reader) for row in view.rows)
    return finished(reader, title, body, [_weekly(view, reader)])


def _row(row: TouchRow, reader: Reader) -> Container:
    elements: list[CardElement] = [line(reader.say("post-author", name=row.author), strong=True)]
    elements.append(line(_why(row, reader), spacing="None"))
    if text := shortened(one_line(row.text), TEXT_LENGTH):
        elements.append(line(text, subtle=True))
    elements.append(line(_beside(row, reader), subtle=True, spacing="None"))
    if is_link(row.link):
        there = reader.say("button-open-of", name=row.author)
        way: list[Action] = [OpenUrlAction(title=reader.say("touches-open"), tooltip=there, url=row.link)]
        elements.append(ActionSet(actions=way, spacing="Small"))
    return Container(items=elements, separator=True, spacing="Medium")


def _why(row: TouchRow, reader: Reader) -> str:
    if row.reason == "far_away" and row.region:
        return reader.say("touches-why-far_away-from", region=name(row.region))
    return reader.say(f"touches-why-{row.reason.value}")


def _beside(row: TouchRow, reader: Reader) -> str:
    if row.theme:
        return reader.say("touches-at-theme", at=row.at, theme=name(row.theme))
    return reader.say("touches-at", at=row.at)


def _weekly(view: TouchListView, reader: Reader) -> ExecuteAction:
    if view.wished:
        return ExecuteAction(verb="stop_touches", title=reader.say("touches-stop"))
    return ExecuteAction(verb="wish_touches", title=reader.say("touches-wish"))
