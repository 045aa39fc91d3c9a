"""The button “promise”: a day by which the answer comes, and a word to the author.

The day is one of the list; another, where one is given, goes before it.
"""

from __future__ import annotations

from datetime import date

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import promising
from models.outgoing import Sentence
from models.refused import Refused


@button("promise")
def promise(press: Pressing) -> Act:
    until = _day(press.fields.get("until") or press.fields.get("day"))
    decision = promising.promise(press.follow_up, press.actor, until, words_of(press.fields, "word"))
    return Act(decision, Sentence("notice-promised", {"until": until}), {"until": until.isoformat()})


def _day(value: object) -> date:
    """A day as the card's list and its date field write it: ``2026-11-26``."""
    if value in (None, ""):
        raise Refused("refused-promise-no-date")
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Refused("refused-promise-no-date") from None
