"""When what is owed to a post is due, and what is jumped on the way: everything in words, one thing a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import reduce
from zoneinfo import ZoneInfo

from microsoft_teams.cards import CardElement

from bot.cards.parts import Reader, explanation, finished, heading, line, name
from bot.cards.rendered import Rendered
from models.foreseen import Jump, Round
from models.views import DueView

JUMPS_AT_MOST = 20
"""A long way has many nights; the first of them say enough."""


def due_card(view: DueView, reader: Reader) -> Rendered:
    known = view.preview
    title = reader.say("due-heading")
    told = reader.say("due-answer", at=known.answer_by)
    body: list[CardElement] = [heading(title), line(reader.say("due-post", at=known.at))]
    if known.region:
        body.append(line(reader.say("due-region", region=name(known.region)), subtle=True, spacing="None"))
    body.append(line(reader.say("due-receipt", at=known.receive_by)))
    body.append(line(reader.say("due-receipt-newcomer", at=known.receive_newcomer_by)))
    body.append(line(told, strong=True))
    if all(one.owed != "receipt" for one in known.rounds):
        body.append(explanation(reader.say("due-receipts-off")))
    for one in known.rounds:
        body.extend(_round(one, reader))
    body.extend(_jumps(known.jumps, reader))
    body.append(explanation(reader.say("due-explained")))
    return finished(reader, told, body)


def _round(one: Round, reader: Reader) -> Iterator[CardElement]:
    yield heading(reader.say(f"due-round-{one.owed}"), size="Default")
    for rung in one.rungs:
        reached = [reader.say(f"due-to-{to}") for to in rung.to]
        to = reduce(lambda first, second: reader.say("due-and", first=first, second=second), reached)
        yield line(reader.say("due-step", at=rung.at, to=to))
    yield line(reader.say("due-again", at=one.again_at), subtle=True)


def _jumps(jumps: tuple[Jump, ...], reader: Reader) -> Iterator[CardElement]:
    if not jumps:
        return
    yield heading(reader.say("due-jumped"), size="Default")
    for jump in jumps[:JUMPS_AT_MOST]:
        yield line(reader.say(f"due-jump-{jump.why}", since=jump.since, until=_until(jump, reader)))
        for idle in jump.days[:JUMPS_AT_MOST]:
            day = reader.say(f"due-day-{idle.why.replace('_', '-')}", day=idle.day, holiday=idle.name)
            yield line(day, subtle=True, spacing="None")
    if len(jumps) > JUMPS_AT_MOST:
        yield line(reader.say("due-jumped-more", count=len(jumps) - JUMPS_AT_MOST), subtle=True)


def _until(jump: Jump, reader: Reader) -> datetime | time:
    """What ends on the day on which it began needs no day."""
    since, until = (moment.astimezone(ZoneInfo(reader.time_zone)) for moment in (jump.since, jump.until))
    return until.time() if since.date() == until.date() else jump.until
