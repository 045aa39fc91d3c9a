"""The button “settle”: closed without a reply, with a reason."""

from __future__ import annotations

from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence
from models.refused import Refused


@button("settle")
def settle(press: Pressing) -> Act:
    reason, words = press.fields.get("reason") or "", press.fields.get("words") or ""
    if not isinstance(reason, str) or not isinstance(words, str) or (reason and reason not in acts.REASONS):
        raise Refused("refused-malformed")
    if reason == "other" and not words.strip():
        raise Refused("refused-no-reason")
    told = words.strip() or reason
    return Act(acts.settle(press.follow_up, press.actor, told), Sentence("notice-settled"), {"reason": told})
