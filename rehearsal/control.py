"""The control API: what people of the rehearsal do, told by the page or by a test."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable

from aiohttp import web

from rehearsal.acts import Acts, Done
from rehearsal.dialogs import Choice, choose
from rehearsal.people import Person
from rehearsal.presses import Press, consent, press, submit
from rehearsal.sign_in import Mode
from rehearsal.stage import STAGE, Stage
from rehearsal.wire import BadInput, Json, as_mapping, as_text, json_object, needed_text, optional_flag
from rehearsal.world import Message, thread_id

Act = Callable[[Stage, Json], Awaitable[Json]]


def add_routes(app: web.Application) -> None:
    acts: dict[str, Act] = {
        "post": post,
        "reply": reply,
        "react": react,
        "edit": edit,
        "delete": delete,
        "undelete": undelete,
        "say": say,
        "slash": slash,
        "mention": mention,
        "press": press_card,
        "submit": submit_card,
        "consent": consent_card,
        "sign-in": sign_in,
        "choose": choose_action,
        "install": install,
        "uninstall": uninstall,
        "join": join,
        "leave": leave,
        "rename": rename,
    }
    for name, act in acts.items():
        app.router.add_post(f"/rehearsal/{name}", answering(act))


def answering(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The HTTP face of an act: a JSON object in, a JSON object out."""

    async def handle(request: web.Request) -> web.Response:
        stage = request.app[STAGE]
        answer = await act(stage, json_object(await request.read()))
        return web.json_response({"bot_status": None} | answer)

    return handle


async def post(stage: Stage, body: Json) -> Json:
    channel_id = as_text(body.get("channel")) or stage.world.first_channel().id
    stage.world.channel(channel_id)
    return _told(await _acts(stage, body).post(_who(stage, body), needed_text(body, "text"), channel_id))


async def mention(stage: Stage, body: Json) -> Json:
    """A post that begins with the bot's name; with ``thread`` a reply that does."""
    text = f"<at>{stage.world.bot.name}</at> {needed_text(body, 'text')}"
    return await (reply if "thread" in body else post)(stage, body | {"text": text})


async def reply(stage: Stage, body: Json) -> Json:
    place = thread_of(stage, needed_text(body, "thread"))
    return _told(await _acts(stage, body).reply(_who(stage, body), needed_text(body, "text"), place))


async def react(stage: Stage, body: Json) -> Json:
    remove = optional_flag(body, "remove", default=False)
    kind = needed_text(body, "type")
    return _told(await _acts(stage, body).react(_who(stage, body), _message(stage, body), kind, remove=remove))


async def edit(stage: Stage, body: Json) -> Json:
    text = needed_text(body, "text")
    return _told(await _acts(stage, body).edit(_who(stage, body), _message(stage, body), text))


async def delete(stage: Stage, body: Json) -> Json:
    return _told(await _acts(stage, body).delete(_who(stage, body), _message(stage, body)))


async def undelete(stage: Stage, body: Json) -> Json:
    return _told(await _acts(stage, body).undelete(_who(stage, body), _message(stage, body)))


async def say(stage: Stage, body: Json) -> Json:
    return _told(await _acts(stage, body).say(_who(stage, body), needed_text(body, "text")))


async def slash(stage: Stage, body: Json) -> Json:
    place = as_text(body.get("channel")) or stage.world.first_channel().id
    if "thread" in body:
        place = thread_of(stage, needed_text(body, "thread"))
    return _told(await _acts(stage, body).slash(_who(stage, body), needed_text(body, "text"), place))


async def press_card(stage: Stage, body: Json) -> Json:
    """``conversation`` may be left out."""
    trigger = as_text(body.get("trigger")) or "manual"
    verb, data = needed_text(body, "verb"), as_mapping(body.get("data"))
    outcome = await press(stage, Press(_who(stage, body), _message(stage, body), verb, data, trigger))
    return {"status": outcome.status, "body": outcome.body, "bot_status": outcome.status}


async def consent_card(stage: Stage, body: Json) -> Json:
    """What ``as`` says to Teams' question whether to sign in, after a press on the card of ``message``."""
    accept = optional_flag(body, "accept", default=True)
    outcome = await consent(stage, _who(stage, body), _message(stage, body), accept=accept)
    return {"status": outcome.status, "body": outcome.body, "bot_status": outcome.status}


async def sign_in(stage: Stage, body: Json) -> Json:
    """How signing in goes from now on (``mode``); everybody's sign-in is forgotten."""
    mode = needed_text(body, "mode")
    if mode not in set(Mode):
        raise BadInput(f"“mode” must be one of {', '.join(Mode)}.")
    stage.sign_in_by(Mode(mode))
    return {"mode": mode}


async def submit_card(stage: Stage, body: Json) -> Json:
    data = body.get("data", {})
    outcome = await submit(stage, _who(stage, body), _message(stage, body), data)
    return {"status": outcome.status, "body": outcome.body, "bot_status": outcome.status}


async def choose_action(stage: Stage, body: Json) -> Json:
    """An action of a message's menu; with ``data`` what its dialog sends."""
    data = as_mapping(body["data"]) if "data" in body else None
    told = Choice(_who(stage, body), _message(stage, body), needed_text(body, "command"), data)
    outcome = await choose(stage, told)
    return {"status": outcome.status, "body": outcome.body, "bot_status": outcome.status}


async def install(stage: Stage, body: Json) -> Json:
    """With ``as`` for this person, without for the team (by its lead)."""
    return _told(await _acts(stage, body).install(_who_or_lead(stage, body), personal="as" in body))


async def uninstall(stage: Stage, body: Json) -> Json:
    return _told(await _acts(stage, body).uninstall(_who_or_lead(stage, body), personal="as" in body))


async def join(stage: Stage, body: Json) -> Json:
    """Someone who left comes back (``as``), or someone new comes (``name``, ``language``)."""
    if "as" in body:
        person = _who(stage, body)
    else:
        language = as_text(body.get("language")) or "ja"
        person = Person(str(uuid.uuid4()), needed_text(body, "name"), language=language, in_team=False)
        stage.world.add_person(person)
    return _told(await _acts(stage, body).join(person, joined=True)) | {"id": person.id}


async def leave(stage: Stage, body: Json) -> Json:
    return _told(await _acts(stage, body).join(_who(stage, body), joined=False))


async def rename(stage: Stage, body: Json) -> Json:
    channel_id = as_text(body.get("channel")) or stage.world.first_channel().id
    name = needed_text(body, "name")
    return _told(await _acts(stage, body).rename_channel(_who_or_lead(stage, body), channel_id, name))


def _acts(stage: Stage, body: Json) -> Acts:
    return Acts(stage, heard=optional_flag(body, "heard", default=True))


def _told(done: Done) -> Json:
    told: Json = {"bot_status": done.bot_status}
    return told if done.message_id is None else told | {"id": done.message_id}


def _who(stage: Stage, body: Json) -> Person:
    return stage.world.person(needed_text(body, "as"))


def _who_or_lead(stage: Stage, body: Json) -> Person:
    return _who(stage, body) if "as" in body else stage.world.lead()


def thread_of(stage: Stage, told: str) -> str:
    """A thread by its conversation id, or by the id of its root message."""
    if ";messageid=" in told:
        return told
    places = [thread_id(channel_id, told) for channel_id in [*stage.world.channels, stage.world.team.id]]
    return next((place for place in places if stage.world.root(place) is not None), told)


def _message(stage: Stage, body: Json) -> Message:
    """The message named by ``message``, in ``conversation`` or anywhere. Raises BadInput 404."""
    message_id = needed_text(body, "message")
    place = as_text(body.get("conversation")) or None
    found = stage.world.find_anywhere(message_id, place, stage.clock.now())
    if found is None:
        raise BadInput(f"There is no message {message_id!r} there.", 404)
    return found
