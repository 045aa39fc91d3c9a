"""What others say of us, among the figures, and the form in which the lead notes it."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards import (
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    DateInput,
    ExecuteAction,
    ShowCardAction,
    TextInput,
)

from bot.cards.parts import Reader, explanation, heading, line, one_line, shortened
from models.mentions import LINK_AT_MOST, SAID_BY_OTHERS, TITLE_AT_MOST, Mention
from models.statistics.measures import Measure
from models.statistics.told import Report, Said

MOST = 5
"""The newest; the report has them all, with their links."""
TITLE_LENGTH = 80
REMOVABLE = 10


def mentions(report: Report, reader: Reader) -> list[CardElement]:
    if not report.mentions:
        return []
    body: list[CardElement] = [heading(reader.say("stats-mentions"), size="Default")]
    body.extend(line(_told(one, reader)) for one in reversed(report.mentions[-MOST:]))
    if len(report.mentions) > MOST:
        body.append(explanation(reader.say("stats-mentions-more", count=len(report.mentions) - MOST)))
    return body


def mention_action(report: Report, which: dict[str, Any], reader: Reader) -> ShowCardAction:
    """Sends ``kind``, ``day``, ``title``, ``link``, or ``remove`` where one is to be taken away."""
    kinds = [Choice(title=reader.say(f"measure-{one.value}"), value=one.value) for one in SAID_BY_OTHERS]
    body: list[CardElement] = [
        ChoiceSetInput(
            id="kind", label=reader.say("mention-kind"), choices=kinds, value=SAID_BY_OTHERS[0].value, wrap=True
        ),
        DateInput(id="day", label=reader.say("mention-day")),
        TextInput(id="title", label=reader.say("mention-title"), max_length=TITLE_AT_MOST),
        TextInput(id="link", label=reader.say("mention-link"), max_length=LINK_AT_MOST),
    ]
    if report.mentions:
        none = Choice(title=reader.say("mention-remove-none"), value="-")
        there = [Choice(title=_told(one, reader), value=_key(one)) for one in reversed(report.mentions[-REMOVABLE:])]
        label = reader.say("mention-remove")
        body.append(ChoiceSetInput(id="remove", label=label, choices=[none, *there], value="-", wrap=True))
    send = ExecuteAction(verb="note_mention", title=reader.say("measures-send"), data=which, style="positive")
    return ShowCardAction(title=reader.say("mention-note"), card=AdaptiveCard(version="1.5", body=body, actions=[send]))


def _told(one: Said, reader: Reader) -> str:
    title = shortened(one_line(one.title), TITLE_LENGTH)
    return reader.say(f"mention-{one.measure}", day=one.day, title=title)


def _key(one: Said) -> str:
    return Mention(Measure(one.measure), one.day, one.title, one.link).key
