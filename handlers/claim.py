"""The button “claim”."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("claim")
def claim(press: Pressing) -> Act:
    return Act(acts.claim(press.follow_up, press.actor), Sentence("notice-claimed"))
