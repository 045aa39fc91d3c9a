"""The button “reopen”."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence
from models.refused import Refused


@button("reopen")
def reopen(press: Pressing) -> Act:
    if press.gone:
        raise Refused("refused-withdrawn")
    return Act(acts.reopen(press.follow_up, press.actor), Sentence("notice-reopened"))
