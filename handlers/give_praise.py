"""The form “praise” is sent: who was chosen gets the line in private."""

from __future__ import annotations

from dataclasses import replace

from handlers.fields import words_of
from handlers.permitting import asked_in
from handlers.registry import Outcome, look
from models.community import Community
from models.db import people, praising
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.praise_views import PraiseFormView
from models.praising import Wish
from models.refused import Refused

NAMED_AT_MOST = 700
ID_AT_MOST = 64
WRONG_PERSON = frozenset({"refused-praise-oneself", "refused-praise-not-here"})
"""Somebody else is to be chosen."""


@look("give_praise")
def give_praise(tx: Transaction, event: Pressed) -> Outcome:
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    people.meet(tx, community, event.by, event.envelope)
    form, to, words = (words_of(event.fields, name) for name in ("form", "to", "words"))
    if not form or len(form) > NAMED_AT_MOST or len(to) > ID_AT_MOST:
        raise Refused("refused-malformed")
    reader = people.recipient(tx, community, event.by.id)
    try:
        made = praising.give(tx, community, Wish(event.by.id, _chosen(to), words, form))
    except Refused as refused:
        return Outcome("refused", _again(tx, community, event, refused), reader)
    return Outcome("praised", praising.given(tx, community, {"praise": made.id}, event.by.id), reader)


def _chosen(to: str) -> str:
    if not to:
        raise Refused("refused-praise-nobody")
    return to.lower()


def _again(tx: Transaction, community: Community, event: Pressed, refused: Refused) -> PraiseFormView:
    """The form with what was written, and why it could not be sent."""
    values = {name: words_of(event.fields, name) for name in ("form", "to", "words")}
    if refused.key in WRONG_PERSON:
        values["to"] = ""
    shown = praising.form(tx, community, values, event.by.id)
    return replace(shown, notice=(refused.key, dict(refused.values)))
