"""Each turn of a prompt: when it was due, in whose name it is posted, and what came of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from models.community import Community
from models.db import prompts as plans
from models.db.outbox import Leased, sent_as
from models.db.tables.outbox import outbox
from models.db.tables.prompts import prompt_turns, prompts
from models.db.transaction import Transaction
from models.effects import show
from models.outgoing import Card
from models.prompting import Prompt, layer_of


class State(enum.StrEnum):
    """What came of a turn."""

    ORDERED = "ordered"
    SENT = "sent"
    """Teams has it, the ledger not yet."""
    POSTED = "posted"
    MISSED = "missed"
    UNSURE = "unsure"
    """Nobody knows whether Teams took it."""
    UNWATCHED = "unwatched"
    """Its channel was not watched any more."""
    LEFT = "left"
    STOPPED = "stopped"


WAITING = (State.MISSED.value, State.UNSURE.value, State.UNWATCHED.value, State.LEFT.value)
"""A person may post it still."""


@dataclass(frozen=True, slots=True)
class PromptTurn:
    """One turn of a prompt. ``tries``: how many times it was given to Teams."""

    prompt_id: str
    due_at: datetime
    community_id: str
    posted_by: str
    theme: str | None
    layer: str | None
    state: State
    tries: int
    thread_id: str | None = None
    posted_at: datetime | None = None


_OPEN = prompt_turns.c.state.in_([State.ORDERED.value, State.SENT.value])
_TURN = [prompt_turns.c[name] for name in PromptTurn.__dataclass_fields__]


def is_any_open(tx: Transaction) -> bool:
    """Whether a turn is on its way: writes nothing."""
    return tx.connection.execute(select(prompt_turns.c.prompt_id).where(_OPEN).limit(1)).first() is not None


def note(tx: Transaction, prompt: Prompt, due_at: datetime, state: State) -> None:
    """A turn of which people are told, since it was not posted."""
    _begin(tx, prompt, due_at, state, tries=0)


def order(tx: Transaction, prompt: Prompt, due_at: datetime, until: datetime) -> None:
    """Have a prompt posted now, in the name of who planned it; not any more from ``until`` on."""
    _enqueue(tx, prompt, _begin(tx, prompt, due_at, State.ORDERED, tries=1), until)


def order_again(tx: Transaction, prompt: Prompt, turn: PromptTurn, by: str, until: datetime) -> bool:
    """The same for a turn that waits for a person's word, in that person's name. Returns whether it waited still."""
    again = replace(turn, state=State.ORDERED, posted_by=by, tries=turn.tries + 1)
    values = {"state": again.state.value, "posted_by": by, "tries": again.tries}
    waits = _is(turn) & prompt_turns.c.state.in_(WAITING)
    if tx.execute(update(prompt_turns).where(waits).values(**values)).rowcount != 1:
        return False
    _enqueue(tx, prompt, again, until)
    return True


def stop(tx: Transaction, prompt_id: str) -> None:
    """What did not leave yet does not leave, and nobody is asked about it any more."""
    open_ones = (prompt_turns.c.prompt_id == prompt_id) & prompt_turns.c.state.in_([State.ORDERED.value, *WAITING])
    tx.execute(update(prompt_turns).where(open_ones).values(state=State.STOPPED.value))


def end(tx: Transaction, prompt_id: str) -> None:
    """The words of a prompt are gone: nobody can post it any more, and what did not leave yet is nowhere any more."""
    stop(tx, prompt_id)
    waits = outbox.c.key.startswith(f"prompt:{prompt_id}:") & outbox.c.settled_at.is_(None)
    values = {"state": "dropped", "outcome": "its words are gone", "settled_at": tx.wall, "leased_until": None}
    tx.execute(update(outbox).where(waits).values(payload="{}", **values))


def turn(tx: Transaction, prompt_id: str, due_at: datetime) -> PromptTurn | None:
    same = (prompt_turns.c.prompt_id == prompt_id) & (prompt_turns.c.due_at == due_at)
    row = tx.connection.execute(select(*_TURN).where(same)).first()
    return _turn_of(row) if row else None


def open_turns(tx: Transaction, at_most: int) -> list[tuple[PromptTurn, str]]:
    """Turns that are on their way, locked, each with its effect's state; the empty one where there is none."""
    rows = tx.connection.execute(
        select(*_TURN)
        .where(_OPEN)
        .order_by(prompt_turns.c.due_at, prompt_turns.c.prompt_id)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    )
    by_key = {_key(one.prompt_id, one.due_at, one.tries): one for one in map(_turn_of, rows)}
    query = select(outbox.c.key, outbox.c.state).where(outbox.c.key.in_(by_key))
    states = {row.key: row.state for row in tx.connection.execute(query)}
    return [(one, states.get(key, "")) for key, one in by_key.items()]


def text_of(tx: Transaction, turn: PromptTurn) -> str:
    """What was posted."""
    found = sent_as(tx, _key(turn.prompt_id, turn.due_at, turn.tries))
    values = found[0].effect.payload.get("values", {}) if found else {}
    return str(values.get("text", ""))


def move(tx: Transaction, turn: PromptTurn, state: State) -> bool:
    """What came of a turn. Returns whether it was still as ``turn`` says."""
    same = _is(turn) & (prompt_turns.c.state == turn.state.value)
    return bool(tx.execute(update(prompt_turns).where(same).values(state=state.value)).rowcount)


def may_leave(tx: Transaction, community: Community, payload: Mapping[str, Any]) -> bool:
    """Whether an ordered prompt is still to be posted: nobody stopped it, and its day and channel still hold."""
    values = payload["values"]
    found = turn(tx, values["prompt_id"], datetime.fromisoformat(values["due_at"]))
    wanted = found is not None and found.state is State.ORDERED
    return wanted and community.watches(payload["channel_id"]) and tx.now < datetime.fromisoformat(values["until"])


def sent(tx: Transaction, effect: Leased, activity_id: str) -> None:
    """Teams has a prompt: replies to it are known from now on."""
    values = effect.payload["values"]
    same = (prompt_turns.c.prompt_id == values["prompt_id"]) & (
        prompt_turns.c.due_at == datetime.fromisoformat(values["due_at"])
    )
    thread_id = f"{effect.payload['channel_id']};messageid={activity_id}" if activity_id else None
    known = {"state": State.SENT.value, "thread_id": thread_id, "posted_at": tx.now}
    tx.execute(update(prompt_turns).where(same).values(**known))


def of_thread(tx: Transaction, thread_id: str) -> PromptTurn | None:
    """The turn that made this thread; ``None``: no prompt did."""
    row = tx.connection.execute(select(*_TURN).where(prompt_turns.c.thread_id == thread_id)).first()
    return _turn_of(row) if row else None


def turns_since(tx: Transaction, community_id: str, since: datetime) -> list[tuple[PromptTurn, Prompt]]:
    """Turns from a moment on, the newest first, each with its prompt."""
    query = (
        select(prompt_turns.c.due_at, prompts.c.id)
        .join(prompts, prompts.c.id == prompt_turns.c.prompt_id)
        .where(
            prompt_turns.c.community_id == community_id,
            or_(prompt_turns.c.due_at >= since, prompt_turns.c.posted_at >= since),
        )
        .order_by(prompt_turns.c.due_at.desc(), prompts.c.id)
    )
    found = [(turn(tx, row.id, row.due_at), plans.find(tx, row.id)) for row in tx.connection.execute(query).all()]
    return [(one, prompt) for one, prompt in found if one is not None and prompt is not None]


def _begin(tx: Transaction, prompt: Prompt, due_at: datetime, state: State, *, tries: int) -> PromptTurn:
    wanted = prompt.wanted
    layer = layer_of(wanted, tx.communities[prompt.community_id].community, tx.now)
    begun = PromptTurn(
        prompt_id=prompt.id,
        due_at=due_at,
        community_id=prompt.community_id,
        posted_by=prompt.planned_by,
        theme=wanted.theme,
        layer=layer.value if layer else None,
        state=state,
        tries=tries,
    )
    tx.add(prompt_turns, asdict(begun) | {"state": state.value})
    tx.flush()
    return begun


def _enqueue(tx: Transaction, prompt: Prompt, turn: PromptTurn, until: datetime) -> None:
    wanted = prompt.wanted
    said = {"by": turn.posted_by, "text": wanted.text, "theme": wanted.theme, "layer": turn.layer}
    which = {"prompt_id": prompt.id, "due_at": turn.due_at.isoformat(), "until": until.isoformat()}
    key = _key(prompt.id, turn.due_at, turn.tries)
    tx.enqueue(show(key, prompt.community_id, wanted.channel_id, Card("prompt", said | which)))


def _key(prompt_id: str, due_at: datetime, tries: int) -> str:
    return f"prompt:{prompt_id}:{due_at.isoformat()}:{tries}"


def _is(turn: PromptTurn) -> Any:
    return (prompt_turns.c.prompt_id == turn.prompt_id) & (prompt_turns.c.due_at == turn.due_at)


def _turn_of(row: Any) -> PromptTurn:
    known = dict(row._mapping)
    return PromptTurn(**known | {"state": State(known["state"])})
