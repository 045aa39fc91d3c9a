"""What subscribers are told: changes of messages, and the life of their subscription.

Source: https://learn.microsoft.com/graph/change-notifications-lifecycle-events
"""

from __future__ import annotations

from rehearsal.graph.ground import Subscription
from rehearsal.graph.subscriptions import NEEDED, living
from rehearsal.stage import Stage
from rehearsal.wire import Json, in_milliseconds
from rehearsal.world import Message, channel_of


def watch(stage: Stage) -> None:
    """From now on every change of a message is told to whoever subscribed."""

    def changed(message: Message, kind: str) -> None:
        channel_id = channel_of(message.conversation_id)
        for one in living(stage):
            if one.channel_id == channel_id and kind in one.kinds and not one.asleep and stage.graph_reads(NEEDED):
                stage.notifier.tell(one.url, _change(stage, one, message, kind))

    stage.world.watchers.append(changed)


def remove(stage: Stage, one: Subscription, *, quietly: bool) -> None:
    """Takes it away, and says so unless ``quietly``."""
    del stage.graph.subscriptions[one.id]
    if not quietly:
        _lifecycle(stage, one, "subscriptionRemoved")


def ask_again(stage: Stage, one: Subscription) -> None:
    """It is to be authorized anew; until then it tells nothing."""
    one.asleep = True
    _lifecycle(stage, one, "reauthorizationRequired")


def _lifecycle(stage: Stage, one: Subscription, event: str) -> None:
    if one.lifecycle_url is not None:
        stage.notifier.tell(one.lifecycle_url, _frame(stage, one) | {"lifecycleEvent": event})


def _change(stage: Stage, one: Subscription, message: Message, kind: str) -> Json:
    _, _, root_id = message.conversation_id.partition(";messageid=")
    resource = f"teams('{stage.world.team.group_id}')/channels('{one.channel_id}')/messages('{root_id}')"
    if not message.is_root:
        resource += f"/replies('{message.id}')"
    told = {"id": message.id, "@odata.type": "#Microsoft.Graph.chatMessage", "@odata.id": resource}
    return _frame(stage, one) | {"changeType": kind, "resource": resource, "resourceData": told}


def _frame(stage: Stage, one: Subscription) -> Json:
    return {
        "subscriptionId": one.id,
        "subscriptionExpirationDateTime": in_milliseconds(one.expires_at),
        "clientState": one.secret,
        "tenantId": stage.world.team.tenant_id,
    }
