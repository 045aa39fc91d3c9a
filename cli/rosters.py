"""What ``check`` says of each community's people: whether the team is read, and what is not known of them, and why."""

from __future__ import annotations

from collections.abc import Iterator

from cli.commands import Check, Wiring
from models.db import roster
from models.db.engine import BadDatabaseUrl
from models.db.migrate import MigrationsMissing, Unreachable
from models.db.roster import Report
from models.roster import ACCOUNTS, MAILBOXES, MEMBERS

MISSING = {
    ACCOUNTS: "departments, offices and countries stay unknown, and the language of who did not choose one",
    MAILBOXES: "time zones are known of those alone who wrote to the bot or in the channel",
}


def rosters(wiring: Wiring) -> Iterator[Check]:
    """A line a community of the database."""
    try:
        with wiring.store() as store:
            reports = store.look(roster.reports, wiring.now())
    except (BadDatabaseUrl, Unreachable, MigrationsMissing):
        return
    for report in reports:
        yield Check(f"members of {report.community.name}", _todo(report), _note(report))


def _todo(report: Report) -> str | None:
    if report.failed is None:
        return None
    return (
        f"{report.failed}. Nobody is taken to have left. See {MEMBERS} in docs/permissions.md, and whether the "
        "community file names this team's people"
    )


def _note(report: Report) -> str:
    if report.looked_at is None:
        return "" if report.failed else "the team was not read through Graph yet: who left is known from Teams alone"
    told = [f"{report.found} in the team, read {report.looked_at:%Y-%m-%d %H:%M} UTC"]
    told += [f"without {permission} {MISSING.get(permission, 'less is known')}" for permission in report.lacking]
    if report.absent:
        told.append(f"named in the file, but not in the team: {', '.join(report.absent)}")
    return "; ".join(told)
