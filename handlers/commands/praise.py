"""The command “praise @someone …”: one line to another member, in private and on the roll. For everybody."""

from __future__ import annotations

from handlers.registry import Asking, command
from models.db import belonging, praising
from models.db.transaction import Transaction
from models.outgoing import Card
from models.praising import FORM_AT_MOST, Wish, without_names
from models.refused import Refused


def _praises(tx: Transaction, asking: Asking) -> bool:
    """Whether it is somebody's praise, and not only begun with the word."""
    named = asking.event.mentioned or not asking.words
    return bool(named or belonging.named(tx, asking.community, asking.words))


@command("praise", "称賛", "感謝", menu=True, takes=_praises)
def praise(tx: Transaction, asking: Asking) -> Card:
    """Where nobody is named, or nothing said, a form asks for it."""
    event = asking.event
    form = f"{event.envelope.conversation_id} {event.envelope.activity_id}"
    said = event.written.partition(" ")[2] or asking.words
    words = without_names(said, (one.text for one in event.mentioned))
    to = _whom(tx, asking)
    if to is None or not words:
        return _form(tx, asking, form, to, words)
    made = praising.give(tx, asking.community, Wish(event.by.id, to, words, form))
    return Card("praise_given", {"praise": made.id})


def _form(tx: Transaction, asking: Asking, form: str, to: str | None, words: str) -> Card:
    """The form; a name that was written by hand is a guess, so it is chosen there and not sent."""
    typed = belonging.named(tx, asking.community, words) if to is None else None
    if typed is not None:
        to, words = typed[0], without_names(words.removeprefix("@"), (typed[1],))
    return Card("praise_form", {"form": form, "to": to, "words": words[:FORM_AT_MOST]})


def _whom(tx: Transaction, asking: Asking) -> str | None:
    """The one who is mentioned; ``None``: nobody is. Raises Refused."""
    mentioned = asking.event.mentioned
    if len(mentioned) > 1:
        raise Refused("refused-praise-one-by-one")
    for one in mentioned:
        if one.is_bot:
            raise Refused("refused-praise-bot")
        found = belonging.identify(tx, asking.community, one.person)
        if found is None:
            raise Refused("refused-praise-unknown", name=one.person.name)
        return found
    return None
