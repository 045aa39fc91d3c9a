"""The button “settle”: closed without a reply, with a reason."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence
from models.refused import Refused


@button("settle")
def settle(press: Pressing) -> Act:
    reason, words = words_of(press.fields, "reason"), words_of(press.fields, "words")
    if reason and reason not in acts.REASONS:
        raise Refused("refused-malformed")
    if reason == "other" and not words:
        raise Refused("refused-no-reason")
    reason = reason or ("other" if words else "")
    decision = acts.settle(press.follow_up, press.actor, reason, words)
    return Act(decision, Sentence("notice-settled"), {"reason": reason, "words": words})
