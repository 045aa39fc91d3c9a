"""The button “received”: a responder has read the post."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("receive")
def receive(press: Pressing) -> Act:
    return Act(acts.receive(press.follow_up, press.actor), Sentence("notice-received"))
