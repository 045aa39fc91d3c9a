"""The control API: looking at the rehearsal, its clock, its troubles, and raw deliveries."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

from aiohttp import web

from rehearsal.changes import Changes
from rehearsal.control import answering
from rehearsal.faults import read_fault
from rehearsal.opening import play
from rehearsal.stage import STAGE, Stage
from rehearsal.wire import (
    BadInput,
    Json,
    as_mapping,
    as_text,
    optional_flag,
    optional_number,
)

KEEP_ALIVE_SECONDS = 15.0


def add_routes(app: web.Application) -> None:
    app.router.add_get("/clock", clock)
    app.router.add_get("/rehearsal/state", state)
    app.router.add_get("/rehearsal/events", events)
    app.router.add_get("/rehearsal/journal", journal)
    app.router.add_get("/rehearsal/deliveries", deliveries)
    app.router.add_get("/rehearsal/faults", faults)
    app.router.add_post("/rehearsal/faults", answering(add_fault))
    app.router.add_delete("/rehearsal/faults", answering(clear_faults))
    app.router.add_post("/rehearsal/clock", answering(set_clock))
    app.router.add_post("/rehearsal/rotate-key", answering(rotate_key))
    app.router.add_post("/rehearsal/secret", answering(set_secret))
    app.router.add_post("/rehearsal/sign", answering(sign))
    app.router.add_post("/rehearsal/deliver", answering(deliver))
    app.router.add_post("/rehearsal/opening", answering(play_opening))


async def clock(request: web.Request) -> web.Response:
    return web.json_response(request.app[STAGE].clock.look())


async def state(request: web.Request) -> web.Response:
    return web.json_response(request.app[STAGE].state())


async def journal(request: web.Request) -> web.Response:
    """Every call of the bot; with ``?after=N`` only those after the first N."""
    return web.json_response(request.app[STAGE].journal.after(asked_after(request)))


async def deliveries(request: web.Request) -> web.Response:
    """Every activity that was delivered; with ``?after=N`` only those after the first N."""
    told = request.app[STAGE].delivery.log[asked_after(request) :]
    return web.json_response([delivered.as_json() for delivered in told])


async def faults(request: web.Request) -> web.Response:
    return web.json_response(request.app[STAGE].faults.told())


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events: ``changed`` with the number of changes, at once and after each change."""
    changes = request.app[STAGE].changes
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await stream.prepare(request)
    with suppress(ConnectionError):
        await _tell_changes(stream, changes)
    return stream


async def _tell_changes(stream: web.StreamResponse, changes: Changes) -> None:
    """Raises ConnectionError when the page was closed."""
    number = changes.number
    await stream.write(f"event: changed\ndata: {number}\n\n".encode())
    while not changes.ended:
        try:
            number = await asyncio.wait_for(changes.after(number), KEEP_ALIVE_SECONDS)
            await stream.write(f"event: changed\ndata: {number}\n\n".encode())
        except TimeoutError:
            await stream.write(b": still here\n\n")


async def set_clock(stage: Stage, body: Json) -> Json:
    """Tells, the page as well, when the bot goes by it: what is done next is done at the new time."""
    rate, seconds = optional_number(body, "rate"), optional_number(body, "advance_seconds")
    if rate is not None:
        stage.clock.run_at(rate)
    if seconds is not None:
        stage.clock.advance(timedelta(seconds=seconds))
    await stage.clock.followed()
    stage.changes.note()
    return stage.clock.told()


async def add_fault(stage: Stage, body: Json) -> Json:
    stage.faults.add(read_fault(body))
    return {"faults": stage.faults.told()}


async def clear_faults(stage: Stage, body: Json) -> Json:
    stage.faults.clear()
    return {"faults": []}


async def rotate_key(stage: Stage, body: Json) -> Json:
    return {"kid": stage.login.rotate(keep_old=optional_flag(body, "keep_old", default=True))}


async def set_secret(stage: Stage, body: Json) -> Json:
    """The bot's client secret is ``expired``, ``revoked`` or ``good`` from now on; tokens that it has hold on."""
    told = as_text(body.get("is"))
    if told not in ("good", "expired", "revoked"):
        raise BadInput("Say what the secret is: good, expired or revoked.")
    stage.login.secret_is = told
    return {}


async def sign(stage: Stage, body: Json) -> Json:
    """A token as the rehearsal signs it, or a forged one.

    ``claims`` win over ours (null leaves one out); ``key`` “other” was never published; ``algorithm`` may be “none”.
    """
    key = stage.login.other_key if body.get("key") == "other" else None
    algorithm = as_text(body.get("algorithm")) or "RS256"
    if algorithm not in ("RS256", "RS384", "RS512", "none"):
        raise BadInput("“algorithm” must be RS256, RS384, RS512 or none.")
    return {"token": stage.login.sign(as_mapping(body.get("claims")), key=key, algorithm=algorithm)}


async def deliver(stage: Stage, body: Json) -> Json:
    """Any activity, as it is, ``times`` times: one after the other, or ``together``."""
    activity = as_mapping(body.get("activity"))
    told = optional_number(body, "times")
    times = 1 if told is None else int(told)
    if not activity or not 1 <= times <= 100:
        raise BadInput("“activity” must be a JSON object, and “times” between 1 and 100.")
    headers = {name: as_text(value) for name, value in as_mapping(body.get("headers")).items()}
    together = optional_flag(body, "together", default=False)
    brought = [stage.delivery.bring(activity, headers, in_turn=not together) for _ in range(times)]
    outcomes = await asyncio.gather(*brought) if together else [await one for one in brought]
    stage.changes.note()
    last = outcomes[-1]
    return {"bot_status": last.status, "body": last.body, "statuses": [outcome.status for outcome in outcomes]}


async def play_opening(stage: Stage, body: Json) -> Json:
    """Plays the opening now, once."""
    if stage.opening in ("playing", "played"):
        raise BadInput("The opening was played already.", 409)
    await play(stage)
    return {"opening": stage.opening}


def asked_after(request: web.Request) -> int:
    told = request.query.get("after", "0")
    if not told.isdecimal():
        raise BadInput("“after” must be a whole number.")
    return int(told)
