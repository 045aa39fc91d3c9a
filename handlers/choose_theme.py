"""The button “choose theme”: a member of the PMO says which theme a post belongs to, and that stays."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import theming
from models.outgoing import Sentence
from models.refused import Refused


@button("choose_theme")
def choose_theme(press: Pressing) -> Act:
    if press.post is None:
        raise Refused("refused-unknown-follow-up")
    theme = theming.named(press.actor.community, press.post, words_of(press.fields, "theme"))
    decision = theming.choose(press.follow_up, press.actor, press.post, theme)
    said = Sentence("notice-theme-chosen", {"theme": theme.name}) if theme else Sentence("notice-theme-none")
    return Act(decision, said, theming.given(press.follow_up, press.post, theme, decision.follow_up))
