"""Graph's HTTP face: paths, checks, and the journal around each call."""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Awaitable, Callable

from aiohttp import web

from rehearsal.connector import make_trouble, response
from rehearsal.graph import members, messages, persons, subscriptions, teams
from rehearsal.graph.calls import Answer, Call
from rehearsal.journal import Entry
from rehearsal.stage import STAGE, Stage
from rehearsal.wire import BadInput, Json, Refusal, as_list, as_mapping, as_text, in_utc, json_object

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Action = Callable[[Stage, Call], Answer | Awaitable[Answer]]
CODES = {
    400: "BadRequest",
    401: "InvalidAuthenticationToken",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    410: "SyncStateNotFound",
    412: "PreconditionFailed",
    429: "TooManyRequests",
    500: "InternalServerError",
    502: "BadGateway",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}


def add_routes(app: web.Application) -> None:
    here = "/graph/v1.0"
    team = here + "/teams/{group}"
    channel = team + "/channels/{channel}"
    message = channel + "/messages/{message}"
    subscription = here + "/subscriptions/{subscription}"
    pinned = here + "/chats/{chat}/pinnedMessages"
    routes: list[tuple[str, str, Action]] = [
        ("GET", team, teams.team),
        ("GET", team + "/channels", teams.channels),
        ("GET", channel + "/messages", messages.messages),
        ("GET", channel + "/messages/delta", messages.delta),
        ("GET", channel + "/messages/delta()", messages.delta),
        ("GET", message, messages.message),
        ("GET", message + "/replies", messages.replies),
        ("GET", message + "/replies/{reply}", messages.reply),
        ("POST", message + "/setReaction", persons.set_reaction),
        ("POST", message + "/unsetReaction", persons.unset_reaction),
        ("POST", message + "/replies/{reply}/setReaction", persons.set_reaction),
        ("POST", message + "/replies/{reply}/unsetReaction", persons.unset_reaction),
        ("GET", team + "/members", members.members),
        ("GET", team + "/permissionGrants", members.grants),
        ("GET", here + "/users", members.users),
        ("GET", here + "/users/{user}", members.user),
        ("GET", here + "/users/{user}/mailboxSettings", members.mailbox_settings),
        ("GET", pinned, persons.pins),
        ("POST", pinned, persons.pin),
        ("DELETE", pinned + "/{pinned}", persons.unpin),
        ("POST", here + "/subscriptions", subscriptions.create),
        ("GET", here + "/subscriptions", subscriptions.listed),
        ("GET", subscription, subscriptions.shown),
        ("PATCH", subscription, subscriptions.renewed),
        ("DELETE", subscription, subscriptions.ended),
        ("POST", subscription + "/reauthorize", subscriptions.reauthorized),
        ("*", "/graph/{rest:.*}", _nothing_here),
    ]
    for method, path, action in routes:
        app.router.add_route(method, path, _around(action))


def _around(action: Action) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        stage = request.app[STAGE]
        channel = request.match_info.get("channel")
        entry = Entry(0, stage.clock.now(), request.method, request.path_qs, "graph", channel, None)
        answer: object = None
        try:
            entry.status, answer = await _answer(request, entry, action)
            entry.answer = _in_short(answer)
            return _as_response(entry, answer)
        except Refusal as refusal:
            entry.status = refusal.status
            entry.answer = answer = _error(stage, refusal)
            return _as_response(entry, answer, refusal.headers())
        except ConnectionAbortedError:
            return web.Response(status=502)
        finally:
            stage.journal.keep(entry)
            stage.changes.note()

    return handle


async def _answer(request: web.Request, entry: Entry, action: Action) -> Answer:
    """Checks, trouble, then the call itself. Raises Refusal, or ConnectionAbortedError when the connection was cut."""
    stage = request.app[STAGE]
    call = await _read(request, entry)
    fault = stage.faults.take("graph", entry.method, entry.path)
    if fault is not None and not fault.after:
        await make_trouble(request, fault, CODES)
    answer = action(stage, call)
    if inspect.isawaitable(answer):
        answer = await answer
    if fault is not None and fault.after:
        stage.changes.note()
        await make_trouble(request, fault, CODES)
    return answer


async def _read(request: web.Request, entry: Entry) -> Call:
    """Raises Refusal for a body that is no JSON object, and for a caller without a token in signed mode."""
    stage = request.app[STAGE]
    claims = _claims(stage, request.headers.get("Authorization"))
    user = stage.world.find_person(as_text(claims.get("oid")))
    scopes = frozenset(as_text(claims.get("scp")).split())
    try:
        body = json_object(await request.read())
    except BadInput as error:
        raise Refusal(400, "BadRequest", error.sentence) from error
    entry.body = body or None
    query = {key: request.query[key] for key in request.query}
    all_types = "include-unknown-enum-members" in request.headers.get("Prefer", "")
    return Call(dict(request.match_info), query, body, user, scopes, all_types)


def _claims(stage: Stage, authorization: str | None) -> Json:
    """What the caller's token says. Raises Refusal 401 in signed mode for anything but a token for Graph."""
    claims = stage.login.claims(authorization, stage.login.graph_audience())
    if claims is None and stage.options.signed:
        raise Refusal(
            401, "InvalidAuthenticationToken", "Access token is empty, has expired, or is for another audience."
        )
    return claims or {}


def _error(stage: Stage, refusal: Refusal) -> Json:
    """Graph's error shape. Source: https://learn.microsoft.com/graph/errors"""
    trace = str(uuid.uuid4())
    inner: Json = {"date": in_utc(stage.clock.now())[:19], "request-id": trace, "client-request-id": trace}
    return {"error": {"code": refusal.code, "message": refusal.message, "innerError": inner}}


def _in_short(answer: object) -> object:
    """What the journal keeps: of a list its links and the ids, for there may be thousands."""
    told = as_mapping(answer)
    if "value" not in told:
        return answer
    ids = [as_mapping(one).get("id") for one in as_list(told["value"])]
    return {name: value for name, value in told.items() if name != "value"} | {"ids": ids}


def _as_response(entry: Entry, answer: object, headers: dict[str, str] | None = None) -> web.Response:
    shown = Entry(0, entry.at, entry.method, entry.path, entry.kind, None, None, entry.status, answer)
    return response(shown, headers)


def _nothing_here(stage: Stage, call: Call) -> Answer:
    raise Refusal(400, "BadRequest", f"Resource not found for the segment {call.path.get('rest', '')!r}.")
