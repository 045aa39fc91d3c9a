"""The button “undo”: for a minute, what one has just done is taken back, as if it had not been."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import undoing
from models.outgoing import Kind, Sentence
from models.refused import Refused
from models.undoing import Past


@button("undo")
def undo(press: Pressing) -> Act:
    verb, version = words_of(press.fields, "undo_verb"), press.fields.get("undo_version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise Refused("refused-malformed")
    past = press.past()
    decision = undoing.undo(press.follow_up, press.actor, verb, version, past)
    return Act(decision, _says(past), {"verb": verb, "version": str(version)})


def _says(past: Past) -> Sentence:
    """What becomes of the line that the act had posted in the thread."""
    lines = [order for order in past.orders if order.effect.kind is Kind.POST]
    if any(order.state == "uncertain" for order in lines):
        return Sentence("notice-undone-unsure")
    return Sentence("notice-undone-line" if lines else "notice-undone")
