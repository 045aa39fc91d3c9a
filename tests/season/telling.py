"""Makes up what people do in a season: a story by its seed, the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.season import community as town
from tests.season.books import THANKS, Owed
from tests.season.count import Count
from tests.season.deeds import Deed, Do, Refusing, Story

ANSWER, HOLDING, MORE = "こうするとうまくいきます。", "確認します。", "まだ動きません。"
AUTHORS = [one.id for one in town.AUTHORS]
RESPONDERS = [one.id for one in town.RESPONDERS]
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Some weeks, with what surely happens in them. ``said`` are commands: moment, member's id, words."""

    name: str
    starts: datetime
    ends: datetime
    said: tuple[tuple[datetime, str, str], ...] = ()
    down: tuple[datetime, datetime] | None = None
    refusing: tuple[Refusing, ...] = ()


def told(window: Window, community: str, seed: int, tick: timedelta, *, posts_a_day: float = 5) -> Story:
    """The story of some weeks under a community file."""
    story = Story(
        f"{window.name}-{seed}", community, window.starts, window.ends, tick, (), window.down, window.refusing
    )
    return replace(story, deeds=tuple(_Teller(story, window, seed, posts_a_day).deeds()))


class _Teller:
    """Knows from a count of its own how everything stands, so that nobody presses what they could not press."""

    def __init__(self, story: Story, window: Window, seed: int, posts_a_day: float) -> None:
        self._dice = random.Random(seed)
        self._counted = Count(story)
        self._story, self._said = story, sorted(window.said)
        self._posts_a_day = posts_a_day
        self._number = 0

    def deeds(self) -> Iterator[Deed]:
        moment = self._story.starts
        while moment < self._story.ends:
            until = moment + self._story.tick
            yield from self._between(moment, until)
            amid = []
            if not self._story.is_down(until):
                if self._dice.random() < 0.03 and (deed := self._amid(until)):
                    amid.append(deed)
                self._counted.look(until, amid)
            yield from amid
            moment = until

    def _between(self, moment: datetime, until: datetime) -> Iterator[Deed]:
        seconds = int(self._story.tick.total_seconds())
        down = self._story.is_down(moment) or self._story.is_down(until)
        for second in sorted(self._dice.sample(range(1, seconds), 6)):
            at = moment + timedelta(seconds=second)
            if deed := self._one(at, until, down=down):
                self._counted.do(deed)
                yield deed

    def _one(self, at: datetime, until: datetime, *, down: bool) -> Deed | None:
        if self._said and self._said[0][0] < until and not down:
            _, who, words = self._said.pop(0)
            return Deed(at, Do.SAY, who, words=words)
        share = self._story.tick / timedelta(days=1) / 6
        wall = self._counted.charter.hours.local(at)
        busy = 1.6 if 8 <= wall.hour < 19 else 0.5
        lot = self._dice.random()
        if lot < self._posts_a_day * share * busy:
            return self._post(at)
        busy = busy if self._counted.charter.hours.is_workday(wall.date()) else 0.3
        if lot > 1 - 1.9 * self._posts_a_day * share * busy:
            return self._act(at, until, down=down)
        return None

    def _post(self, at: datetime) -> Deed:
        self._number += 1
        who = self._dice.choice(AUTHORS if self._dice.random() < 0.85 else RESPONDERS)
        channel = town.CANALS if self._dice.random() < 0.35 else town.PLAZA
        theme = self._dice.choice([*town.THEMES, *town.THEMES, None, None])
        words = f"使ってみました。 #{theme}" if theme else "使ってみました。"
        return Deed(at, Do.POST, who, f"p{self._number}", words=words, channel=channel)

    def _amid(self, at: datetime) -> Deed | None:
        """What comes between a look and the cards that it ordered: an answer, an end, or a wish for quiet."""
        who = self._dice.choice(self._there(at) or RESPONDERS)
        waits = any(not entry.told for entry in self._counted.desks[who].entries.values())
        if waits and self._dice.random() < 0.2:
            return Deed(at, Do.SAY, who, words="quiet 1h", amid=True)
        listed = [self._counted.books.owed[name] for desk in self._counted.desks.values() for name in desk.entries]
        due = [one for one in self._counted.books.open() if one.next_at is not None and one.next_at <= at]
        found = [one for one in (*due, *due, *listed) if one.is_open and one.author != who and not _ending(one, at)]
        if not found or self._counted.desks[who].is_away(at):
            return None
        owed = self._dice.choice(found)
        if self._dice.random() < 0.3:
            return Deed(at, Do.SETTLE, who, owed.name, words="no_answer_needed", amid=True)
        return Deed(at, Do.REPLY, who, owed.name, self._message(owed), ANSWER, amid=True)

    def _act(self, at: datetime, until: datetime, *, down: bool) -> Deed | None:
        there = self._there(at)
        books = self._counted.books.owed.values()
        among = [one for one in books if one.status != "withdrawn" and not _ending(one, until)]
        among = [one for one in among if one.is_open or self._dice.random() < 0.08]
        if not there or not among:
            return None
        owed, who = self._dice.choice(among), self._dice.choice(there)
        if owed.holder in there and self._dice.random() < 0.6:
            who = owed.holder
        leaving = self._soon_away(at)
        if leaving in there and owed.status == "waiting" and leaving != owed.author and not down:
            return Deed(at, Do.CLAIM, leaving, owed.name)
        if who == owed.author:
            return None
        if down:
            return self._in_the_thread(at, owed, who)
        acts = self._open_acts(at, owed, who) if owed.is_open else self._closed_acts(at, owed, who)
        return self._dice.choice(acts)() if acts else None

    def _in_the_thread(self, at: datetime, owed: Owed, who: str) -> Deed | None:
        """While the bot is down, people can but write in the thread."""
        if not owed.is_open:
            return self._reply(at, owed, owed.author, MORE)
        return self._reply(at, owed, who, ANSWER) if owed.status == "waiting" or owed.holder == who else None

    def _open_acts(self, at: datetime, owed: Owed, who: str) -> list[Callable[[], Deed]]:
        free = owed.holder in (None, who)
        liked = f"like of {who}" in owed.touches
        peers = [one for one in AUTHORS if one != owed.author]
        others = [one for one in self._there(at) if one not in (who, owed.author, owed.holder)]
        idle = owed.handed_by is not None and who not in owed.touches.values()
        holds = owed.status == "claimed" and owed.holder == who
        day = (owed.hours.local(at) + timedelta(days=self._dice.randint(1, 5))).date().isoformat()

        def press(verb: Do, *, words: str = "", to: str = "") -> Callable[[], Deed]:
            return lambda: Deed(at, verb, who, owed.name, words=words, to=to)

        may: list[tuple[int, bool, Callable[[], Deed]]] = [
            (3, True, lambda: self._reply(at, owed, who, ANSWER)),
            (3, free, lambda: self._reply(at, owed, who, HOLDING)),
            (4, not liked, press(Do.LIKE)),
            (9, liked and len(owed.touches) == 1, press(Do.UNLIKE)),
            (2, owed.receipt is None, press(Do.RECEIVE)),
            (5, owed.holder is None, press(Do.CLAIM)),
            (4, holds and owed.handed_by is None, press(Do.RELEASE)),
            (6, holds and idle, press(Do.DECLINE)),
            (3, free, press(Do.PROMISE, to=day)),
            (1, True, press(Do.SETTLE, words="no_answer_needed")),
            (2, free and bool(others) and owed.status != "promised",
             press(Do.HAND_OVER, to=self._dice.choice(others or [""]))),
            (3, True, lambda: self._reply(at, owed, self._dice.choice(peers), ANSWER)),
            (3, owed.peer is not None, press(Do.CONFIRM)),
            (3, owed.status == "promised" and owed.promise_in_words, press(Do.ANSWER)),
            (1, True, lambda: self._reply(at, owed, owed.author, MORE)),
            (1, True, lambda: Deed(at, Do.DELETE_POST, owed.author, owed.name)),
        ]  # fmt: skip
        return [act for weight, allowed, act in may if allowed for _ in range(weight)]

    def _closed_acts(self, at: datetime, owed: Owed, who: str) -> list[Callable[[], Deed]]:
        replies = [touch for touch in owed.touches if touch.startswith(f"{owed.name}r")]
        acts: list[Callable[[], Deed]] = [
            lambda: self._reply(at, owed, owed.author, MORE),
            lambda: self._reply(at, owed, owed.author, THANKS),
            lambda: Deed(at, Do.REOPEN, who, owed.name),
        ]
        if owed.status == "answered" and owed.peer is None and replies == [owed.answer]:
            acts.append(lambda: Deed(at, Do.DELETE_REPLY, owed.touches[replies[0]], owed.name, replies[0]))
        return acts

    def _reply(self, at: datetime, owed: Owed, who: str, words: str) -> Deed:
        return Deed(at, Do.REPLY, who, owed.name, self._message(owed), words)

    def _message(self, owed: Owed) -> str:
        self._number += 1
        return f"{owed.name}r{self._number}"

    def _soon_away(self, at: datetime) -> str:
        """Whoever goes away in the next hours, and takes something on before."""
        moment, who, words = self._said[0] if self._said else (self._story.ends, "", "")
        return who if words.startswith("away") and moment - at < 8 * HOUR else ""

    def _there(self, at: datetime) -> list[str]:
        return [who for who, desk in self._counted.desks.items() if not desk.is_away(at)]


def _ending(owed: Owed, until: datetime) -> bool:
    """Whether a claim ends about now: the bot sees that at its next look, so nobody acts on it in between."""
    return owed.claim_until is not None and owed.claim_until <= until
