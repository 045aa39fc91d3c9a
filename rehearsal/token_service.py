"""The Bot Framework's token service, which keeps people's tokens for the bot.

Source: the paths and fields of botframework-connector's token_api, and
https://learn.microsoft.com/azure/bot-service/bot-builder-concept-authentication
"""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web

from rehearsal.connector import make_trouble, response
from rehearsal.journal import Entry
from rehearsal.people import Person
from rehearsal.sign_in import CONNECTION
from rehearsal.stage import STAGE, Stage
from rehearsal.wire import Json, Refusal, as_text, in_utc, json_object

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Action = Callable[[Stage, web.Request, Json], Json | None]


def add_routes(app: web.Application) -> None:
    here = "/token/api"
    routes: list[tuple[str, str, Action]] = [
        ("GET", here + "/usertoken/GetToken", _get),
        ("POST", here + "/usertoken/exchange", _exchange),
        ("DELETE", here + "/usertoken/SignOut", _sign_out),
        ("GET", here + "/botsignin/GetSignInResource", _resource),
    ]
    for method, path, action in routes:
        app.router.add_route(method, path, _around(action))


def _around(action: Action) -> Handler:
    """The journal keeps neither what was sent nor what was answered: both are tokens."""

    async def handle(request: web.Request) -> web.StreamResponse:
        stage = request.app[STAGE]
        entry = Entry(0, stage.clock.now(), request.method, request.path, "token", None, None)
        shown = Entry(0, entry.at, entry.method, entry.path, entry.kind, None, None, 200)
        try:
            shown.answer = await _answer(request, stage, action)
            entry.status = 200
            return response(shown)
        except Refusal as refusal:
            entry.status = shown.status = refusal.status
            shown.answer = refusal.body()
            return response(shown, refusal.headers())
        except ConnectionAbortedError:
            return web.Response(status=502)
        finally:
            stage.journal.keep(entry)
            stage.changes.note()

    return handle


async def _answer(request: web.Request, stage: Stage, action: Action) -> Json | None:
    if stage.options.signed and not stage.login.accepts(request.headers.get("Authorization")):
        raise Refusal(401, "Unauthorized", "Authorization has been denied for this request.")
    fault = stage.faults.take("token", request.method, request.path)
    if fault is not None:
        await make_trouble(request, fault)
    return action(stage, request, json_object(await request.read()))


def _get(stage: Stage, request: web.Request, body: Json) -> Json:
    token = stage.sign_ins.token(_whose(stage, request), request.query.get("code"))
    return _given(stage, token, Refusal(404, "NotFound", "The user has no token for this connection."))


def _exchange(stage: Stage, request: web.Request, body: Json) -> Json:
    token = stage.sign_ins.exchanged(_whose(stage, request), as_text(body.get("token")))
    return _given(stage, token, Refusal(412, "PreconditionFailed", "The user has to consent."))


def _sign_out(stage: Stage, request: web.Request, body: Json) -> None:
    stage.sign_ins.sign_out(_whose(stage, request))


def _resource(stage: Stage, request: web.Request, body: Json) -> Json:
    try:
        state = json_object(base64.b64decode(request.query["state"], validate=True))
    except (KeyError, ValueError, binascii.Error) as error:
        raise Refusal(400, "BadRequest", "The state cannot be read.") from error
    if state.get("connectionName") != CONNECTION:
        raise Refusal(404, "NotFound", "The bot has no such connection.")
    exchange: Json = {"id": str(uuid.uuid4()), "uri": f"api://botid-{stage.options.app_id}"}
    return {"signInLink": f"{stage.address}/token/sign-in", "tokenExchangeResource": exchange}


def _given(stage: Stage, token: str | None, none: Refusal) -> Json:
    if token is None:
        raise none
    until = in_utc(stage.clock.now() + timedelta(hours=1))
    return {"channelId": "msteams", "connectionName": CONNECTION, "token": token, "expiration": until}


def _whose(stage: Stage, request: web.Request) -> Person:
    found = stage.world.find_person(request.query.get("userId", ""))
    if found is None or request.query.get("connectionName") != CONNECTION:
        raise Refusal(404, "NotFound", "The user has no token for this connection.")
    return found
