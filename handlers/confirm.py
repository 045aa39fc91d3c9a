"""The button “this reply is the answer”: a responder confirms what another member answered."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("confirm")
def confirm(press: Pressing) -> Act:
    decision = acts.confirm_peer(press.follow_up, press.actor)
    return Act(decision, Sentence("notice-confirmed", {"name": press.peer_name}))
