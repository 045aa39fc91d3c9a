"""The queue card's pin: set in the member's own name, and handed on to each later queue card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from models.db import live_cards
from models.effects import QUEUE_SLOT
from models.incoming import ActedOneself, Person, Pressed
from models.list_views import QueueView
from models.outgoing import RetryLater, Undeliverable
from models.own_acts import Done, Pin, Unpin
from models.views import NoticeView
from tests.stage import BOT, KEN, MIO, SORA, YUI, Stage

CHAT = f"19:{KEN.id}_{BOT.removeprefix('28:')}@unq.gbl.spaces"


@dataclass(slots=True)
class FakeHands:
    """Pins as ``p-`` and the message's id, but for what is laid out in ``answers``: raised in turn."""

    asked: list[tuple[str, Pin]] = field(default_factory=list)
    answers: list[Exception] = field(default_factory=list)

    async def pin(self, teams_id: str, pin: Pin) -> str:
        if self.answers:
            raise self.answers.pop(0)
        self.asked.append((teams_id, pin))
        return f"p-{pin.message_id}"


@pytest.fixture
def hands(stage: Stage) -> FakeHands:
    made = FakeHands()
    stage.ports = replace(stage.ports, own_hands=made)
    return made


async def queue(stage: Stage, by: Person = KEN) -> tuple[str, QueueView]:
    """Somebody opens the queue: Teams' id of its card, and what it shows."""
    await stage.say(by, "queue")
    await stage.deliver_all()
    live = await stage.store.read(lambda tx: live_cards.find(tx.connection, QUEUE_SLOT, by.id), stage.clock.now)
    view = stage.teams.of("send", by)[-1].view
    assert live is not None
    assert isinstance(view, QueueView)
    return live.activity_id, view


async def pressed(stage: Stage, verb: str, card: str, by: Person = KEN, done: Done | None = None) -> Any:
    """A press on the queue card, done in the presser's own name where it is to be. Returns what is shown."""
    press = Pressed(stage.chat(by), by, verb, {"which": "all"}, card)
    outcome = await stage.dispatch(press)
    if outcome.own is None:
        return outcome.view
    return (await stage.dispatch(ActedOneself(press, outcome.own, done or Done(pinned_id=f"p-{card}")))).view


async def asked_of(stage: Stage, verb: str, card: str) -> Pin | Unpin | None:
    own = (await stage.dispatch(Pressed(stage.chat(KEN), KEN, verb, {}, card))).own
    assert own is None or isinstance(own, Pin | Unpin)
    return own


async def test_the_pressed_card_is_pinned_in_the_members_chat_and_says_so(stage: Stage, hands: FakeHands) -> None:
    await stage.post(SORA)
    card, before = await queue(stage)
    assert not before.pinned
    assert await asked_of(stage, "pin", card) == Pin(CHAT, card)
    after = await pressed(stage, "pin", card)
    assert (after.pinned, after.notice, after.which, after.total) == (True, "notice-pinned", "all", 1)


async def test_each_later_queue_card_is_pinned_in_place_of_the_one_before(stage: Stage, hands: FakeHands) -> None:
    await stage.install(KEN)
    first, _ = await queue(stage)
    await pressed(stage, "pin", first)
    assert hands.asked == []
    second, view = await queue(stage)
    assert hands.asked == [(KEN.teams_id, Pin(CHAT, second, f"p-{first}"))]
    assert view.pinned
    third, _ = await queue(stage)
    assert hands.asked[1:] == [(KEN.teams_id, Pin(CHAT, third, f"p-{second}"))]
    await queue(stage, MIO)
    assert len(hands.asked) == 2, "who did not ask for it gets no pin"


async def test_who_takes_it_down_gets_no_further_pin(stage: Stage, hands: FakeHands) -> None:
    first, _ = await queue(stage)
    await pressed(stage, "pin", first)
    assert await asked_of(stage, "unpin", first) == Unpin(CHAT, f"p-{first}")
    after = await pressed(stage, "unpin", first, done=Done())
    assert (after.pinned, after.notice) == (False, "notice-unpinned")
    second, view = await queue(stage)
    assert (hands.asked, view.pinned) == ([], False)
    assert (await pressed(stage, "unpin", second)).notice == "notice-unpinned", "twice is once"


@pytest.mark.parametrize("why", ["not_signed_in", "Forbidden"])
async def test_what_cannot_be_pinned_is_said_when_the_queue_is_next_opened(
    stage: Stage, hands: FakeHands, why: str
) -> None:
    first, _ = await queue(stage)
    await pressed(stage, "pin", first)
    hands.answers = [Undeliverable("no", why)]
    second, _ = await queue(stage)
    assert hands.asked == []
    turned = (await stage.dispatch(Pressed(stage.chat(KEN), KEN, "queue", {}, second))).view
    assert isinstance(turned, QueueView)
    assert (turned.lapsed, turned.pinned) == (True, False)
    assert (await stage.audit()).undelivered == 0, "no operator has to look"
    assert await asked_of(stage, "pin", second) == Pin(CHAT, second, f"p-{first}"), "the old pin is still to go"
    after = await pressed(stage, "pin", second)
    assert (after.lapsed, after.pinned) == (False, True)


async def test_a_pin_that_has_to_wait_keeps_no_card_waiting_and_is_set_later(stage: Stage, hands: FakeHands) -> None:
    first, _ = await queue(stage)
    await pressed(stage, "pin", first)
    hands.answers = [RetryLater("busy"), RetryLater("busy")]
    await stage.say(KEN, "queue")
    await stage.deliver()
    await stage.say(KEN, "help")
    await stage.deliver()
    assert (len(stage.teams.of("send", KEN)), hands.asked) == (3, [])
    await stage.deliver_all()
    assert len(hands.asked) == 1


async def test_a_pin_of_a_card_that_was_replaced_meanwhile_is_not_set(stage: Stage, hands: FakeHands) -> None:
    first, _ = await queue(stage)
    await pressed(stage, "pin", first)
    hands.answers = [RetryLater("busy")]
    await stage.say(KEN, "queue")
    await stage.deliver()
    last, _ = await queue(stage)
    assert [pin.message_id for _, pin in hands.asked] == [last]


async def test_where_nobody_is_signed_in_nothing_is_pinned(stage: Stage) -> None:
    first, _ = await queue(stage)
    await pressed(stage, "pin", first)
    _, view = await queue(stage)
    assert not view.lapsed
    view = (await stage.dispatch(Pressed(stage.chat(KEN), KEN, "queue", {}))).view  # type: ignore[assignment]  # narrowed below
    assert isinstance(view, QueueView)
    assert view.lapsed


WHYS: Sequence[Any] = ("later", "not-allowed", "gone", "not-done", "no-sign-in")


@pytest.mark.parametrize("why", WHYS)
async def test_what_was_not_done_is_said_and_nothing_is_wished(stage: Stage, hands: FakeHands, why: Any) -> None:
    first, _ = await queue(stage)
    assert await pressed(stage, "pin", first, done=Done(why)) == NoticeView(f"refused-pin-{why}", {})
    _, view = await queue(stage)
    assert (view.pinned, hands.asked) == (False, [])


async def test_an_earlier_card_or_a_participant_pins_nothing(stage: Stage, hands: FakeHands) -> None:
    first, _ = await queue(stage)
    await queue(stage)
    for card in (first, "no-card"):
        assert await pressed(stage, "pin", card) == NoticeView("refused-pin-old-card", {})
    assert await pressed(stage, "pin", first, by=YUI) == NoticeView("refused-queue-not-for-you", {})
    assert await pressed(stage, "pin", first, by=MIO) == NoticeView("refused-pin-old-card", {})
