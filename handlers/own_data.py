"""The buttons “what is kept of me” and “forget me” on one's own record."""

from __future__ import annotations

from handlers.handed import handed
from handlers.own_record import own_community
from handlers.registry import Outcome, look
from models.db import forgetting, papers, people, trail
from models.db.forgetting import StillNamed
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.record_views import ForgetView, KeptView
from models.trail import Line, Saw
from models.views import NoticeView


@look("see_kept")
def see_kept(tx: Transaction, event: Pressed) -> Outcome:
    community, by = own_community(tx, event), event.by.id
    to = people.recipient(tx, community, by)
    page, file = (papers.offer(tx, community.id, by, kind, {"language": to.language}) for kind in ("kept", "kept_file"))
    trail.note(tx, Line(Saw.DISCLOSED, by, by, community.id))
    return Outcome("shown", KeptView(community.id, page, file), to)


@look("ask_forget_me")
def ask_forget_me(tx: Transaction, event: Pressed) -> Outcome:
    """The first step: what it means, or why it cannot be yet."""
    community, by = own_community(tx, event), event.by.id
    view = ForgetView(community.id, forgetting.named_in(tx, by), tx.now)
    return Outcome("asked", view, people.recipient(tx, community, by))


@look("forget_me")
def forget_me(tx: Transaction, event: Pressed) -> Outcome:
    """The second step. It can be pressed twice: who is nobody already stays nobody."""
    community, by = own_community(tx, event), event.by.id
    to = people.recipient(tx, community, by)
    try:
        gone = forgetting.forget(tx, by, forgetting.called_nobody(tx, handed.nobody))
    except StillNamed as named:
        return Outcome("refused", ForgetView(community.id, named.communities, tx.now), to)
    if gone.rows:
        trail.note(tx, Line(Saw.FORGOT, gone.alias, gone.alias))
    return Outcome("forgotten", NoticeView("forget-done", {}), to)
