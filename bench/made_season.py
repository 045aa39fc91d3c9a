"""Plays the made-up season of the rehearsal through the bot, without Teams: ``python -m bench.made_season FILE.db``.

Then ``DATABASE_URL=sqlite:///FILE.db python app.py report S6`` shows it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import update

from handlers.dispatch import Dispatch
from models.community_file import parse
from models.db import applying, roster
from models.db import measures as measures_kept
from models.db.migrate import migrate
from models.db.store import Store
from models.db.tables.people import roster as seats
from models.db.transaction import Transaction
from models.incoming import (
    Envelope,
    Event,
    MessageDeleted,
    Person,
    PostArrived,
    Pressed,
    ReactionChanged,
    ReplyArrived,
)
from models.measuring import table
from rehearsal import made_attempts, made_season
from rehearsal.made_attempts import Attempted
from rehearsal.made_season import CHANNEL, PEOPLE, TEAM, TENANT, Deed

SEASON_BEFORE = (date(2026, 4, 1), date(2026, 9, 30))
POSTS_BEFORE = 300
ATTEMPTS_BEFORE = 30
SERVICE, BOT = "http://127.0.0.1:9/teams/", "28:bot"
MEASURES = """month,measure,value
2026-10,help_desk_inquiries,391
2026-11,help_desk_inquiries,340.5
2027-01,help_desk_inquiries,0.1
2027-02,help_desk_inquiries,0.2
2026-12,satisfaction,4.1
2026-11,target_members,350
"""


@dataclass(slots=True)
class Player:
    """Tells the bot of deeds, each at its moment."""

    store: Store
    now: datetime
    numbers: dict[int, str] = field(default_factory=dict)
    people: dict[str, str] = field(
        default_factory=lambda: {made_season.person_id(one): made_season.name(one) for one in range(PEOPLE)}
    )
    told: int = 0

    async def play(self, deeds: Iterable[Deed | Attempted]) -> None:
        dispatch = Dispatch(self.store, lambda: self.now)
        for deed in deeds:
            self.now = deed.at
            self.told += 1
            if isinstance(deed, Attempted):
                await self._write_down(dispatch, deed)
            else:
                await dispatch(await self._event(deed))

    async def _write_down(self, dispatch: Dispatch, attempted: Attempted) -> None:
        """By the form in the private chat, with what its author does to it afterwards."""

        async def press(verb: str, **fields: object) -> None:
            by = Person(attempted.by, f"29:{attempted.by}", self.people[attempted.by])
            number = str(1_700_000_000_000 + self.told)
            chat = Envelope(TENANT, None, None, f"a:{by.id}", SERVICE, BOT, number, attempted.at, "ja-JP")
            await dispatch(Pressed(chat, by, verb, {"attempt": f"{self.told:032x}", **fields}))

        await press("keep_attempt", version=0, **attempted.fields)
        if attempted.then is not None:
            await press("keep_attempt", version=1, **attempted.then)
        if attempted.removes:
            await press("remove_attempt")

    async def _event(self, deed: Deed) -> Event:
        number = str(1_700_000_000_000 + self.told)
        root = self.numbers.setdefault(deed.post, number)
        thread = f"{CHANNEL};messageid={root}"
        by = None if deed.by is None else Person(deed.by, f"29:{deed.by}", self.people[deed.by])
        where = Envelope(TENANT, TEAM, CHANNEL, thread, SERVICE, BOT, number, deed.at, "ja-JP", deed.country)
        match deed.does:
            case "post":
                return PostArrived(where, thread, root, by, deed.text)
            case "reply":
                return ReplyArrived(where, thread, number, by, deed.text)
            case "delete":
                return MessageDeleted(where, thread, root)
        if by is None:
            raise ValueError(f"a bot does not {deed.does}")
        if deed.does == "react":
            return ReactionChanged(where, thread, root, by, (deed.text,), ())
        (follow_up,) = await self.store.read(lambda tx: tx.follow_ups(thread), self.now)
        pressed = {"follow_up": follow_up.id, "version": follow_up.version, "reason": "no_answer_needed"}
        chat = Envelope(TENANT, None, None, f"a:{by.id}", SERVICE, BOT, number, deed.at, "ja-JP")
        return Pressed(chat, by, deed.does, pressed)


def all_deeds(posts: int = made_season.POSTS, posts_before: int = POSTS_BEFORE) -> list[Deed | Attempted]:
    """The made-up season, and a smaller one before it, with what people tried in both."""
    before = made_season.deeds(made_season.SEED - 1, posts_before, *SEASON_BEFORE)
    tried = made_attempts.attempts(made_attempts.SEED - 1, ATTEMPTS_BEFORE if before else 0, *SEASON_BEFORE)
    all_of_it: list[Deed | Attempted] = [*before, *tried, *made_attempts.attempts()]
    all_of_it += made_season.deeds(posts=posts, first=posts_before)
    return sorted(all_of_it, key=lambda deed: deed.at)


async def play(url: str, deeds: list[Deed | Attempted]) -> None:
    """Fill an empty database."""
    migrate(url)
    begins = deeds[0].at - timedelta(days=1)
    with closing(Store(url, wall=lambda: begins)) as store:
        store.write(lambda tx: applying.apply(tx, parse(made_season.community())), begins)
        store.write(lambda tx: measures_kept.keep(tx, TEAM, table(MEASURES), None), begins)
        store.write(_seat, begins)
        await Player(store, begins).play(deeds)


def _seat(tx: Transaction) -> None:
    """Everybody is in the team, and most have a department."""
    names = {made_season.person_id(one): made_season.name(one) for one in range(PEOPLE)}
    roster.joined(tx, TEAM, names, tx.now, None)
    for number in range(PEOPLE):
        same = (seats.c.community_id == TEAM) & (seats.c.id == made_season.person_id(number))
        tx.execute(update(seats).where(same).values(department=made_season.department(number)))


if __name__ == "__main__":
    asyncio.run(play(f"sqlite:///{sys.argv[1]}", all_deeds()))
