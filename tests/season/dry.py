"""The dry run over the ledger that a season left behind, held against what the jobs told and the cards that left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from typing import Any

from jobs.dry_run import dry_run
from models.community_file import parse
from models.db.nudges import told_between
from models.db.store import Store
from models.nudging import MORNING, Told
from tests.season.community import CALLED
from tests.season.deeds import Story
from tests.season.playing import Played
from tests.stage import TEAM

Line = tuple[Any, ...]
"""A moment, a member's id, and what else there is to say."""


async def dry_differences(story: Story, played: Played, url: str) -> list[str]:
    """One sentence for each line that the dry run lists and the jobs did not give, or the other way round.

    Each step stands there with the moment at which the jobs told of it, as the ledger says; and the moments and readers
    of its cards, morning cards too, are those of the cards that left.
    """
    since, until = story.starts, story.ends + timedelta.resolution
    with closing(Store(url, wall=lambda: until, durable=False)) as store:
        run = await dry_run(store, parse(story.community), since=since, until=until, tick=story.tick)
        really = store.look(lambda tx: told_between(tx, TEAM, since, until), until)
    steps = [one for one in run.nudges if one.asks != MORNING]
    found = _apart("step", map(_step, really), map(_step, steps))
    left, listed = {(one.at, one.to) for one in played.nudges}, {(one.at, one.member_id) for one in run.nudges}
    return sorted(found + _apart("card", left, listed))


def _step(one: Told) -> Line:
    """As people saw it: where a process overtook another's card, that one had a number and never left."""
    return one.at, one.member_id, one.asks, one.number or 0, one.follow_up_id


def _apart(what: str, really: Iterable[Line], dry: Iterable[Line]) -> list[str]:
    told, listed = Counter(really), Counter(dry)
    return [
        *(f"NOT IN THE DRY RUN: {what} {_said(one)}" for one in (told - listed).elements()),
        *(f"IN THE DRY RUN ALONE: {what} {_said(one)}" for one in (listed - told).elements()),
    ]


def _said(line: Line) -> str:
    at, who, *rest = line
    return " ".join((f"{at:%m-%d %H:%M}Z", CALLED[str(who)], *map(str, rest)))
