"""The button “that was the answer”: a reply that looked like a promise was the answer."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("answer")
def answer(press: Pressing) -> Act:
    return Act(acts.that_was_the_answer(press.follow_up, press.actor), Sentence("notice-answered"))
