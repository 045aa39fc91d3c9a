"""The whole rehearsal as JSON, for the page and for tests."""

from __future__ import annotations

from datetime import datetime

from rehearsal.people import Person
from rehearsal.wire import Json, in_utc
from rehearsal.world import SYSTEM, Message, World, channel_of


def message_json(message: Message) -> Json:
    """A message. A deleted one keeps its place, without text and card."""
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "from": message.author,
        "at": in_utc(message.at),
        "edited_at": None if message.edited_at is None else in_utc(message.edited_at),
        "deleted": message.deleted,
        "text": "" if message.deleted else message.text,
        "card": None if message.deleted else message.card,
        "cards_for": {} if message.deleted else message.cards_for,
        "summary": None if message.deleted else message.summary,
        "reactions": [{"type": kind, "by": list(givers)} for kind, givers in message.reactions.items()],
        "targeted_to": message.targeted_to,
        "notice": message.notice,
        "notice_for": message.notice_for,
    }


def person_json(person: Person) -> Json:
    return {
        "id": person.id,
        "teams_id": person.teams_id,
        "name": person.name,
        "roles": list(person.roles),
        "language": person.language,
        "time_zone": person.time_zone,
        "chat_id": person.chat_id,
        "in_team": person.in_team,
        "app": person.app.value,
    }


def world_json(world: World, now: datetime) -> Json:
    """Community, people and every message that someone can see."""
    return {
        "community": {
            "name": world.team.name,
            "team_id": world.team.id,
            "tenant_id": world.team.tenant_id,
            "bot_in_team": world.bot_in_team,
            "channels": [{"id": channel.id, "name": channel.name} for channel in world.channels.values()],
        },
        "people": [person_json(person) for person in world.people.values()],
        "threads": [_thread_json(thread) for thread in world.threads() if thread[0].author != SYSTEM],
        "chats": {
            person.id: [message_json(message) for message in world.in_conversation(person.chat_id)]
            for person in world.people.values()
            if person.chat_id is not None
        },
        "targeted": {
            person.id: [message_json(message) for message in targeted]
            for person in world.people.values()
            if (targeted := world.targeted(person, now))
        },
    }


def _thread_json(thread: list[Message]) -> Json:
    root, *replies = thread
    return {
        "channel_id": channel_of(root.conversation_id),
        "message": message_json(root),
        "replies": [message_json(reply) for reply in replies],
    }
