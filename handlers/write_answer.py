"""The button “answer from here”: what is written on the card is posted in the thread, and is the answer."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import acts
from models.outgoing import Sentence


@button("write_answer")
def write_answer(press: Pressing) -> Act:
    text = words_of(press.fields, "text").replace("\r\n", "\n")
    decision = acts.write_answer(press.follow_up, press.actor, text, words_of(press.fields, "welcome"))
    return Act(decision, Sentence("notice-answer-posted"))
