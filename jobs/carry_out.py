"""One effect, to its end: whatever Teams answers, and whatever fails here, its row says so.

Up to the call nothing is lost when something fails. From the call on, what Teams did must be written down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import perf_counter

import structlog
from structlog.contextvars import bound_contextvars

from jobs.ports import Ports
from models import correlation
from models.db import delivery, outbox, pinning
from models.db.delivery import Plan, Unwanted
from models.db.outbox import Leased
from models.db.transaction import Transaction
from models.effects import FOLLOW_UP_SLOT
from models.outgoing import TIDYING, Kind, Recipient, RetryLater, Sentence, Uncertain, Undeliverable
from models.own_acts import Pin
from models.watch import Delivered

log = structlog.get_logger(__name__)

LONGEST_PAUSE = timedelta(minutes=5)
TIDYING_TRIES = 21
"""Of a card that is to be drawn again or taken back: about an hour of them. Then the chat is free for what is new."""
FAULT_TRIES = 8
"""Before the call: two minutes of them, since it may be the database that fails."""
WRITING_PAUSES = (0.2, 1, 3, 5, 10, 20, 30)
"""Seconds between two tries to write down what came of an effect."""

Settling = Callable[[Transaction], None]
"""Writes down what came of an effect."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How one try ended, in a word of models/watch.py, and what writes it down. ``waited``: see ``Delivered``."""

    outcome: str
    settling: Settling
    waited: float | None = None


async def carry_out(ports: Ports, effect: Leased) -> None:
    """Ask Teams, and write down what came of it. Raises nothing."""
    with correlation.within(effect.correlation), bound_contextvars(**about(effect)):
        await _carry_out(ports, effect)


async def _carry_out(ports: Ports, effect: Leased) -> None:
    began = perf_counter()
    ended = await _asked(ports, effect)
    card = str(effect.payload.get("card") or "")
    seconds = perf_counter() - began
    ports.watch.delivered(Delivered(effect.kind, ended.outcome, seconds, effect.attempts, card, ended.waited))
    for pause in WRITING_PAUSES:
        try:
            await ports.store.transact(ended.settling, ports.now())
            return
        except Exception:
            log.exception("What came of an effect could not be written down; tried again.", seq=effect.seq, in_s=pause)
            await asyncio.sleep(pause)
    log.error("What came of an effect was not written down; its lease runs out.", kind=effect.kind, seq=effect.seq)


async def _asked(ports: Ports, effect: Leased) -> Ended:
    called = False
    try:
        planned = await ports.store.read(partial(delivery.plan, effect=effect), ports.now())
        if isinstance(planned, Unwanted):
            log.info("What was ordered is not wanted any more.", kind=effect.kind, seq=effect.seq, why=planned.why)
            return Ended("unwanted", partial(delivery.unwanted, effect=effect, reason=planned))
        planned = await _in_chat(ports, effect, planned)
        called = True
        activity_id = await _call(ports, effect, planned)
    except RetryLater as asks:
        return Ended("later", _later(effect, asks))
    except Uncertain as unsure:
        why = str(unsure)
        log.error("Nobody knows whether Teams did it; it is not sent again.", kind=effect.kind, seq=effect.seq, why=why)
        return Ended("uncertain", partial(outbox.uncertain, effect=effect, why=why))
    except Undeliverable as refused:
        return Ended("refused", _refused(effect, refused))
    except Exception:
        log.exception("An effect could not be carried out.", kind=effect.kind, seq=effect.seq)
        if not called and effect.attempts < FAULT_TRIES:
            return Ended("fault", partial(outbox.later, effect=effect, pause=pause_after(effect.attempts)))
        return Ended("fault", partial(delivery.given_up, effect=effect, why="a fault of ours; see the log"))
    log.info("Teams did what was ordered.", kind=effect.kind, seq=effect.seq, attempts=effect.attempts)
    waited = (ports.now() - planned.since).total_seconds() if planned.since else None
    return Ended("done", partial(_done, effect=effect, done=planned, activity_id=activity_id), waited)


def about(effect: Leased) -> dict[str, object]:
    """Which post and which follow-ups an effect is about, by their ids, for the log."""
    payload = effect.payload
    values = payload.get("values") or {}
    shown = payload.get("slot") or ""
    follow_ups = [values["follow_up_id"]] if "follow_up_id" in values else [item[0] for item in values.get("items", ())]
    if not follow_ups and shown.startswith(FOLLOW_UP_SLOT):
        follow_ups = [shown.removeprefix(FOLLOW_UP_SLOT)]
    known = {"thread": payload.get("thread_id"), "follow_ups": follow_ups}
    return {name: value for name, value in known.items() if value}


async def _in_chat(ports: Ports, effect: Leased, planned: Plan) -> Plan:
    """The plan with a chat to send to; opened now with a member with whom the bot has never spoken."""
    where, to = planned.where, planned.to
    if where.conversation_id or to is None:
        return planned
    chat_id = await ports.teams.open_chat(where.service_url, where.tenant_id, where.bot_id, to.id, to.teams_id)
    await ports.store.transact(lambda tx: delivery.opened_chat(tx, effect, chat_id), ports.now())
    return planned.at(chat_id)


async def _call(ports: Ports, effect: Leased, planned: Plan) -> str:
    """Returns Teams' id of what is new, ``""`` where nothing is."""
    where, payload, teams = planned.where, effect.payload, ports.teams
    match effect.kind:
        case Kind.PIN if planned.pin and planned.to:
            return await _pinned(ports, planned.pin, planned.to)
        case Kind.REACT:
            await teams.react(where, payload["message_id"], payload["reaction"])
        case Kind.POST:
            sentence = Sentence.unpack(payload["sentence"])
            return await teams.post(where, sentence, planned.language, planned.time_zone)
        case Kind.TAKE_BACK if planned.activity_id:
            await teams.take_back(where, planned.activity_id)
        case Kind.REFRESH if planned.activity_id and planned.to and planned.view:
            await teams.refresh(where, planned.activity_id, planned.to, planned.view)
        case Kind.WHISPER if planned.to and planned.view:
            return await teams.whisper(where, planned.to, planned.view)
        case Kind.SEND | Kind.SHOW if planned.to and planned.view:
            return await teams.send(where, planned.to, planned.view)
        case _:
            raise ValueError(f"the plan of effect {effect.seq} lacks what {effect.kind} needs")
    return ""


async def _pinned(ports: Ports, pin: Pin, to: Recipient) -> str:
    if ports.own_hands is None or to.teams_id is None:
        raise Undeliverable("Nobody can be signed in.", "not_signed_in")
    return await ports.own_hands.pin(to.teams_id, pin)


def _done(tx: Transaction, effect: Leased, done: Plan, activity_id: str) -> None:
    outbox.sent(tx, effect, activity_id)
    match effect.kind:
        case Kind.SEND:
            delivery.shown(tx, effect, done, activity_id)
        case Kind.SHOW:
            delivery.shown_to_all(tx, effect, activity_id)
        case Kind.REFRESH:
            delivery.drawn_again(tx, effect, done)
        case Kind.TAKE_BACK:
            delivery.taken_back(tx, effect, done)
        case Kind.PIN:
            pinning.pinned(tx, effect.payload["to"], activity_id)


def _later(effect: Leased, asks: RetryLater) -> Settling:
    known = {"kind": effect.kind, "seq": effect.seq, "attempts": effect.attempts, "why": str(asks)}
    if effect.kind in TIDYING and effect.attempts >= TIDYING_TRIES:
        log.warning("Teams had no time to tidy up an earlier card; it is left as it is.", **known)
        given_up = delivery.gone if effect.kind is Kind.PIN else outbox.dropped
        return partial(given_up, effect=effect, why=str(asks))
    log.info("Teams asks to come again.", **known)
    return partial(outbox.later, effect=effect, pause=max(asks.after or timedelta(), pause_after(effect.attempts)))


def _refused(effect: Leased, refused: Undeliverable) -> Settling:
    """Teams will never do it. Our own credentials can be mended: what they keep back waits."""
    known = {"kind": effect.kind, "seq": effect.seq, "code": refused.code, "why": str(refused)}
    if refused.code == "credentials":
        log.error("Our credentials were refused; what is to be sent waits.", **known)
        return partial(outbox.later, effect=effect, pause=LONGEST_PAUSE)
    if effect.kind is Kind.PIN:
        log.info("A card could not be pinned; its reader is told when they next open it.", **known)
        return partial(delivery.gone, effect=effect, why=str(refused))
    if effect.payload.get("parting"):
        log.info("Nobody could be told in private that the app was removed.", **known)
        return partial(outbox.dropped, effect=effect, why=str(refused))
    if effect.kind in TIDYING:
        log.warning("Teams has an earlier card no more, or leaves it as it is.", **known)
        return partial(delivery.gone, effect=effect, why=str(refused))
    log.error("Teams refused for good.", **known)
    return partial(delivery.given_up, effect=effect, why=str(refused))


def pause_after(attempts: int) -> timedelta:
    """How long to wait before the next try: 1 s, 2 s, 4 s … 5 min."""
    return min(timedelta(seconds=2.0 ** min(attempts - 1, 20)), LONGEST_PAUSE)
