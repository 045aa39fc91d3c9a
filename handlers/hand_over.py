"""The button “hand over”: another responder, chosen by name, has the follow-up from now on."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import handing
from models.outgoing import Sentence


@button("hand_over")
def hand_over(press: Pressing) -> Act:
    to = words_of(press.fields, "to")
    decision = handing.hand_over(press.follow_up, press.actor, to)
    return Act(decision, Sentence("notice-handed-over", {"name": press.actor.names.get(to, "")}), {"to": to})
