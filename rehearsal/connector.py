"""The REST interface that a bot calls in Teams: paths, checks and the journal around each call.

Source: https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from rehearsal import connector_messages as messages
from rehearsal import connector_rosters as rosters
from rehearsal.connector_calls import Answer, Call
from rehearsal.faults import CODES, Fault
from rehearsal.journal import Entry
from rehearsal.stage import STAGE, Stage
from rehearsal.wire import BadInput, Refusal, json_object

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Action = Callable[[Stage, Call], Answer]
MAX_BYTES = 100 * 1024
"""Of the body in UTF-16. Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages"""


def add_routes(app: web.Application) -> None:
    here = "/teams/v3"
    conversation = here + "/conversations/{conversation}"
    activity = conversation + "/activities/{activity}"
    reaction = activity + "/reactions/{reaction}"
    routes: list[tuple[str, str, str, Action]] = [
        ("POST", here + "/conversations", "create", rosters.create),
        ("POST", conversation + "/activities", "send", messages.send),
        ("POST", activity, "send", messages.send_as_new_root),
        ("PUT", activity, "update", messages.update),
        ("DELETE", activity, "delete", messages.delete),
        ("PUT", reaction, "react", messages.add_reaction),
        ("DELETE", reaction, "react", messages.remove_reaction),
        ("GET", conversation + "/members", "members", rosters.members),
        ("GET", conversation + "/pagedmembers", "members", rosters.paged_members),
        ("GET", conversation + "/members/{member}", "members", rosters.member),
        ("GET", here + "/teams/{team}", "team", rosters.team),
        ("GET", here + "/teams/{team}/conversations", "team", rosters.channels),
        ("*", "/teams/{rest:.*}", "unknown", _nothing_here),
    ]
    for method, path, kind, action in routes:
        app.router.add_route(method, path, _around(kind, action))


def _around(kind: str, action: Action) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        stage = request.app[STAGE]
        targeted = kind == "send" and request.query.get("isTargetedActivity") == "true"
        entry = Entry(
            number=0,
            at=stage.clock.now(),
            method=request.method,
            path=request.path_qs,
            kind="target" if targeted else kind,
            conversation=request.match_info.get("conversation"),
            body=None,
        )
        try:
            entry.status, entry.answer = await _answer(request, entry, action)
            return response(entry)
        except Refusal as refusal:
            entry.status, entry.answer = refusal.status, refusal.body()
            return response(entry, refusal.headers())
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
    if stage.options.signed and not stage.login.accepts(request.headers.get("Authorization")):
        raise Refusal(401, "Unauthorized", "Authorization has been denied for this request.")
    fault = stage.faults.take(entry.kind, entry.method, entry.path)
    if fault is None:
        return action(stage, call)
    if not fault.after:
        await make_trouble(request, fault)
        return action(stage, call)
    answer = action(stage, call)
    stage.changes.note()
    await make_trouble(request, fault)
    return answer


async def _read(request: web.Request, entry: Entry) -> Call:
    """Raises Refusal for a body that is too big or no JSON object."""
    raw = await request.read()
    if len(raw.decode(errors="replace").encode("utf-16-le")) > MAX_BYTES:
        raise Refusal(413, "MessageSizeTooBig", "Message size too large.")
    try:
        body = json_object(raw)
    except BadInput as error:
        raise Refusal(400, "BadSyntax", error.sentence) from error
    entry.body = body or None
    query = {key: request.query[key] for key in request.query}
    return Call(dict(request.match_info), query, body)


async def make_trouble(request: web.Request, fault: Fault, codes: Mapping[int, str] = CODES) -> None:
    """Makes the fault happen; returns only from a slow one."""
    if fault.answer == "slow":
        await asyncio.sleep(fault.seconds)
        return
    if fault.answer == "cut":
        if request.transport is not None:
            request.transport.abort()
        raise ConnectionAbortedError("A fault of the rehearsal.")
    raise fault.refusal(codes)


def response(entry: Entry, headers: dict[str, str] | None = None) -> web.Response:
    assert entry.status is not None
    if entry.answer is None:
        return web.Response(status=entry.status, headers=headers)
    text = json.dumps(entry.answer, ensure_ascii=False)
    return web.Response(status=entry.status, text=text, content_type="application/json", headers=headers)


def _nothing_here(stage: Stage, call: Call) -> Answer:
    raise Refusal(404, "NotFound", f"Teams has nothing at {call.path.get('rest', '')!r}.")
