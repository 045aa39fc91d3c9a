"""What people do in Teams: each act changes the world and, where Teams would, tells the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rehearsal.activities import Scene
from rehearsal.graph import events
from rehearsal.people import App, Person, mentioning
from rehearsal.stage import Stage
from rehearsal.wire import BadInput, Json
from rehearsal.world import BOT, OTHER_APP, Message, channel_of, thread_id


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act. ``bot_status`` None: the bot was not told, or did not answer."""

    bot_status: int | None = None
    message_id: str | None = None


class Acts:
    """``now`` says when the acts happen; the opening uses moments of the past. ``heard`` False: the bot is not told."""

    def __init__(self, stage: Stage, now: Callable[[], datetime] | None = None, *, heard: bool = True) -> None:
        self._stage = stage
        self._now = now or stage.clock.now
        self._heard = heard

    async def post(self, person: Person, text: str, channel_id: str) -> Done:
        _must_be_member(person)
        message = self._new_root(person, mentioning(text, self._stage.world.people.values()), channel_id)
        return await self._tell(message, person)

    async def reply(self, person: Person, text: str, conversation_id: str) -> Done:
        """``conversation_id`` is that of a thread. Raises BadInput."""
        _must_be_member(person)
        root = self._stage.world.root(conversation_id)
        if root is None or root.targeted_to is not None:
            raise BadInput(f"There is no thread {conversation_id!r}.", 404)
        return await self._tell(
            self._new(person, mentioning(text, self._stage.world.people.values()), conversation_id), person
        )

    async def say(self, person: Person, text: str) -> Done:
        """A message in the private chat with the bot, which begins with it."""
        chat_id = self._stage.world.open_chat(person)
        return await self._tell(self._new(person, text, chat_id), person)

    async def slash(self, person: Person, text: str, conversation_id: str) -> Done:
        """A slash command in a channel or a thread; only the person and the bot see it."""
        _must_be_member(person)
        text = mentioning(text, self._stage.world.people.values())
        if self._stage.world.is_channel(conversation_id):
            message = self._new_root(person, text, conversation_id, targeted=True)
        elif self._stage.world.root(conversation_id) is not None:
            message = self._new(person, text, conversation_id, targeted=True)
        else:
            raise BadInput(f"There is no channel or thread {conversation_id!r}.", 404)
        return await self._tell(message, person)

    async def edit(self, person: Person, message: Message, text: str) -> Done:
        _must_be_own(person, message, deleted=False)
        message.text, message.edited_at = text, self._now()
        self._stage.world.change(message, message.edited_at)
        return await self._tell_changed(message, person, "editMessage")

    async def delete(self, person: Person, message: Message) -> Done:
        _must_be_own(person, message, deleted=False)
        message.deleted_at = self._now()
        self._stage.world.change(message, message.deleted_at, "deleted")
        activity = self._stage.activities.deleted(message, person, message.deleted_at)
        return await self._bring(activity, message)

    async def undelete(self, person: Person, message: Message) -> Done:
        _must_be_own(person, message, deleted=True)
        message.deleted_at = None
        self._stage.world.change(message, self._now())
        return await self._tell_changed(message, person, "undeleteMessage")

    async def react(self, person: Person, message: Message, kind: str, *, remove: bool) -> Done:
        """The bot hears of reactions to its own messages only, as in Teams."""
        _must_see(self._stage, person, message)
        if message.deleted or message.targeted_to is not None:
            raise BadInput("A deleted or only-you message takes no reactions.")
        changed = self._stage.world.react(message, kind, person.id, self._now(), remove=remove)
        self._stage.changes.note()
        if not changed or not (message.author == BOT or self._stage.options.deliver_all_reactions):
            return Done(None, message.id)
        scene = self._scene(person, message.conversation_id)
        return await self._bring(self._stage.activities.reaction(scene, message.id, kind, remove=remove), message)

    async def install(self, person: Person, *, personal: bool) -> Done:
        """Puts the app into the person's private chat, or into the team."""
        world = self._stage.world
        if personal:
            person.app = App.INSTALLED
            scene = self._scene(person, world.open_chat(person))
            return await self._bring(self._stage.activities.installation(scene, "add"))
        world.bot_in_team = True
        scene = self._scene(person, world.team.id)
        await self._bring(self._stage.activities.bot_added(scene))
        scene = self._scene(person, world.team.id)
        return await self._bring(self._stage.activities.installation(scene, "add"))

    async def uninstall(self, person: Person, *, personal: bool) -> Done:
        world = self._stage.world
        scene = self._scene(person, world.open_chat(person) if personal else world.team.id)
        activity = self._stage.activities.installation(scene, "remove")
        if personal:
            person.app = App.REMOVED
            return await self._bring(activity)
        world.bot_in_team = False
        return await self._bring(activity, to_removed=True)

    async def join(self, person: Person, *, joined: bool) -> Done:
        """The person comes into the team, or leaves it."""
        if person.in_team == joined:
            raise BadInput("Nothing to do: the person is there already." if joined else "The person left already.")
        person.in_team = joined
        lead = self._stage.world.lead()
        scene = self._scene(lead, self._stage.world.team.id)
        events.member_changed(self._stage.world, lead, person, scene.at, added=joined)
        return await self._bring(self._stage.activities.member_changed(scene, person, added=joined))

    async def rename_channel(self, person: Person, channel_id: str, name: str) -> Done:
        self._stage.world.channel(channel_id).name = name
        scene = self._scene(person, self._stage.world.team.id)
        events.channel_renamed(self._stage.world, person, channel_id, scene.at)
        return await self._bring(self._stage.activities.channel_renamed(scene, channel_id))

    def post_as_app(self, name: str, text: str, place: str) -> Done:
        """A post of another app in a channel, or its reply in a thread; this bot is not told of it."""
        at, world = self._now(), self._stage.world
        message_id = world.fresh_id(at)
        place = thread_id(place, message_id) if world.is_channel(place) else place
        world.keep(Message(message_id, place, f"{OTHER_APP}{name}", at, text))
        self._stage.changes.note()
        return Done(None, message_id)

    def _new_root(self, person: Person, text: str, channel_id: str, *, targeted: bool = False) -> Message:
        at = self._now()
        message_id = self._stage.world.fresh_id(at)
        message = Message(message_id, thread_id(channel_id, message_id), person.id, at, text)
        message.targeted_to = person.id if targeted else None
        return self._stage.world.keep(message)

    def _new(self, person: Person, text: str, conversation_id: str, *, targeted: bool = False) -> Message:
        at = self._now()
        message = Message(self._stage.world.fresh_id(at), conversation_id, person.id, at, text)
        message.targeted_to = person.id if targeted else None
        return self._stage.world.keep(message)

    def _scene(self, person: Person, conversation_id: str) -> Scene:
        at = self._now()
        return Scene(person, at, conversation_id, self._stage.world.fresh_id(at))

    async def _tell(self, message: Message, person: Person) -> Done:
        return await self._bring(self._stage.activities.message(message, person), message)

    async def _tell_changed(self, message: Message, person: Person, event: str) -> Done:
        activity = self._stage.activities.changed(message, person, self._now(), event)
        return await self._bring(activity, message)

    async def _bring(self, activity: Json, message: Message | None = None, *, to_removed: bool = False) -> Done:
        """Delivers unless the bot is no part of the place, or is not to hear."""
        self._stage.changes.note()
        message_id = None if message is None else message.id
        place = activity["conversation"]
        assert isinstance(place, dict)
        in_channel = self._stage.world.is_channel(channel_of(str(place["id"])))
        if not self._heard or (in_channel and not self._stage.world.bot_in_team and not to_removed):
            return Done(None, message_id)
        outcome = await self._stage.weather.carry(activity)
        self._stage.changes.note()
        return Done(outcome.status, message_id)


def _must_be_member(person: Person) -> None:
    if not person.in_team:
        raise BadInput(f"{person.name} is not in the team; let them join first.")


def _must_be_own(person: Person, message: Message, *, deleted: bool) -> None:
    if message.author != person.id:
        raise BadInput("People can change only what they wrote themselves.", 403)
    if message.deleted != deleted:
        raise BadInput("The message is not deleted." if deleted else "The message is deleted.")


def _must_see(stage: Stage, person: Person, message: Message) -> None:
    if not stage.world.sees(person, message):
        raise BadInput(f"{person.name} does not see this message.", 403)
