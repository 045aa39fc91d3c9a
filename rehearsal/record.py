"""The rehearsal's own record of what people wrote and gave, to hold a bot's ledger against."""

from __future__ import annotations

from rehearsal.wire import Json, in_utc
from rehearsal.world import Message, World, channel_of


def record(world: World) -> Json:
    """``posts`` of people, oldest first, each with its replies by people; ``elsewhere``: their replies to others."""
    posts: list[Json] = []
    elsewhere: list[Json] = []
    for root, *replies in world.threads():
        written = [_message(world, reply) for reply in replies if _by_person(world, reply)]
        if _by_person(world, root):
            posts.append(_message(world, root) | {"channel": channel_of(root.conversation_id), "replies": written})
        else:
            elsewhere += [reply | {"to": root.id} for reply in written]
    return {"posts": posts, "elsewhere": elsewhere}


def _by_person(world: World, message: Message) -> bool:
    return message.author in world.people


def _message(world: World, message: Message) -> Json:
    given = [(kind, by, at) for kind, givers in message.reactions.items() for by, at in givers.items()]
    return {
        "id": message.id,
        "author": message.author,
        "at": in_utc(message.at),
        "text": "" if message.deleted else message.text,
        "edited": message.edited_at is not None,
        "deleted": message.deleted,
        "reactions": [
            {"type": kind, "by": by, "at": in_utc(at)} for kind, by, at in sorted(given) if by in world.people
        ],
    }
