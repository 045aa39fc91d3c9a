"""The button “not this time”: an advisor who was asked cannot lend a hand."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import advising
from models.outgoing import Sentence


@button("not_this_time")
def not_this_time(press: Pressing) -> Act:
    decision = advising.not_this_time(press.follow_up, press.actor, press.presses)
    return Act(decision, Sentence("notice-excused"))
