"""A member of the PMO who works through their queue, on the cards in their chat and in the threads of the channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from locales import say
from tests.processes.bot import Scene, found_in, until

CARD = "application/vnd.microsoft.card.adaptive"
LOOKS = ("queue", "show", "similar")
"""Buttons that change nothing."""
SAYS = {
    "claim": "notice-claimed",
    "receive": "notice-received",
    "promise": "notice-promised",
    "write_answer": "notice-answer-posted",
    "hand_over": "notice-handed-over",
    "decline": "notice-declined",
    "settle": "notice-settled",
    "confirm": "notice-confirmed",
}
"""What the card that a press brings says on top when it was done."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a member had the bot post: who, in which thread, and a word that stands in nothing else."""

    by: str
    thread: str
    word: str


@dataclass(slots=True)
class Member:
    """What they saw and did; chance decides, so each day is the same as far as the network lets it."""

    here: Scene
    id: str
    names: dict[str, str]
    """Of the whole PMO, by id."""
    chance: Random
    day: date
    """The day that they promise."""
    done: list[str] = field(default_factory=list)
    """The verbs that the bot accepted."""
    wrote: list[Written] = field(default_factory=list)
    _promised: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.names[self.id]

    async def chat(self) -> list[dict[str, Any]]:
        """The cards that stand in their chat, oldest first: what the stand-in holds, without asking it for all."""
        world = self.here.player.stage.world
        chat_id = world.person(self.id).chat_id
        messages = world.in_conversation(chat_id) if chat_id else []
        return [{"id": one.id, "card": one.card} for one in messages if one.card and not one.deleted]

    async def work(self, at_most: int) -> None:
        """Ask for the queue, page through it, and see to some of what is in it: their own, and what nobody has."""
        card = await self._queue()
        everything = await self._pages(card, "all")
        mine = [one for one in await self._pages(card, "mine") if one not in self._promised]
        first = list(dict.fromkeys([*mine[:at_most], *everything[: 2 * at_most]]))
        for follow_up in self.chance.sample(first, min(at_most, len(first))):
            await self._see_to(follow_up)

    async def _queue(self) -> dict[str, Any]:
        before = {card["id"] for card in await self.chat()}
        await self.here.player.act("say", self.id, text=self.chance.choice(["queue", "キュー", "一覧"]))
        return await self._new_card(before, is_queue)

    async def _pages(self, card: dict[str, Any], which: str) -> list[str]:
        """Turn from page to page of all, or of their own. Returns what is on them, in the order of the card."""
        found: dict[str, None] = {}
        data: dict[str, Any] = {"which": which, "page": 0}
        while True:
            shown = await self._press(card["id"], "queue", data)
            found |= dict.fromkeys(found_in(shown["body"], "follow_up"))
            following = [one["data"] for one in ways(shown) if one["data"].get("page") == data["page"] + 1]
            if not following:
                return list(found)
            data = following[0]

    async def _see_to(self, follow_up: str) -> None:
        before = {card["id"] for card in await self.chat()}
        queue = [card for card in await self.chat() if is_queue(card["card"])][-1]
        await self._press(queue["id"], "show", {"follow_up": follow_up})
        card = await self._new_card(before, lambda shown: follow_up in found_in(shown, "follow_up"))
        may = {verb for verb in found_in(card["card"], "verb") if verb not in LOOKS}
        if "confirm" in may:
            await self._do(card, "confirm")
        elif "claim" in may:
            await self._new_one(card)
        elif "decline" in may and self.chance.random() < 0.3:
            await self._do(card, "decline")
        elif may & {"release", "decline"}:
            await self._close(card)
        elif "promise" in may:
            self._promised.add(follow_up)

    async def _new_one(self, card: dict[str, Any]) -> None:
        """Nobody has it: take it, hand it over, promise or close it, as chance will."""
        match self.chance.choice(["claim", "claim", "receive", "promise", "hand_over", "settle", "reply"]):
            case "claim":
                await self._do(card, "claim")
                await self._close(card)
            case "receive":
                await self._do(card, "receive")
                await self._close(card)
            case "promise":
                await self._write(card, "promise", "word", until=self.day.isoformat())
            case "hand_over":
                await self._do(card, "hand_over", to=self.chance.choice([one for one in self.names if one != self.id]))
            case "settle":
                await self._do(card, "settle", reason="no_answer_needed")
            case "reply":
                await self._reply(card, self.chance.choice(["調べてみます。", "こうするとうまくいきます。"]))

    async def _close(self, card: dict[str, Any]) -> None:
        if self.chance.random() < 0.5:
            await self._write(card, "write_answer", "text")
        else:
            await self._reply(card, "この手順でできます。")

    async def _reply(self, card: dict[str, Any], text: str) -> None:
        thread = next(found_in(card["card"], "thread"))
        await self.here.player.act("reply", self.id, thread=thread, text=text)

    async def _write(self, card: dict[str, Any], verb: str, field_name: str, **fields: str) -> None:
        """Press what makes the bot post, with a word that tells this press from every other."""
        written = Written(self.name, next(found_in(card["card"], "thread")), f"〈{self.name}・{len(self.wrote)}〉")
        if await self._do(card, verb, **fields | {field_name: f"お答えします。{written.word}"}):
            self.wrote.append(written)

    async def _do(self, card: dict[str, Any], verb: str, **fields: str) -> bool:
        """Press a button of a follow-up's card. Returns whether the bot says that it is done."""
        seen = next(data for data in found_in(card["card"], "data") if "version" in data)
        now = next((one for one in await self.chat() if one["id"] == card["id"]), None)
        if now is None:
            return False
        shown = await self._press(card["id"], verb, seen | fields)
        people = [one.name for one in self.here.player.stage.world.people.values()]
        told = {say(SAYS[verb], {"until": self.day, "name": one}, "ja", "Asia/Tokyo") for one in people}
        done: bool = next(found_in(shown["body"], "text")) in told
        card["card"] = shown
        self.done += [verb] if done else []
        return done

    async def _press(self, message: str, verb: str, data: dict[str, Any]) -> dict[str, Any]:
        answer = await self.here.player.act("press", self.id, message=message, verb=verb, data=data)
        assert (answer["status"], answer["body"]["type"]) == (200, CARD)
        shown: dict[str, Any] = answer["body"]["value"]
        return shown

    async def _new_card(self, before: set[str], fits: Any) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        async def it_is_there() -> bool:
            found[:] = [one for one in await self.chat() if one["id"] not in before and fits(one["card"])]
            return bool(found)

        await until(it_is_there)
        return found[-1]


def is_queue(card: dict[str, Any]) -> bool:
    """Whether a card draws itself anew as the queue."""
    return bool(card) and next(found_in(card.get("refresh", {}), "verb"), None) == "queue"


def ways(card: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (one for one in card.get("actions", []) if one.get("verb") == "queue")
