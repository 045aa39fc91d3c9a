"""``python -m tests.season``: plays whole seasons, by several seeds, and prints what does not agree."""

from __future__ import annotations

import argparse
import asyncio
import logging
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import structlog

from models.db.migrate import migrate
from tests.postgres import running_server
from tests.season import community
from tests.season.community import CALLED
from tests.season.comparing import differences
from tests.season.count import count
from tests.season.deeds import Story
from tests.season.dry import dry_differences
from tests.season.playing import play
from tests.season.telling import told
from tests.season.windows import WINDOWS

LADDERS = {"default": community.DEFAULT_LADDER, "own": community.OWN_LADDER}
SHOWN = 20


def main() -> None:
    arguments = argparse.ArgumentParser(
        prog="python -m tests.season", description="Does every nudge come as it should?"
    )
    arguments.add_argument("seeds", type=int, nargs="*", help="one story each (default: 1 2)")
    arguments.add_argument(
        "--tick", type=int, default=5, metavar="MINUTES", help="how often the bot looks (default: 5)"
    )
    arguments.add_argument("--window", choices=[one.name for one in WINDOWS], action="append", help="default: all")
    arguments.add_argument("--ladder", choices=sorted(LADDERS), action="append", help="default: both")
    arguments.add_argument("--database", choices=["sqlite", "postgres"], action="append", help="default: both")
    given = arguments.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    wrong = 0
    for seed in given.seeds or (1, 2):
        for window in WINDOWS:
            for ladder in given.ladder or LADDERS:
                if given.window and window.name not in given.window:
                    continue
                story = told(window, LADDERS[ladder], seed, timedelta(minutes=given.tick))
                for kind in given.database or ("sqlite", "postgres"):
                    wrong += _one(story, ladder, kind)
    sys.exit(bool(wrong))


def _one(story: Story, ladder: str, kind: str) -> int:
    """One story on one database. Returns how many cards did not agree, and lines of the dry run."""
    counted, began = count(story), time.monotonic()
    with _database(kind) as url:
        played = asyncio.run(play(story, url, counted.stirring))
        lasted = time.monotonic() - began
        dry = asyncio.run(dry_differences(story, played, url))
    found = differences(counted, played.nudges)
    said = f"{len(found)} of {len(counted.nudges)} cards disagree" if found else f"{len(counted.nudges)} cards agree"
    said += f" ({lasted:.0f} s), " + (f"{len(dry)} lines of the dry run disagree" if dry else "the dry run agrees")
    print(f"{story.name}, {ladder} ladder, {kind}: {said} ({time.monotonic() - began - lasted:.0f} s)", flush=True)
    for sentence in [*found[:SHOWN], *dry[:SHOWN]]:
        print(f"    {sentence}", flush=True)
    for deed in story.deeds:
        if deed.post and found and re.search(rf"\b{deed.post}\b", found[0]):
            done = f"{CALLED[deed.who]} {deed.do} {deed.post} {deed.words} {CALLED.get(deed.to, deed.to)}"
            print(f"        {deed.at:%m-%d %H:%M:%S}Z {done}", flush=True)
    return len(found) + len(dry)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    with ExitStack() as stack:
        if kind == "sqlite":
            url = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/aizuchi.db"
        else:
            url = stack.enter_context(stack.enter_context(running_server()).database())
        migrate(url)
        yield url


if __name__ == "__main__":
    main()
