"""A share, a length, a change: how the card of the figures puts them."""

from __future__ import annotations

from datetime import date, timedelta

from bot.cards.parts import Reader
from models.statistics.cases import percent


def share(count: int, whole: int, reader: Reader) -> str:
    """A count and its share, rounded down: 100 % means every single one."""
    of_hundred = percent(count, whole)
    if of_hundred is None:
        return reader.say("stats-posts-count", count=count)
    return reader.say("stats-share", count=count, percent=of_hundred)


def length(known: timedelta | None, reader: Reader) -> str:
    return reader.say("stats-not-yet") if known is None else reader.say("stats-length", length=known)


def month_name(month: date, reader: Reader) -> str:
    return reader.say("stats-month", year=str(month.year), month=month.month)
