"""The button “reopen”."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("reopen")
def reopen(press: Pressing) -> Act:
    return Act(acts.reopen(press.follow_up, press.actor), Sentence("notice-reopened"))
