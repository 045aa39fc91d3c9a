"""The button “ask an advisor”: one is asked for a word in private; the follow-up stays with who holds it."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import advising
from models.advising import Favour
from models.outgoing import Sentence


@button("ask")
def ask(press: Pressing) -> Act:
    favour = Favour(words_of(press.fields, "advisor"), words_of(press.fields, "favour"))
    decision = advising.ask(press.follow_up, press.actor, favour, press.theme, press.presses)
    says = Sentence("notice-asked", {"name": press.actor.names.get(favour.to, "")})
    return Act(decision, says, {"to": favour.to, "word": favour.word})
