"""``import --since``: the history that Graph still has is read into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from cli.choosing import in_force
from cli.commands import Wiring
from jobs.import_history import Imported, Tell
from models.importing import MONTHS_KEPT, earliest_kept
from models.named_moment import moment_or_day

EVERY = 20
"""Pages between two lines, where no bar can be drawn."""
STEPS = 1_000
"""Of a bar for one channel."""


def read_history(wiring: Wiring, since: str, *, opens: bool) -> None:
    """What ``import --since`` does. ``opens``: old posts are followed up as if they were new."""
    now = wiring.community_now()
    begin = _begin(wiring, since, now)
    click.echo(_beginning(opens=opens))
    try:
        with _shown(now) as tell:
            found = wiring.import_history(begin, opens, tell)
    except KeyboardInterrupt:
        click.echo("Interrupted. What was read is kept; to go on, run the same command again.", err=True)
        raise SystemExit(130) from None
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("There is no channel to read: as far as the bot was told, the app is in no community's team.")
    if any(one.refused for one in found):
        raise SystemExit(1)


def _begin(wiring: Wiring, since: str, now: datetime) -> datetime:
    """In the communities' zone, if they share one, else in UTC; not before what Graph has."""
    zones = {document["community"]["time_zone"] for document in in_force(wiring)}
    zone = ZoneInfo(zones.pop() if len(zones) == 1 else "UTC")
    begin = moment_or_day(since, now, zone, end=False)
    if begin is None or begin >= now:
        raise click.ClickException(f"“{since}” is no moment of the past; write one like “2026-04-01”")
    earliest = moment_or_day(earliest_kept(now.astimezone(zone)).date().isoformat(), now, zone, end=False)
    if earliest is not None and begin < earliest:
        shown = earliest.astimezone(zone).date().isoformat()
        click.echo(f"Graph keeps {MONTHS_KEPT} months: what it has is read from {shown} on.")
        return earliest
    return begin


def _beginning(*, opens: bool) -> str:
    if opens:
        return "Old posts are followed up, and get the bot's reaction, as if they were new (--open)."
    return "Old posts are kept and counted; nobody is asked for them, and they get no reaction."


@contextmanager
def _shown(now: datetime) -> Iterator[Tell]:
    """How far it is: a bar on a terminal, else a line now and then."""
    if not sys.stdout.isatty():
        yield _Lines(now).tell
        return
    with click.progressbar(length=STEPS, label="history") as bar:
        yield _Bar(bar, now).tell


class _Lines:
    """``now``: when it began."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._pages: dict[str, int] = {}

    def tell(self, one: Imported) -> None:
        pages = self._pages[one.channel_id] = self._pages.get(one.channel_id, -1) + 1
        if pages == 0 and one.resumed:
            click.echo(f"{one.channel_id}: goes on after {one.reached.threads} posts")
        elif pages and pages % EVERY == 0 and one.reached.complete_at is None:
            click.echo(f"{one.channel_id}: {one.reached.share(self._now):.0%}, {one.reached.threads} posts so far")


class _Bar:
    """One bar for all channels; a channel that goes on says so above it."""

    def __init__(self, bar: Any, now: datetime) -> None:
        self._bar = bar
        self._now = now
        self._shares: dict[str, float] = {}

    def tell(self, one: Imported) -> None:
        if one.channel_id not in self._shares and one.resumed:
            click.echo(f"\r{one.channel_id}: goes on after {one.reached.threads} posts")
        self._shares[one.channel_id] = one.reached.share(self._now)
        at = int(STEPS * sum(self._shares.values()) / len(self._shares))
        self._bar.update(max(0, at - self._bar.pos))


def _line(one: Imported) -> str:
    known = f"{one.channel_id}: {one.reached.threads} posts read, {one.reached.events} things that were not known"
    return f"{known}; not read to the end, run this again to go on: {one.refused}" if one.refused else known
