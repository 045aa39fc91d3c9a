"""Who wants to be told of a channel's changes, and until when.

Source: https://learn.microsoft.com/graph/api/resources/subscription
"""

from __future__ import annotations

import ipaddress
import re
import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from rehearsal.graph.calls import Answer, Call, bad, forbidden, only, take_other
from rehearsal.graph.ground import Subscription
from rehearsal.stage import Stage
from rehearsal.wire import Json, Refusal, as_text, in_milliseconds

MOST_LIFE = timedelta(minutes=4320)
LEAST_LIFE = timedelta(minutes=45)
"""A shorter one becomes this long."""
LIFE_WITHOUT_LIFECYCLE = timedelta(hours=1)
NEEDED = "ChannelMessage.Read.Group"
KINDS = ("created", "updated", "deleted")
RESOURCE = re.compile(r"/?teams/([^/]+)/channels/([^/]+)/messages/?")


async def create(stage: Stage, call: Call) -> Answer:
    """Asks both addresses for an echo first. Raises Refusal."""
    take_other(stage)
    wanted = _read(stage, call.body)
    _check_place(stage, wanted)
    for url in filter(None, (wanted.url, wanted.lifecycle_url)):
        if not await stage.notifier.echoes(url):
            raise Refusal(400, "ValidationError", f"Subscription validation request failed: no echo from {url}.")
    _check_place(stage, wanted)
    stage.graph.subscriptions[wanted.id] = wanted
    return 201, _as_json(stage, wanted) | {"clientState": wanted.secret}


def listed(stage: Stage, call: Call) -> Answer:
    take_other(stage)
    only(call)
    return 200, {"value": [_as_json(stage, one) for one in living(stage)]}


def shown(stage: Stage, call: Call) -> Answer:
    take_other(stage)
    return 200, _as_json(stage, _found(stage, call))


def renewed(stage: Stage, call: Call) -> Answer:
    """Only the end can be changed. Raises Refusal."""
    take_other(stage)
    one = _found(stage, call)
    _check_consent(stage)
    if set(call.body) - {"@odata.type", "expirationDateTime"}:
        raise bad("Only expirationDateTime can be updated.")
    one.expires_at = _end(stage, call.body, has_lifecycle=one.lifecycle_url is not None)
    one.asleep = False
    return 200, _as_json(stage, one)


def reauthorized(stage: Stage, call: Call) -> Answer:
    """Its end stays."""
    take_other(stage)
    one = _found(stage, call)
    _check_consent(stage)
    one.asleep = False
    return 204, None


def ended(stage: Stage, call: Call) -> Answer:
    take_other(stage)
    del stage.graph.subscriptions[_found(stage, call).id]
    return 204, None


def living(stage: Stage) -> list[Subscription]:
    """Those whose end has not come by the rehearsal's clock; the others are forgotten."""
    now, held = stage.clock.now(), stage.graph.subscriptions
    for gone in [one.id for one in held.values() if one.expires_at <= now]:
        del held[gone]
    return list(held.values())


def _read(stage: Stage, body: Json) -> Subscription:
    resource, url = as_text(body.get("resource")), as_text(body.get("notificationUrl"))
    lifecycle_url = as_text(body.get("lifecycleNotificationUrl")) or None
    found = RESOURCE.fullmatch(resource)
    kinds = tuple(as_text(body.get("changeType")).split(","))
    if found is None or found[1] != stage.world.team.group_id or not stage.world.is_channel(found[2]):
        raise bad(f"Resource {resource!r} is none of the rehearsal's channels' messages.")
    if not set(kinds) <= set(KINDS):
        raise bad("changeType must be created, updated and deleted, or some of them.")
    if body.get("includeResourceData"):
        raise bad("The rehearsal sends no resource data.")
    for told in filter(None, (url, lifecycle_url)):
        _check_address(told)
    if not url:
        raise bad("notificationUrl is required.")
    end = _end(stage, body, has_lifecycle=lifecycle_url is not None)
    secret = as_text(body.get("clientState")) or None
    return Subscription(str(uuid.uuid4()), found[2], resource, kinds, url, lifecycle_url, secret, end)


def _end(stage: Stage, body: Json, *, has_lifecycle: bool) -> datetime:
    try:
        end = datetime.fromisoformat(as_text(body.get("expirationDateTime")))
    except ValueError as error:
        raise bad("expirationDateTime is missing, or no moment.") from error
    now = stage.clock.now()
    life = (end if end.tzinfo else end.replace(tzinfo=UTC)) - now
    if life <= timedelta(0):
        raise bad("Subscription expiration must be in the future.")
    if life > MOST_LIFE:
        raise bad("Subscription expiration can only be 4320 minutes in the future.")
    if life > LIFE_WITHOUT_LIFECYCLE and not has_lifecycle:
        raise bad("lifecycleNotificationUrl is required when the expiration is more than 1 hour in the future.")
    return now + max(life, LEAST_LIFE)


def _check_address(url: str) -> None:
    """Teams' Graph wants https; the rehearsal calls nobody but this computer."""
    address = urlsplit(url)
    host = address.hostname or ""
    try:
        here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = False
    if address.scheme not in ("http", "https") or not here:
        raise bad(f"The notification address {url!r} is not on this computer.")


def _check_place(stage: Stage, wanted: Subscription) -> None:
    """Raises Refusal 403 without consent, and where the app has one for this channel."""
    _check_consent(stage)
    if any(one.channel_id == wanted.channel_id for one in living(stage)):
        raise Refusal(403, "Forbidden", "The application has reached its limit of 1 subscription for this resource.")


def _check_consent(stage: Stage) -> None:
    if not stage.graph_reads(NEEDED):
        raise forbidden(NEEDED)


def _found(stage: Stage, call: Call) -> Subscription:
    wanted = call.path["subscription"]
    found = next((one for one in living(stage) if one.id == wanted), None)
    if found is None:
        raise Refusal(404, "ResourceNotFound", "The object was not found.")
    return found


def _as_json(stage: Stage, one: Subscription) -> Json:
    """The secret is told to nobody afterwards."""
    app_id = stage.options.app_id
    return {
        "id": one.id,
        "resource": one.resource,
        "applicationId": app_id,
        "changeType": ",".join(one.kinds),
        "clientState": None,
        "notificationUrl": one.url,
        "lifecycleNotificationUrl": one.lifecycle_url,
        "expirationDateTime": in_milliseconds(one.expires_at),
        "creatorId": app_id,
        "includeResourceData": None,
        "latestSupportedTlsVersion": "v1_2",
    }
