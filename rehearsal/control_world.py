"""The control API: the weather between Teams and the bot, a past that was never told, and the record of it all."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from rehearsal.control import answering
from rehearsal.past import Past, Span
from rehearsal.record import record
from rehearsal.stage import STAGE, Stage
from rehearsal.weather import read_forecast
from rehearsal.wire import BadInput, Json, needed_text, optional_number


def add_routes(app: web.Application) -> None:
    app.router.add_get("/rehearsal/record", show_record)
    app.router.add_get("/rehearsal/weather", show_weather)
    app.router.add_post("/rehearsal/weather", answering(turn_weather))
    app.router.add_post("/rehearsal/past", answering(make_past))


async def show_record(request: web.Request) -> web.Response:
    return web.json_response(record(request.app[STAGE].world))


async def show_weather(request: web.Request) -> web.Response:
    return web.json_response(request.app[STAGE].weather.told())


async def turn_weather(stage: Stage, body: Json) -> Json:
    stage.weather.turn(read_forecast(body))
    return stage.weather.told()


async def make_past(stage: Stage, body: Json) -> Json:
    """``posts`` posts and what followed them, between ``since`` and ``until`` (now)."""
    posts, seed = optional_number(body, "posts") or 0, optional_number(body, "seed") or 0
    since, now = _moment(needed_text(body, "since")), stage.clock.now()
    until = _moment(needed_text(body, "until")) if "until" in body else now
    if not 1 <= posts <= 50_000:
        raise BadInput("“posts” must be between 1 and 50000.")
    if not since < until <= now:
        raise BadInput("“since” must come before “until”, and “until” must not be in the future.")
    counts = Past(stage.world, Span(int(posts), since, until, int(seed))).make()
    stage.changes.note()
    return {"made": counts}


def _moment(text: str) -> datetime:
    """Raises BadInput."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{text!r} is no moment; write it as 2026-04-01T00:00:00+09:00.") from error
    if moment.tzinfo is None:
        raise BadInput(f"{text!r} needs a zone, as in 2026-04-01T00:00:00+09:00.")
    return moment
