"""The button “thank them”: who confirmed a member's reply as the answer thanks its writer in the thread."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import thanking
from models.outgoing import Sentence


@button("thank")
def thank(press: Pressing) -> Act:
    line = " ".join(words_of(press.fields, "thanks").split())
    decision = thanking.thank(press.follow_up, press.actor, line, thanked=press.thanked)
    return Act(decision, Sentence("notice-thanked"), {"reply": press.follow_up.answer_id or ""})
