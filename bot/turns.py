"""A turn of the SDK: the activity becomes an event, the event is dispatched, and what a press shows is the turn's
answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

from botbuilder.core import ActivityHandler, BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, ConversationReference, ResourceResponse

from bot.cards.rendered import Rendered
from bot.cards.told_apart import told_apart
from bot.dialogs import dialog
from bot.fields import needed
from bot.inbound import parse
from bot.mentions import IsCommand
from bot.own_hand import OwnHand
from models.incoming import ActedOneself, Event, Pressed
from models.outgoing import Recipient
from models.own_acts import Done, OwnAct
from models.views import DialogView, NoticeView, View

CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"


class Shown(Protocol):
    """What came of an event, as far as a turn can show it."""

    @property
    def what(self) -> str: ...
    @property
    def view(self) -> View | None: ...
    @property
    def to(self) -> Recipient | None: ...
    @property
    def own(self) -> OwnAct | None: ...


Dispatch = Callable[[Event], Awaitable[Shown]]


@dataclass(frozen=True, slots=True)
class Voice:
    """How a view becomes a card, and a notice a sentence; and in which language to speak to a stranger."""

    render: Callable[[View, str, str], Rendered]
    say: Callable[[str, Mapping[str, Any], str, str], str]
    language: str = "ja"
    time_zone: str = "UTC"


class Turns(ActivityHandler):
    """Every kind of activity takes the same way; an invoke gets its answer."""

    def __init__(
        self, dispatch: Dispatch, is_command: IsCommand, voice: Voice, own_hand: OwnHand | None = None
    ) -> None:
        self._dispatch = dispatch
        self._is_command = is_command
        self._voice = voice
        self._own_hand = own_hand

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        shown = await self.take_in(turn_context)
        if shown is not None and shown.own is not None:
            return await self._in_own_name(turn_context, shown, shown.own)
        return self._as_response(shown)

    async def _in_own_name(self, turn_context: TurnContext, shown: Shown, act: OwnAct) -> InvokeResponse:
        """Have the presser do it themself; what came of it is dispatched, and shown."""
        raw = turn_context.activity.additional_properties
        pressed = parse(raw, self._is_command)
        if not isinstance(pressed, Pressed):
            raise TypeError("only a press is done in somebody's own name")
        done: Done | dict[str, Any] = Done("no-sign-in")
        if self._own_hand is not None:
            done = await self._own_hand.act(raw, act, lambda key: self._say(key, shown.to))
        if not isinstance(done, Done):
            return InvokeResponse(status=HTTPStatus.OK, body=done)
        after = await self._dispatch(ActedOneself(pressed, act, done))
        turn_context.turn_state[OUTCOME] = after.what
        return self._as_response(after)

    def _say(self, key: str, to: Recipient | None) -> str:
        return self._voice.say(key, {}, *self._reads(to))

    def _reads(self, to: Recipient | None) -> tuple[str, str]:
        return (to.language, to.time_zone) if to else (self._voice.language, self._voice.time_zone)

    def _as_response(self, shown: Shown | None) -> InvokeResponse:
        if shown is None or shown.view is None:
            return InvokeResponse(status=HTTPStatus.OK)
        return InvokeResponse(status=HTTPStatus.OK, body=self._answer(shown.view, shown.to))

    async def take_in(self, turn_context: TurnContext) -> Shown | None:
        """Dispatch the event of an activity. ``None`` when it means nothing to us. Raises Malformed."""
        event = parse(turn_context.activity.additional_properties, self._is_command)
        if event is None:
            return None
        shown = await self._dispatch(event)
        turn_context.turn_state[OUTCOME] = shown.what
        turn_context.turn_state[ABOUT] = event
        return shown

    on_message_activity = take_in
    on_message_update_activity = take_in
    on_message_delete_activity = take_in
    on_message_reaction_activity = take_in
    on_conversation_update_activity = take_in
    on_installation_update = take_in

    def _answer(self, view: View, to: Recipient | None) -> dict[str, Any]:
        language, zone = self._reads(to)
        if isinstance(view, DialogView):
            return dialog(
                view,
                lambda shows: self._voice.render(shows, language, zone),
                lambda key, values: self._voice.say(key, values, language, zone),
            )
        if isinstance(view, NoticeView):
            said = self._voice.say(view.key, view.values, language, zone)
            return {"statusCode": 200, "type": MESSAGE, "value": said}
        drawn = told_apart(self._voice.render(view, language, zone), to.origin if to else None)
        return {"statusCode": 200, "type": CARD, "value": drawn.card}


OUTCOME, ABOUT = "aizuchi.outcome", "aizuchi.about"


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn came to: the answer to an invoke, the event that the activity was, and in a word what came of it.

    Without an event and an outcome it was passed over.
    """

    answered: InvokeResponse | None = None
    event: Event | None = None
    outcome: str | None = None


class Adapter(BotAdapter):
    """Runs turns. Nothing is sent in a turn but the answer to an invoke.

    The rest waits in the outbox until it is durable.
    """

    async def process(self, raw: Mapping[str, Any], turns: Turns) -> Turned:
        """Run one turn."""
        context = TurnContext(self, activity_of(raw))
        await self.run_pipeline(context, turns.on_turn)
        answered = context.turn_state.get(BotAdapter._INVOKE_RESPONSE_KEY)
        state = context.turn_state
        return Turned(answered.value if answered else None, state.get(ABOUT), state.get(OUTCOME))

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        for activity in activities:
            if activity.type != ActivityTypes.invoke_response:
                raise ValueError("a turn sends nothing; use an effect")
            context.turn_state[BotAdapter._INVOKE_RESPONSE_KEY] = activity
        return [ResourceResponse(id="") for _ in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        raise ValueError("a turn updates nothing; use an effect")

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        raise ValueError("a turn deletes nothing; use an effect")


def activity_of(raw: Mapping[str, Any]) -> Activity:
    """The SDK's activity, with what its turns look at.

    The whole of it is in ``additional_properties``. msrest's own reading of it takes
    most of a turn's time (docs/performance.md). Raises Malformed.
    """
    activity = Activity(
        type=needed(raw, "type"), id=raw.get("id"), name=raw.get("name"), service_url=raw.get("serviceUrl"),
    )  # fmt: skip
    activity.additional_properties = raw
    return activity
