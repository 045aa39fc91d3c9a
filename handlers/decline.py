"""The button “decline”: who was handed a follow-up cannot take it."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import handing
from models.outgoing import Sentence


@button("decline")
def decline(press: Pressing) -> Act:
    decision = handing.decline(press.follow_up, press.actor, press.handed_by)
    return Act(decision, Sentence("notice-declined"), {"handed_by": press.handed_by or ""})
