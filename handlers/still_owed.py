"""The button “it still needs an answer”: a reply that was taken for a promise was one, and no answer."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("still_owed")
def still_owed(press: Pressing) -> Act:
    decision = acts.still_owed(press.follow_up, press.actor)
    return Act(decision, Sentence("notice-still-owed", {"until": decision.follow_up.promised_until}))
