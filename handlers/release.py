"""The button “release”."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("release")
def release(press: Pressing) -> Act:
    return Act(acts.release(press.follow_up, press.actor), Sentence("notice-released"))
