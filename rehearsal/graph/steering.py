"""The control API: consent, tokens and subscriptions of Graph, and posts of other apps."""

from __future__ import annotations

from aiohttp import web

from rehearsal.acts import Acts
from rehearsal.control import answering, thread_of
from rehearsal.control_stage import asked_after
from rehearsal.graph.ground import TENANT_PERMISSIONS, Subscription
from rehearsal.graph.subscriptions import living
from rehearsal.graph.telling import ask_again, remove
from rehearsal.stage import STAGE, Stage
from rehearsal.wire import BadInput, Json, as_text, needed_text, optional_flag


def add_routes(app: web.Application) -> None:
    app.router.add_post("/rehearsal/app", answering(post_as_app))
    app.router.add_post("/rehearsal/graph", answering(steer))
    app.router.add_post("/rehearsal/account", answering(change_account))
    app.router.add_post("/rehearsal/delegate", answering(delegate))
    app.router.add_get("/rehearsal/notifications", notifications)


async def notifications(request: web.Request) -> web.Response:
    """Every call of a notification address; with ``?after=N`` only those after the first N."""
    told = request.app[STAGE].notifier.log[asked_after(request) :]
    return web.json_response([one.as_json() for one in told])


async def post_as_app(stage: Stage, body: Json) -> Json:
    """Another app posts in a channel, or replies in a ``thread``."""
    place = as_text(body.get("channel")) or stage.world.first_channel().id
    stage.world.channel(place)
    if "thread" in body:
        place = thread_of(stage, needed_text(body, "thread"))
        if stage.world.root(place) is None:
            raise BadInput(f"There is no thread {place!r}.", 404)
    done = Acts(stage).post_as_app(needed_text(body, "name"), needed_text(body, "text"), place)
    return {"id": done.message_id}


async def change_account(stage: Stage, body: Json) -> Json:
    """What the company's directory holds of a person; what is left out stays."""
    person = stage.world.person(needed_text(body, "as"))
    person.name = as_text(body.get("name")) or person.name
    person.department = as_text(body.get("department")) or person.department
    person.office = as_text(body.get("office")) or person.office
    person.country = as_text(body.get("country")) or person.country
    person.time_zone = as_text(body.get("time_zone")) or person.time_zone
    stage.changes.note()
    return {"id": person.id}


async def delegate(stage: Stage, body: Json) -> Json:
    """A token for Graph in a person's name, with these ``scopes``."""
    person = stage.world.person(needed_text(body, "as"))
    told = as_text(body.get("scopes"))
    return stage.login.delegate(person.id, told.split()) if told else stage.login.delegate(person.id)


async def steer(stage: Stage, body: Json) -> Json:
    """``do`` says what."""
    what = needed_text(body, "do")
    if what not in WAYS:
        raise BadInput(f"“do” must be one of {', '.join(WAYS)}, not {what!r}.")
    return WAYS[what](stage, body)


def _revoke_consent(stage: Stage, body: Json) -> Json:
    """All that the team's owner gave, or one ``permission``."""
    stage.graph.granted -= _permissions(stage, body)
    return {"granted": sorted(stage.graph.granted)}


def _grant_consent(stage: Stage, body: Json) -> Json:
    stage.graph.granted |= _permissions(stage, body)
    return {"granted": sorted(stage.graph.granted)}


def _forget_tokens(stage: Stage, body: Json) -> Json:
    return {"forgotten": stage.graph.tokens.forget()}


def _remove_subscriptions(stage: Stage, body: Json) -> Json:
    """All, or one ``subscription``; ``quietly``: nobody is told."""
    quietly = optional_flag(body, "quietly", default=False)
    found = _subscriptions(stage, body)
    for one in found:
        remove(stage, one, quietly=quietly)
    return {"removed": [one.id for one in found]}


def _ask_to_reauthorize(stage: Stage, body: Json) -> Json:
    found = _subscriptions(stage, body)
    for one in found:
        ask_again(stage, one)
    return {"asked": [one.id for one in found]}


def _subscriptions(stage: Stage, body: Json) -> list[Subscription]:
    told = as_text(body.get("subscription"))
    found = [one for one in living(stage) if told in ("", one.id)]
    if told and not found:
        raise BadInput(f"There is no subscription {told!r}.", 404)
    return found


def _permissions(stage: Stage, body: Json) -> set[str]:
    told = as_text(body.get("permission"))
    known = (*stage.graph.of_team, *TENANT_PERMISSIONS)
    if told and told not in known:
        raise BadInput(f"“permission” must be one of {', '.join(known)}, not {told!r}.")
    return {told} if told else set(stage.graph.of_team)


WAYS = {
    "revoke-consent": _revoke_consent,
    "grant-consent": _grant_consent,
    "forget-tokens": _forget_tokens,
    "remove-subscriptions": _remove_subscriptions,
    "ask-to-reauthorize": _ask_to_reauthorize,
}
