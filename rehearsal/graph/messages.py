"""The channels' messages: lists by pages, one message, replies, and what changed since.

Source: https://learn.microsoft.com/graph/api/channel-list-messages and
https://learn.microsoft.com/graph/api/chatmessage-delta
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from rehearsal.graph.calls import Answer, Call, bad, channel_to_read, listed_place, only, top
from rehearsal.graph.shapes import changed_at, message_json
from rehearsal.graph.tokens import Place
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal
from rehearsal.world import Message, thread_id

A_PAGE, MOST = 20, 50
DELTA_REACHES = timedelta(days=243)
"""Eight months."""
SINCE = re.compile(r"\(?lastModifiedDateTime gt ([0-9T:.+-]+Z?)\)?", re.IGNORECASE)


def messages(stage: Stage, call: Call) -> Answer:
    """The channel's posts, newest first, with ``$expand=replies`` each with its replies."""
    channel = channel_to_read(stage, call)
    place = _read_place(stage, call, f"messages {channel.id}")
    posts = list(islice(stage.world.threads_before(channel.id, place.after or None), place.top + 1))
    page = posts[: place.top]
    links: Json = {}
    if len(posts) > place.top:
        links = _link(stage, call, "messages", "next", _moved(place, int(page[-1][0].id)))
    return 200, _collection(stage, call, [_post(stage, call, thread, place) for thread in page], links)


def message(stage: Stage, call: Call) -> Answer:
    channel_to_read(stage, call)
    return 200, message_json(stage.world, _thread(stage, call)[0], all_types=call.all_types)


def replies(stage: Stage, call: Call) -> Answer:
    """A post's replies, newest first."""
    channel_to_read(stage, call)
    thread = _thread(stage, call)
    place = _read_place(stage, call, f"replies {thread[0].id}", expandable=False)
    found = _newest_first(thread[1:], place.after)
    page = found[: place.top]
    links: Json = {}
    if len(found) > place.top:
        links = _link(stage, call, f"messages/{thread[0].id}/replies", "next", _moved(place, int(page[-1].id)))
    return 200, _collection(stage, call, [_plain(stage, call, reply) for reply in page], links)


def reply(stage: Stage, call: Call) -> Answer:
    channel_to_read(stage, call)
    found = next((one for one in _thread(stage, call)[1:] if one.id == call.path["reply"]), None)
    if found is None:
        raise _no_message()
    return 200, _plain(stage, call, found)


def delta(stage: Stage, call: Call) -> Answer:
    """Posts whose threads changed, the last change last; the last page leads to later changes."""
    channel = channel_to_read(stage, call)
    place = _read_delta(stage, call, f"delta {channel.id}")
    earliest = max(filter(None, (place.since, stage.clock.now() - DELTA_REACHES)))
    later = (
        (number, thread)
        for number, thread in stage.world.changed_threads(channel.id, place.after)
        if any(_written(one) > earliest for one in thread)
    )
    changed = list(islice(later, place.top + 1))
    page = changed[: place.top]
    come = _moved(place, page[-1][0] if page else place.after)
    links = _link(stage, call, "messages/delta", "delta" if page == changed else "next", come)
    return 200, _collection(stage, call, [_post(stage, call, thread, place) for _, thread in page], links)


def _read_place(stage: Stage, call: Call, wanted: str, *, expandable: bool = True) -> Place:
    """Where to go on: from a ``$skiptoken``, or from the beginning. Raises Refusal."""
    if "$skiptoken" in call.query:
        only(call, "$skiptoken", "$top", "$expand")
        return listed_place(stage, call.query["$skiptoken"], wanted)
    only(call, "$top", *(("$expand",) if expandable else ()))
    return Place(wanted, top(call, A_PAGE, MOST), _expand(call), 0)


def _read_delta(stage: Stage, call: Call, wanted: str) -> Place:
    for name in ("$skiptoken", "$deltatoken"):
        if name in call.query:
            return stage.graph.tokens.place(call.query[name], wanted)
    only(call, "$top", "$expand", "$filter")
    return Place(wanted, top(call, A_PAGE, MOST), _expand(call), 0, _since(call))


def _expand(call: Call) -> bool:
    told = call.query.get("$expand")
    if told not in (None, "replies"):
        raise bad(f"Could not find a property named '{told}' on type 'microsoft.graph.chatMessage'.")
    return told is not None


def _since(call: Call) -> datetime | None:
    """The moment in ``$filter``. Raises Refusal for any other filter."""
    told = call.query.get("$filter")
    if told is None:
        return None
    found = SINCE.fullmatch(told.strip())
    try:
        moment = datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise bad("Invalid filter clause: only 'lastModifiedDateTime gt' with a moment and its zone is supported.")
    return moment.astimezone(UTC)


def _written(message: Message) -> datetime:
    """The last change as Graph shows it: in whole milliseconds."""
    moment = changed_at(message)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _moved(place: Place, after: int) -> Place:
    return Place(place.list, place.top, place.expand, after, place.since)


def _link(stage: Stage, call: Call, path: str, kind: str, place: Place) -> Json:
    """``next``: there is more of this; ``delta``: ask again later."""
    here = f"{stage.address}/graph/v1.0/teams/{call.path['group']}/channels/{call.path['channel']}/{path}"
    name = "$deltatoken" if kind == "delta" else "$skiptoken"
    return {f"@odata.{kind}Link": f"{here}?{name}={stage.graph.tokens.give(place)}"}


def _post(stage: Stage, call: Call, thread: Sequence[Message], place: Place) -> Json:
    found = _plain(stage, call, thread[0])
    if not place.expand:
        return found
    newest, most = _newest_first(thread[1:], 0), stage.options.replies_expanded
    shown = [_plain(stage, call, one) for one in newest[:most]]
    if len(newest) > most:
        root = thread[0].id
        further = Place(f"replies {root}", A_PAGE, expand=False, after=int(newest[most - 1].id))
        link = _link(stage, call, f"messages/{root}/replies", "next", further)["@odata.nextLink"]
        found["replies@odata.nextLink"] = link
    return found | {"replies@odata.count": len(shown), "replies": shown}


def _plain(stage: Stage, call: Call, message: Message) -> Json:
    return message_json(stage.world, message, all_types=call.all_types)


def _newest_first(found: Sequence[Message], before: int) -> list[Message]:
    """``before`` 0: all."""
    kept = [message for message in found if not before or int(message.id) < before]
    return sorted(kept, key=lambda message: int(message.id), reverse=True)


def _thread(stage: Stage, call: Call) -> list[Message]:
    """The post that the call names, and its replies. Raises Refusal 404."""
    thread = stage.world.thread(thread_id(call.path["channel"], call.path["message"]))
    if not thread or not thread[0].is_root:
        raise _no_message()
    return thread


def _no_message() -> Refusal:
    return Refusal(404, "NotFound", "The message was not found.")


def _collection(stage: Stage, call: Call, value: list[Json], links: Json) -> Json:
    context = f"{stage.address}/graph/v1.0/$metadata#Collection(chatMessage)"
    return {"@odata.context": context, "@odata.count": len(value)} | links | {"value": value}
