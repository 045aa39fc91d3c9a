"""The activities that Teams posts to a bot, member for member.

Source: https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/conversation-messages and
https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rehearsal.payloads import as_html, message_payload
from rehearsal.people import Person
from rehearsal.wire import Json, in_utc
from rehearsal.world import Message, World, channel_of


@dataclass(frozen=True, slots=True)
class Scene:
    """Who did something, when and where; ``conversation_id`` is a thread, a chat or the team."""

    person: Person
    at: datetime
    conversation_id: str
    activity_id: str


class Activities:
    """Writes activities for one world. ``service_url`` is asked each time: it is known once the server listens."""

    def __init__(self, world: World, service_url: Callable[[], str]) -> None:
        self._world = world
        self._service_url = service_url

    def message(self, message: Message, person: Person) -> Json:
        """A post, a reply, a private message or, when it is targeted, a slash command."""
        scene = Scene(person, message.at, message.conversation_id, message.id)
        activity = self._frame("message", scene) | {"textFormat": "plain", "text": message.text}
        if message.targeted_to is not None:
            activity["recipient"] = self._bot() | {"isTargeted": True}
        if not _is_chat(message.conversation_id):
            activity["attachments"] = [_html_copy(f"<div><div>{as_html(message.text)}</div></div>")]
        entities = activity["entities"]
        assert isinstance(entities, list)
        entities.extend(self._mentions(message.text))
        return activity

    def _mentions(self, text: str) -> list[Json]:
        """The bot and the people whom a text mentions; of people Teams tells its own id and the name alone."""
        people: list[Json] = [{"id": one.teams_id, "name": one.name} for one in self._world.people.values()]
        named = ((account, f"<at>{account['name']}</at>") for account in (self._bot(), *people))
        return [
            {"type": "mention", "mentioned": account, "text": mention} for account, mention in named if mention in text
        ]

    def changed(self, message: Message, person: Person, at: datetime, event: str) -> Json:
        """An edit (``editMessage``) or an undeletion (``undeleteMessage``)."""
        scene = Scene(person, at, message.conversation_id, message.id)
        activity = self._frame("messageUpdate", scene, event) | {"textFormat": "plain", "text": message.text}
        if not _is_chat(message.conversation_id):
            activity["attachments"] = [_html_copy(f"<div>{as_html(message.text)}</div>")]
        return activity

    def deleted(self, message: Message, person: Person, at: datetime) -> Json:
        scene = Scene(person, at, message.conversation_id, message.id)
        return self._frame("messageDelete", scene, "softDeleteMessage") | {"textFormat": "plain"}

    def reaction(self, scene: Scene, message_id: str, kind: str, *, remove: bool) -> Json:
        change: Json = {"reactionsRemoved" if remove else "reactionsAdded": [{"type": kind}]}
        return self._frame("messageReaction", scene) | change | {"replyToId": message_id}

    def pressed(self, scene: Scene, message_id: str, value: Json) -> Json:
        """A press on a card's Action.Execute. ``value``: action, trigger, and how who pressed signed in."""
        return self._frame("invoke", scene) | {"name": "adaptiveCard/action", "replyToId": message_id, "value": value}

    def chosen(self, scene: Scene, message: Message, author: Person | None, command: str, data: Json | None) -> Json:
        """An action of a message's menu; with ``data`` what its dialog sends. ``author`` None: the bot wrote it."""
        payload = message_payload(message, author, self._world.bot)
        value: Json = {"commandId": command, "commandContext": "message", "context": {"theme": "default"}}
        value |= {"messagePayload": payload} | ({} if data is None else {"data": data})
        name = "composeExtension/fetchTask" if data is None else "composeExtension/submitAction"
        return self._frame("invoke", scene) | {"name": name, "value": value}

    def submitted(self, scene: Scene, message_id: str, value: object) -> Json:
        """A press on a card's Action.Submit: a message without text."""
        return self._frame("message", scene) | {"replyToId": message_id, "value": value}

    def installation(self, scene: Scene, action: str) -> Json:
        """The app was put into (``add``) or taken out of (``remove``) the team or a private chat."""
        return self._frame("installationUpdate", scene) | {"action": action}

    def bot_added(self, scene: Scene) -> Json:
        return self._frame("conversationUpdate", scene, "teamMemberAdded") | {"membersAdded": [self._bot()]}

    def member_changed(self, scene: Scene, person: Person, *, added: bool) -> Json:
        """Someone joined or left the team; Teams gives no name."""
        member: Json = {"id": person.teams_id, "aadObjectId": person.id}
        key, event = ("membersAdded", "teamMemberAdded") if added else ("membersRemoved", "teamMemberRemoved")
        return self._frame("conversationUpdate", scene, event) | {key: [member]}

    def channel_renamed(self, scene: Scene, channel_id: str) -> Json:
        activity = self._frame("conversationUpdate", scene, "channelRenamed")
        name = self._world.channels[channel_id].name
        channel: Json = {"teamsChannelId": channel_id, "channel": {"id": channel_id, "name": name}}
        return activity | {"channelData": self._channel_data(scene.conversation_id, "channelRenamed") | channel}

    def _frame(self, kind: str, scene: Scene, event: str | None = None) -> Json:
        zone = ZoneInfo(scene.person.time_zone)
        locale, country = ("ja-JP", "JP") if scene.person.language == "ja" else ("en-US", "US")
        client: Json = {"type": "clientInfo", "locale": locale, "country": country, "platform": "Windows"}
        return {
            "type": kind,
            "id": scene.activity_id,
            "timestamp": in_utc(scene.at),
            "localTimestamp": scene.at.astimezone(zone).isoformat(timespec="microseconds"),
            "channelId": "msteams",
            "serviceUrl": self._service_url(),
            "from": {
                "id": scene.person.teams_id,
                "name": scene.person.name,
                "aadObjectId": scene.person.id,
            },
            "recipient": self._bot(),
            "conversation": self._conversation(scene.conversation_id),
            "locale": locale,
            "localTimezone": scene.person.time_zone,
            "entities": [client | {"timezone": scene.person.time_zone}],
            "channelData": self._channel_data(scene.conversation_id, event),
        }

    def _bot(self) -> Json:
        return {"id": self._world.bot.id, "name": self._world.bot.name}

    def _conversation(self, conversation_id: str) -> Json:
        tenant_id = self._world.team.tenant_id
        if _is_chat(conversation_id):
            return {"conversationType": "personal", "tenantId": tenant_id, "id": conversation_id}
        return {"isGroup": True, "conversationType": "channel", "tenantId": tenant_id, "id": conversation_id}

    def _channel_data(self, conversation_id: str, event: str | None) -> Json:
        team = self._world.team
        found: Json = {"tenant": {"id": team.tenant_id}}
        if not _is_chat(conversation_id):
            channel_id = channel_of(conversation_id)
            if channel_id not in self._world.channels:
                channel_id = self._world.first_channel().id
            found |= {
                "teamsChannelId": channel_id,
                "teamsTeamId": team.id,
                "channel": {"id": channel_id},
                "team": {"id": team.id, "aadGroupId": team.group_id, "name": team.name},
            }
        return found if event is None else found | {"eventType": event}


def _is_chat(conversation_id: str) -> bool:
    return conversation_id.startswith("a:")


def _html_copy(content: str) -> Json:
    return {"contentType": "text/html", "content": content}
