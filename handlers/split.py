"""The button “split”: a second question of the same thread is a follow-up of its own from now on."""

from __future__ import annotations

import secrets

from handlers.fields import words_of
from handlers.registry import Act, Pressing, button
from models import splitting
from models.outgoing import Sentence
from models.refused import Refused
from models.splitting import Place


@button("split")
def split(press: Pressing) -> Act:
    if press.post is None or press.post.deleted_at is not None:
        raise Refused("refused-withdrawn")
    asked, to = words_of(press.fields, "asked"), words_of(press.fields, "owner")
    place = Place(secrets.token_hex(16), press.next_part)
    decision = splitting.split(press.follow_up, press.actor, asked, to, place)
    mine = to == press.actor.by
    says = Sentence("notice-split-mine") if mine else Sentence("notice-split", {"name": press.actor.names.get(to, "")})
    return Act(decision, says, {"to": to, "part": str(place.part)})
