"""Prompts as they are planned (models/db/prompt_turns.py: what comes of them)."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from models.community import Layer
from models.db.tables.ledger import communities
from models.db.tables.prompts import prompts
from models.db.transaction import Conflict, Transaction
from models.prompting import Prompt, Wanted

_IS_DUE = prompts.c.next_at.is_not(None)
_TO_TELL = prompts.c.tell_at.is_not(None)


def find(tx: Transaction, prompt_id: str) -> Prompt | None:
    row = tx.connection.execute(select(prompts).where(prompts.c.id == prompt_id)).first()
    return prompt_of(row) if row else None


def add(tx: Transaction, prompt: Prompt) -> None:
    tx.add(prompts, _row(prompt) | {"id": prompt.id, "planned_at": tx.now})
    tx.flush()


def save(tx: Transaction, before: Prompt, after: Prompt) -> None:
    """Keep what became of a prompt. Raises Conflict where another was faster."""
    same = (prompts.c.id == before.id) & (prompts.c.version == before.version)
    values = _row(after) | {"version": before.version + 1}
    if tx.execute(update(prompts).where(same).values(**values)).rowcount != 1:
        raise Conflict(f"prompt {before.id} was changed by another")


def told(tx: Transaction, prompt: Prompt) -> None:
    """It was said that a day off moves it."""
    same = (prompts.c.id == prompt.id) & (prompts.c.version == prompt.version)
    tx.execute(update(prompts).where(same).values(tell_at=None))


def is_any_due(tx: Transaction) -> bool:
    """Whether a prompt is due, or somebody is to be told of one: writes nothing."""
    due = select(prompts.c.id).where(_IS_DUE, prompts.c.next_at <= tx.now).limit(1)
    tell = select(prompts.c.id).where(_TO_TELL, prompts.c.tell_at <= tx.now).limit(1)
    return any(tx.connection.execute(query).first() is not None for query in (due, tell))


def due(tx: Transaction, at_most: int) -> list[Prompt]:
    """Those whose time has come, locked for who asks; none of a team that the bot was removed from."""
    query = select(prompts).where(_IS_DUE, prompts.c.next_at <= tx.now).order_by(prompts.c.next_at, prompts.c.id)
    return _locked(tx, query, at_most)


def to_tell(tx: Transaction, at_most: int) -> list[Prompt]:
    """Those of which it is to be said that a day off moves them."""
    query = select(prompts).where(_TO_TELL, prompts.c.tell_at <= tx.now).order_by(prompts.c.tell_at, prompts.c.id)
    return _locked(tx, query, at_most)


def _locked(tx: Transaction, query: Any, at_most: int) -> list[Prompt]:
    here = query.join(communities, communities.c.id == prompts.c.community_id).where(communities.c.removed_at.is_(None))
    rows = tx.connection.execute(here.limit(at_most).with_for_update(skip_locked=True, of=prompts))
    return [prompt_of(row) for row in rows]


def planned(tx: Transaction, community_id: str) -> list[Prompt]:
    """What is to come, the next first."""
    query = select(prompts).where(_IS_DUE, prompts.c.community_id == community_id)
    return [prompt_of(row) for row in tx.connection.execute(query.order_by(prompts.c.next_at, prompts.c.id))]


def prompt_of(row: Any) -> Prompt:
    wanted = Wanted(
        text=row.text,
        channel_id=row.channel_id,
        day=date.fromisoformat(row.day),
        at=time.fromisoformat(row.at),
        zone=ZoneInfo(row.zone),
        weekly=row.weekly,
        theme=row.theme,
        layer=Layer(row.layer) if row.layer else None,
    )
    moved_from = date.fromisoformat(row.moved_from) if row.moved_from else None
    community_id, by = row.community_id, row.planned_by
    return Prompt(row.id, community_id, by, wanted, row.next_at, moved_from, row.tell_at, row.version)


def _row(prompt: Prompt) -> dict[str, Any]:
    wanted = prompt.wanted
    return {
        "community_id": prompt.community_id,
        "planned_by": prompt.planned_by,
        "channel_id": wanted.channel_id,
        "text": wanted.text,
        "theme": wanted.theme,
        "layer": wanted.layer.value if wanted.layer else None,
        "day": wanted.day.isoformat(),
        "at": f"{wanted.at:%H:%M}",
        "zone": wanted.zone.key,
        "weekly": wanted.weekly,
        "next_at": prompt.next_at,
        "moved_from": prompt.moved_from.isoformat() if prompt.moved_from else None,
        "tell_at": prompt.tell_at,
        "version": prompt.version,
    }
