"""The outbox is carried out: leased, asked once more whether it is wanted, sent, settled.

Woken right after a commit that ordered something; by itself it looks when a pause ends or another process may have
died.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from jobs.ports import Ports
from models.db import delivery, outbox
from models.db.delivery import Plan, Unwanted
from models.db.outbox import Leased
from models.db.transaction import Transaction
from models.outgoing import Kind, RetryLater, Sentence, Uncertain, Undeliverable

log = structlog.get_logger(__name__)

AT_ONCE = 8
LOOK_EVERY = timedelta(seconds=5)
"""At the latest: what another process left behind wakes nobody."""
LONGEST_PAUSE = timedelta(minutes=5)


async def serve(ports: Ports, woken: asyncio.Event) -> None:
    """Carry out effects until cancelled. ``woken`` is set when something was ordered."""
    while True:
        woken.clear()
        try:
            again_at = await run(ports)
        except Exception:
            log.exception("The outbox could not be worked on; it is tried again.")
            again_at = None
        pause = LOOK_EVERY if again_at is None else min(max(again_at - ports.wall(), timedelta()), LOOK_EVERY)
        try:
            await asyncio.wait_for(woken.wait(), pause.total_seconds())
        except TimeoutError:
            continue


async def run(ports: Ports) -> datetime | None:
    """Carry out all that is due.

    Returns when something more comes due, by the machine's clock; ``None`` when nothing is known to.
    """
    under_way: set[asyncio.Task[None]] = set()
    while True:
        lease = await ports.store.transact(partial(outbox.lease, at_most=AT_ONCE - len(under_way)), ports.now())
        under_way |= {asyncio.create_task(_carry_out(ports, effect)) for effect in lease.effects}
        if not under_way:
            return lease.look_again_at
        _, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)


async def _carry_out(ports: Ports, effect: Leased) -> None:
    """One effect, to its end. Whatever happens, its row says so."""
    try:
        planned = await ports.store.read(lambda tx: delivery.plan(tx, effect), ports.now())
        if isinstance(planned, Unwanted):
            await _settle(ports, lambda tx: delivery.unwanted(tx, effect, planned))
            return
        await _do(ports, effect, planned)
    except RetryLater as asked:
        await _later(ports, effect, asked)
    except Uncertain as unsure:
        why = str(unsure)
        log.error("Nobody knows whether Teams did it; it is not sent again.", kind=effect.kind, seq=effect.seq, why=why)
        await _settle(ports, lambda tx: outbox.uncertain(tx, effect, why))
    except Undeliverable as refused:
        await _refused(ports, effect, refused)
    except Exception:
        log.exception("An effect could not be carried out.", kind=effect.kind, seq=effect.seq)
        await _settle(ports, lambda tx: outbox.given_up(tx, effect, "a fault of ours; see the log"))


async def _do(ports: Ports, effect: Leased, planned: Plan) -> None:
    teams, payload, where = ports.teams, effect.payload, planned.where
    activity_id = ""
    match effect.kind:
        case Kind.REACT:
            await teams.react(where, payload["message_id"], payload["reaction"])
        case Kind.POST:
            sentence = Sentence.unpack(payload["sentence"])
            activity_id = await teams.post(where, sentence, planned.language, planned.time_zone)
        case Kind.TAKE_BACK:
            await teams.take_back(where, planned.activity_id or "")
        case Kind.REFRESH if planned.to and planned.view:
            await teams.refresh(where, planned.activity_id or "", planned.to, planned.view)
        case Kind.WHISPER if planned.to and planned.view:
            activity_id = await teams.whisper(where, planned.to, planned.view)
        case Kind.SEND if planned.to and planned.view:
            planned = await _in_chat(ports, effect, planned)
            activity_id = await teams.send(planned.where, planned.to, planned.view)  # type: ignore[arg-type]  # the guard asked
    await _settle(ports, lambda tx: _done(tx, effect, planned, activity_id))


def _done(tx: Transaction, effect: Leased, done: Plan, activity_id: str) -> None:
    outbox.sent(tx, effect, activity_id)
    match effect.kind:
        case Kind.SEND:
            delivery.shown(tx, effect, done, activity_id)
        case Kind.REFRESH:
            delivery.drawn_again(tx, effect, done)


async def _in_chat(ports: Ports, effect: Leased, planned: Plan) -> Plan:
    """The plan with a chat to send to; opened now with a member with whom the bot has never spoken."""
    if planned.where.conversation_id:
        return planned
    where, to = planned.where, planned.to
    chat_id = await ports.teams.open_chat(
        where.service_url, where.tenant_id, where.bot_id, effect.payload["to"], to.teams_id if to else None
    )
    await _settle(ports, lambda tx: delivery.opened_chat(tx, effect, chat_id))
    return planned.at(chat_id)


async def _later(ports: Ports, effect: Leased, asked: RetryLater) -> None:
    pause = max(asked.after or timedelta(), pause_after(effect.attempts))
    log.info("Teams asks to come again.", kind=effect.kind, seq=effect.seq, attempts=effect.attempts, why=str(asked))
    await _settle(ports, lambda tx: outbox.later(tx, effect, tx.wall + pause))


async def _refused(ports: Ports, effect: Leased, refused: Undeliverable) -> None:
    """Teams will never do it. Our own credentials can be mended: what they keep back waits."""
    if refused.code == "credentials":
        log.error("Our credentials were refused; what is to be sent waits.", why=str(refused))
        await _settle(ports, lambda tx: outbox.later(tx, effect, tx.wall + LONGEST_PAUSE))
        return
    why = str(refused)
    if effect.kind is Kind.REFRESH:
        await _settle(ports, lambda tx: delivery.gone(tx, effect))
    log.error("Teams refused for good.", kind=effect.kind, seq=effect.seq, code=refused.code, why=why)
    await _settle(ports, lambda tx: outbox.given_up(tx, effect, why))


def pause_after(attempts: int) -> timedelta:
    """How long to wait before the next try: 1 s, 2 s, 4 s … 5 min."""
    return min(timedelta(seconds=2.0 ** min(attempts - 1, 20)), LONGEST_PAUSE)


async def _settle(ports: Ports, work: Callable[[Transaction], None]) -> None:
    await ports.store.transact(work, ports.now())
