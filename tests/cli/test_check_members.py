"""``check`` on people: whether the team is read, what is missing without a permission, and who is not there."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from functools import partial

from models.db import accounts, roster
from models.db.roster import Look
from models.db.store import Store
from models.roster import ACCOUNTS, MAILBOXES, TeamMember
from tests.cli.operator import Operator
from tests.stage import DANA, HANA, KEN, MAKOTO, MONDAY_10, TEAM


def line(said: str) -> str:
    (found,) = (one for one in said.splitlines() if one.startswith("members of "))
    return found


def read(operator: Operator, *there: str) -> None:
    """As the job reads a roster."""
    look = Look(TEAM, "group")
    with closing(Store(operator.database_url, wall=lambda: MONDAY_10)) as store:
        store.write(partial(roster.take, look=look), MONDAY_10)
        found = [TeamMember(one, "") for one in there]
        store.write(partial(roster.looked, look=look, found=found, asked_at=MONDAY_10), MONDAY_10)


def test_before_the_first_roster_it_is_said_what_is_known(operator: Operator) -> None:
    operator.done("apply", operator.file())
    assert line(operator.done("check")) == (
        "members of ひろば: ok (the team was not read through Graph yet: who left is known from Teams alone)"
    )


def test_a_roster_that_was_read_names_what_is_missing_and_who_is_not_there(operator: Operator) -> None:
    operator.done("apply", operator.file())
    read(operator, HANA.id, KEN.id, "stranger")
    with closing(Store(operator.database_url, wall=lambda: MONDAY_10)) as store:
        for permission in (ACCOUNTS, MAILBOXES):
            store.write(partial(accounts.lacks, community_id=TEAM, permission=permission), MONDAY_10)
    said = line(operator.done("check"))
    assert said.startswith(
        "members of ひろば: ok (3 in the team, read 2026-11-30 01:00 UTC; without MailboxSettings.Read "
    )
    assert "; without User.Read.All departments, offices and countries stay unknown, " in said
    assert said.endswith(f"; named in the file, but not in the team: 森 美緒, {DANA.name}, {MAKOTO.name})")


def test_a_roster_that_fails_is_something_to_do(operator: Operator) -> None:
    operator.done("apply", operator.file())
    read(operator, HANA.id)
    with closing(Store(operator.database_url, wall=lambda: MONDAY_10)) as store:
        why, again_in = "the permission TeamMember.Read.Group is not granted", timedelta(hours=1)
        store.write(partial(roster.failed, look=Look(TEAM, "group"), why=why, again_in=again_in), MONDAY_10)
    said = line(operator.refused("check"))
    assert said.startswith(f"members of ひろば: {why}. Nobody is taken to have left. See ")
