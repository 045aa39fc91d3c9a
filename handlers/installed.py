"""The app was added to a team or by a person, or taken off."""

from __future__ import annotations

from dataclasses import replace

from handlers.registry import Outcome, on
from models.db import people
from models.db.transaction import Transaction
from models.effects import send
from models.incoming import Installed, Removed
from models.outgoing import Card


@on(Installed)
def installed(tx: Transaction, event: Installed) -> Outcome:
    envelope = event.envelope
    if envelope.team_id is not None:
        settled = tx.communities.get(envelope.team_id)
        if settled is None or settled.community.tenant_id != envelope.tenant_id:
            return Outcome("not ours")
        known = {"group_id": event.group_id} if event.group_id else {}
        home = {"service_url": envelope.service_url, "bot_id": envelope.bot_id, "removed_at": None, **known}
        tx.move_home(settled.community.id, installed_at=settled.home.installed_at or envelope.at, **home)
        return Outcome("installed in a team")
    if event.by is None:
        return Outcome("not ours")
    for community in people.communities_of(tx, event.by.id, envelope.tenant_id):
        met = people.meet(tx, community, event.by, envelope)
        welcome = Card("notice", {"key": "welcome-private", "values": {"community": community.name}})
        key = f"welcome:{community.id}:{met.id}:{met.chat_id}"
        tx.enqueue(send(key, community.id, met.id, welcome))
    return Outcome("installed by a person")


@on(Removed)
def removed(tx: Transaction, event: Removed) -> Outcome:
    envelope = event.envelope
    if envelope.team_id is not None:
        settled = tx.communities.get(envelope.team_id)
        if settled is None or settled.community.tenant_id != envelope.tenant_id:
            return Outcome("not ours")
        tx.move_home(settled.community.id, removed_at=envelope.at)
        return Outcome("removed from a team")
    if event.by is not None:
        for known in tx.acquaintances(event.by.id).values():
            tx.keep_member(replace(known, chat_id=None))
    return Outcome("removed by a person")
