"""The ladder as the independent count climbs it: when a step is taken, whom it reaches, and on whose lists it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from tests.season.books import Books, Owed
from tests.season.charter import Charter, Step
from tests.season.desks import Desk, Entry

REMINDER = 0
RARE = (
    "a claim is given back by who goes away",
    "it comes back to who was away",
    "a promise is told of before it ends",
    "a step reaches nobody",
    "everyone is told",
    "the pool gives an owner",
    "another stands in for the owner",
    "a step is taken again",
    "a card waits for its reader's hours",
    "a card waits for the end of the quiet",
    "a card waits for the next day",
    "a refused card brings the next step",
)
"""What ``Count.happened`` counts."""


class Ladder:
    """``happened`` counts how often each of the rarer rules decided something, ``taken`` the steps and reminders."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.books = Books(charter)
        self.desks = {
            who: Desk(who, charter.own_hours[who])
            for who in charter.roles
            if who in charter.responders or "lead" in charter.roles[who]
        }
        self.happened: Counter[str] = Counter()
        self.taken = 0

    def take_due(self, now: datetime) -> None:
        for owed in sorted(self.books.open(), key=lambda owed: self._turn(owed, now)):
            if owed.remind_at is not None and owed.remind_at <= now and owed.status == "promised":
                owed.remind_at = None
                self._remind(owed, now)
            if owed.next_at is not None and owed.next_at <= now:
                self._take(owed, now)

    def _remind(self, owed: Owed, now: datetime) -> None:
        """A promise that is over already, since nobody looked, is not told of before it ends."""
        self.taken += 1
        assert owed.promised_until is not None
        if owed.promised_until > now:
            self.happened["a promise is told of before it ends"] += 1
            there, why = self._there(owed, [owed.holder or ""], now), f"a promise that ends {owed.promised_until}"
            self._put(owed, there, "promise", REMINDER, why)

    @staticmethod
    def _turn(owed: Owed, now: datetime) -> tuple[datetime, datetime]:
        """Who is due longest chooses first, then the older; a step that is taken again is due at this very look."""
        due = owed.next_at if owed.next_at is not None and owed.next_at != owed.again_at else now
        return due, owed.posted_at

    def _take(self, owed: Owed, now: datetime) -> None:
        """One step, and the moment of the next."""
        self.taken += 1
        ladder, number = self.charter.ladder, owed.step
        owed.taken, owed.last_step = owed.taken + 1, number
        why = f"step {number + 1} ({', '.join(ladder[number].to)}) due {owed.next_at:%m-%d %H:%M:%S}Z"
        for who, word in self._reached(owed, ladder[number], now).items():
            self._put(owed, [who], word, owed.taken, f"{why} taken {now:%m-%d %H:%M}Z as {word}")
        owed.step = (number + 1) % len(ladder)
        after = ladder[owed.step].when if owed.step else None
        owed.next_at = owed.hours.add(now, self.charter.nudge_every if after is None else after)

    def _put(self, owed: Owed, whom: list[str], word: str, taken: int, why: str) -> None:
        for who in whom:
            if who != owed.author:
                before = self.desks[who].entries.get(owed.name)
                told = before is not None and before.begun == owed.begun and (before.told or before.told_before)
                self.desks[who].entries[owed.name] = Entry(owed.begun, taken, word, why, told_before=told)

    def _reached(self, owed: Owed, step: Step, now: datetime) -> dict[str, str]:
        """Whom a step reaches, and as what."""
        found: dict[str, str] = {}
        for word in step.to:
            for who in self._named(owed, word, now):
                found.setdefault(who, word)
        if found:
            return found
        self.happened["a step reaches nobody"] += 1
        if lead := self._there(owed, self.charter.with_role("lead"), now):
            return dict.fromkeys(lead, "lead")
        self.happened["everyone is told"] += 1
        everyone = [*self.charter.with_role("pmo"), *self.charter.with_role("lead")]
        return {who: "everyone" for who in everyone if who != owed.author}

    def _named(self, owed: Owed, word: str, now: datetime) -> list[str]:
        if word == "owner":
            return self._owners(owed, now)
        if word == "advisor":
            theme = self.charter.themes.get(owed.theme or "")
            return self._there(owed, theme.advisors if theme else (), now)
        return self._there(owed, self.charter.with_role(word), now)

    def _there(self, owed: Owed, whom: Iterable[str], now: datetime) -> list[str]:
        return [who for who in whom if who in self.desks and who != owed.author and not self.desks[who].is_away(now)]

    def _owners(self, owed: Owed, now: datetime) -> list[str]:
        if owed.holder is None and not owed.owners:
            self.happened["the pool gives an owner"] += 1
            owed.owners = self._pool(owed, now)
            return owed.owners[:]
        first = self._there(owed, [owed.holder] if owed.holder else owed.owners, now)
        if first:
            return first
        self.happened["another stands in for the owner"] += 1
        theme = self.charter.themes.get(owed.theme or "")
        others = [*owed.owners, *(theme.owners if theme else ())]
        return self._there(owed, dict.fromkeys(others), now) or self._pool(owed, now)

    def _pool(self, owed: Owed, now: datetime) -> list[str]:
        """Who of the PMO is there and has the fewest open follow-ups; the file's order decides between equals.

        One counts for who holds it, else for all its owners.
        """
        there = self._there(owed, self.charter.with_role("pmo"), now)
        theirs = [one for one in self.books.open() if one is not owed]
        at_hand = {who: sum(who in ([one.holder] if one.holder else one.owners) for one in theirs) for who in there}
        chosen = min(there, key=lambda who: at_hand[who], default=None)
        return [chosen] if chosen else []

    def goes_away(self, desk: Desk, now: datetime) -> None:
        """What they were not told of is taken off their list; where nobody else knows, the step is taken again."""
        for name, entry in list(desk.entries.items()):
            owed = self.books.owed[name]
            if entry.told or entry.word == "everyone" or not self.wanted(owed, entry):
                continue
            alone = self.is_latest(owed, entry) and not self.others_know(owed, entry, desk, now)
            if entry.told_before:
                entry.told, entry.taken = True, REMINDER
            else:
                del desk.entries[name]
            if alone:
                self.happened["a step is taken again"] += 1
                owed.step, owed.next_at, owed.again_at = owed.last_step or 0, now, now

    def is_latest(self, owed: Owed, entry: Entry) -> bool:
        """Whether an entry is of the step taken last, and nothing has begun or gone on otherwise since."""
        return owed.last_step is not None and entry.taken == owed.taken

    def others_know(self, owed: Owed, entry: Entry, but: Desk, now: datetime) -> bool:
        """Whether somebody else was told of a step, or has it on the list and is there."""
        theirs = [
            (desk, desk.entries[owed.name])
            for desk in self.desks.values()
            if desk is not but and owed.name in desk.entries
        ]
        return any(one.taken == entry.taken and (one.told or not desk.is_away(now)) for desk, one in theirs)

    def wanted(self, owed: Owed, entry: Entry) -> bool:
        """Still open, and not begun anew since."""
        return owed.is_open and owed.begun == entry.begun

    def may_get_one(self, desk: Desk, now: datetime) -> bool:
        """Own hours, no quiet, and fewer than so many today; whether they are away is another question."""
        fewer = desk.cards[desk.today(now)] < self.charter.nudges_per_day
        return desk.hours.is_open(now) and not desk.is_quiet(now) and fewer
