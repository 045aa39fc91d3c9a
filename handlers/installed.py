"""The app was added to a team or by a person, or taken off."""

from __future__ import annotations

from dataclasses import replace

import structlog

from handlers.registry import Outcome, on
from models.db import installing, parting, people
from models.db.communities import Settled
from models.db.transaction import Transaction
from models.effects import send, welcome_card
from models.incoming import Installed, Removed
from models.outgoing import Card

log = structlog.get_logger(__name__)

SAID = "The app was removed from a team. All stops; what is kept stays until: python app.py erase COMMUNITY"


@on(Installed)
def installed(tx: Transaction, event: Installed) -> Outcome:
    envelope = event.envelope
    if envelope.team_id is not None:
        settled = tx.communities.get(envelope.team_id) or installing.begin(tx, event)
        if settled is None or settled.community.tenant_id != envelope.tenant_id:
            return Outcome("not ours")
        return _in_team(tx, settled, event)
    if event.by is None:
        return Outcome("not ours")
    for community in people.communities_of(tx, event.by.id, envelope.tenant_id):
        met = people.meet(tx, community, event.by, envelope)
        welcome = Card("notice", {"key": "welcome-private", "values": {"community": community.name}})
        key = f"welcome:{community.id}:{met.id}:{met.chat_id}"
        tx.enqueue(send(key, community.id, met.id, welcome))
    return Outcome("installed by a person")


def _in_team(tx: Transaction, settled: Settled, event: Installed) -> Outcome:
    """Learn where the community lives, and greet who brought the app: once, however often Teams says it.

    Who only brings a newer version of it is not greeted.
    """
    envelope, community = event.envelope, settled.community
    coming = installing.came(tx, settled, envelope.at, event.by.id if event.by else None)
    if coming is None:
        return Outcome("old news")
    known = {"group_id": event.group_id} if event.group_id else {}
    home = {"service_url": envelope.service_url, "bot_id": envelope.bot_id, "removed_at": None, **known}
    tx.move_home(community.id, installed_at=settled.home.installed_at or envelope.at, **home)
    if settled.home.removed_at is not None:
        parting.take_up(tx, settled, envelope.at)
    if event.by is not None and event.by.id == installing.added_by(tx, settled):
        people.meet(tx, community, event.by, envelope)
        key = f"greeting:{community.id}:{event.by.id}:{coming}"
        tx.enqueue(send(key, community.id, event.by.id, welcome_card(community.id, arrived=True)))
    return Outcome("installed in a team")


@on(Removed)
def removed(tx: Transaction, event: Removed) -> Outcome:
    envelope = event.envelope
    if envelope.team_id is not None:
        settled = tx.communities.get(envelope.team_id)
        if settled is None or settled.community.tenant_id != envelope.tenant_id:
            return Outcome("not ours")
        if installing.is_here_since(tx, settled, envelope.at):
            return Outcome("old news")
        if settled.home.removed_at is None:
            tx.move_home(settled.community.id, removed_at=envelope.at)
            given_up = parting.stop(tx, settled, envelope.at)
            log.warning(SAID, community=settled.community.id, given_up=given_up)
        return Outcome("removed from a team")
    if event.by is not None:
        for known in tx.acquaintances(event.by.id).values():
            tx.keep_member(replace(known, chat_id=None))
    return Outcome("removed by a person")
