"""What a community's document calls people, where it is changed in Teams and not in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import select

from models import community_file, founding
from models.db.communities import Settled, change_current
from models.db.tables.ledger import communities
from models.db.transaction import Transaction


def learn(tx: Transaction, community_id: str, names: Mapping[str, str]) -> None:
    """Names are known, by id: whom the community could only call by their id so far is called by them."""
    settled = tx.communities[community_id]
    if any(
        founding.is_nameless(one, member.name) and names.get(one) for one, member in settled.written.members.items()
    ):
        keep(tx, settled, founding.named(current(tx, community_id), names))


def current(tx: Transaction, community_id: str) -> dict[str, Any]:
    """What holds now, read afresh and held: another may have changed it just now."""
    query = select(communities.c.current).where(communities.c.id == community_id).with_for_update()
    found: dict[str, Any] = orjson.loads(tx.connection.execute(query).scalar_one())
    return found


def keep(tx: Transaction, settled: Settled, document: Mapping[str, Any]) -> None:
    """Write what was changed in Teams. Others see it after the commit, and then where everybody is, too."""
    written = community_file.community(document)
    change_current(tx.connection, settled.community.id, document)
    in_force = written.without(settled.left).on(tx.now)
    tx.settle(replace(settled, community=in_force, written=written, current=document))
