"""All the figures of a season together: what the command, the report and the export show alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.community import Community, Season
from models.statistics.cases import Case, cases
from models.statistics.figures import figures
from models.statistics.gap import sides, spreads
from models.statistics.load import loads
from models.statistics.measures import Entry, measured, targets
from models.statistics.spans import months, weeks
from models.statistics.told import Loads, Report
from models.statistics.values import Ledger


def report_and_loads(
    ledger: Ledger, before: Ledger | None, entries: Sequence[Entry], now: datetime
) -> tuple[Report, Loads]:
    """What is told to everybody, and what the PMO carries, as of ``now``.

    ``before``: the season before, to be held against. ``entries``: measures by hand.
    """
    of = cases(ledger)
    return _report(ledger, of, before, entries, now), loads(ledger, of)


def report(ledger: Ledger, before: Ledger | None, entries: Sequence[Entry], now: datetime) -> Report:
    """What is told to everybody."""
    return _report(ledger, cases(ledger), before, entries, now)


def _report(
    ledger: Ledger, of: Sequence[Case], before: Ledger | None, entries: Sequence[Entry], now: datetime
) -> Report:
    """Of a theme alone, who took part in a month and what was entered by hand are not told: both are of all themes."""
    shown = sides(ledger, of)
    whole = ledger.theme is None
    told = figures(ledger, of, now)
    return Report(
        community=ledger.community.name,
        season=ledger.season.name if ledger.season else None,
        theme=_theme_name(ledger),
        at=now,
        figures=told,
        before_season=before.season.name if before and before.season else None,
        before=figures(before, cases(before), now) if before else None,
        weeks=weeks(ledger, of, now),
        months=months(ledger, targets(entries), now) if whole else (),
        sides=shown,
        spreads=spreads(shown, told, ledger, of),
        measures=measured(ledger.season, entries) if whole else (),
    )


def season_asked(community: Community, code: str | None, now: datetime) -> Season | None:
    """The season of this code; without one the current, else the last that has begun. ``None``: there is none."""
    if code is not None:
        return next((season for season in community.seasons if season.code == code), None)
    today = now.astimezone(community.time_zone).date()
    begun = [season for season in community.seasons if season.starts <= today]
    return community.season_on(now) or max(begun, key=lambda season: season.starts, default=None)


def season_before(community: Community, season: Season) -> Season | None:
    """The last one that ended before a season began."""
    ended = [one for one in community.seasons if one.ends < season.starts]
    return max(ended, key=lambda one: one.ends, default=None)


def _theme_name(ledger: Ledger) -> str | None:
    if ledger.theme is None:
        return None
    theme = ledger.community.theme(ledger.season.code if ledger.season else None, ledger.theme)
    return theme.name if theme else ledger.theme
