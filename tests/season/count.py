"""The independent count: every nudge of a season, from what people did and from the rules of docs/nudges.md.

Slow and plain on purpose. Not one line of the bot's own reckoning is used, or was looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tests.season import charter as charters
from tests.season.books import Owed
from tests.season.charter import Charter
from tests.season.deeds import Deed, Do, Nudge, Story
from tests.season.desks import Desk, Entry
from tests.season.ladder import Ladder


class Count:
    """Goes through a season deed by deed and look by look; ``nudges`` is what must have been seen.

    ``happened`` counts how often each of the rarer rules decided something.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.charter: Charter = charters.read(story.community)
        self.ladder = Ladder(self.charter)
        self.books, self.desks = self.ladder.books, self.ladder.desks
        self.happened = self.ladder.happened
        self.nudges: list[Nudge] = []
        self.stirring: set[datetime] = set()
        """The looks at which something happened: a step was taken, or a card was to leave."""

    def do(self, deed: Deed) -> None:
        self.books.expire(deed.at)
        if deed.do is not Do.SAY:
            self.books.do(deed)
            return
        desk = self.desks[deed.who]
        was_away = desk.is_away(deed.at)
        desk.say(deed.words, deed.at)
        if desk.is_away(deed.at) and not was_away:
            self._give_back_all(desk, deed.at)
            self.ladder.goes_away(desk, deed.at)

    def look(self, now: datetime, amid: Iterable[Deed] = ()) -> None:
        """The bot looks: steps are taken, cards leave, until nothing more happens at this moment."""
        before = self.ladder.taken, len(self.nudges)
        self.books.expire(now)
        self.ladder.take_due(now)
        for deed in amid:
            self.do(deed)
        while self._send_cards(now):
            self.stirring.add(now)
            self.books.expire(now)
            self.ladder.take_due(now)
        if (self.ladder.taken, len(self.nudges)) != before:
            self.stirring.add(now)

    def _give_back_all(self, desk: Desk, now: datetime) -> None:
        for owed in self.books.open():
            if owed.status == "claimed" and owed.holder == desk.who:
                self.happened["a claim is given back by who goes away"] += 1
                self.books.give_back(owed, now)
                if desk.who not in owed.owners and desk.who != owed.author:
                    self.happened["it comes back to who was away"] += 1
                    owed.owners.append(desk.who)

    def _send_cards(self, now: datetime) -> bool:
        """Every card that may leave now. Returns whether Teams refused one, so that more is to be done."""
        refused = False
        for desk in self.desks.values():
            morning = self._first_look_of_the_day(desk, now)
            self._tidy(desk)
            away = desk.is_away(now)
            listed = {name: one for name, one in desk.entries.items() if not away or one.told or one.word == "everyone"}
            posts = {name: entry.why for name, entry in listed.items()}
            new = [entry for entry in listed.values() if not entry.told]
            if morning:
                posts = self._theirs(desk, now) | posts
            else:
                if not (new and self.ladder.may_get_one(desk, now)):
                    self._waits(desk, now, new)
                    continue
            if posts:
                refused |= self._send(desk, now, posts, morning=morning)
        return refused

    def _tidy(self, desk: Desk) -> None:
        """What is owed no more leaves the list."""
        for name, entry in list(desk.entries.items()):
            if not self.ladder.wanted(self.books.owed[name], entry):
                del desk.entries[name]

    def _waits(self, desk: Desk, now: datetime, new: list[Entry]) -> None:
        if not new or desk.is_away(now):
            return
        if not desk.hours.is_open(now):
            self.happened["a card waits for its reader's hours"] += 1
        elif desk.is_quiet(now):
            self.happened["a card waits for the end of the quiet"] += 1
        else:
            self.happened["a card waits for the next day"] += 1

    def _first_look_of_the_day(self, desk: Desk, now: datetime) -> bool:
        there = desk.wants_morning and not desk.is_away(now) and not desk.is_quiet(now)
        if not there or desk.looked_on == desk.today(now) or not desk.hours.is_first_hour(now):
            return False
        desk.looked_on = desk.today(now)
        return True

    def _theirs(self, desk: Desk, now: datetime) -> dict[str, str]:
        """What is theirs and due by the end of their working day, or late."""
        day_ends = desk.hours.end_of(desk.today(now))
        is_pmo = "pmo" in self.charter.roles[desk.who]
        found = {}
        for owed in self.books.open():
            mine = owed.holder == desk.who
            owns = owed.holder is None and (desk.who in owed.owners or (is_pmo and not self._is_owned(owed, now)))
            if (mine or owns) and owed.author != desk.who and self.books.due(owed) <= day_ends:
                found[owed.name] = f"{'in their hand' if mine else 'owned'}, due {self.books.due(owed):%m-%d %H:%M}Z"
        return found

    def _is_owned(self, owed: Owed, now: datetime) -> bool:
        """Whether somebody owns it who is there; what a member gave back is theirs again when they are back."""
        return any(not (who in self.desks and self.desks[who].is_away(now)) for who in owed.owners)

    def _send(self, desk: Desk, now: datetime, posts: dict[str, str], *, morning: bool) -> bool:
        new = {name: entry for name, entry in desk.entries.items() if name in posts and not entry.told}
        if self.story.refuses(desk.who, now):
            for name, entry in new.items():
                del desk.entries[name]
                owed = self.books.owed[name]
                alone = self.ladder.is_latest(owed, entry) and not self.ladder.others_know(owed, entry, desk, now)
                if alone and owed.step:
                    self.happened["a refused card brings the next step"] += 1
                    owed.next_at = now
            return bool(new)
        for entry in new.values():
            entry.told = True
        desk.cards[desk.today(now)] += bool(new)
        self.nudges.append(Nudge(now, desk.who, frozenset(posts), morning, posts))
        return False


def count(story: Story) -> Count:
    """The whole season, counted."""
    counted, deeds = Count(story), list(story.deeds)
    done = 0
    for moment in story.looks():
        while done < len(deeds) and (deeds[done].at < moment or (deeds[done].at == moment and not deeds[done].amid)):
            counted.do(deeds[done])
            done += 1
        amid = []
        while done < len(deeds) and deeds[done].at == moment:
            amid.append(deeds[done])
            done += 1
        counted.look(moment, amid)
    return counted
