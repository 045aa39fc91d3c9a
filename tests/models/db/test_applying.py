"""A community file meets the database: what was changed in Teams stands, and nothing is half applied."""

from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from models.community_file import CommunityFileFault, parse
from models.db import applying
from models.db.communities import change_current
from models.db.store import Store
from models.db.transaction import Transaction
from tests.stage import COMMUNITY, KEN, MIO, MONDAY_10, TEAM

LATER = MONDAY_10 + timedelta(hours=1)
Document = dict[str, Any]


@pytest.fixture
def store(migrated_url: str) -> Iterator[Store]:
    with closing(Store(migrated_url, wall=lambda: MONDAY_10)) as opened:
        opened.write(lambda tx: applying.apply(tx, parse(COMMUNITY)), MONDAY_10)
        yield opened


def current(store: Store) -> Document:
    return store.look(lambda tx: dict(tx.communities[TEAM].current), MONDAY_10)


def version(store: Store) -> int:
    return store.look(lambda tx: tx.communities[TEAM].version, MONDAY_10)


def change_in_teams(store: Store, owners: list[str]) -> None:
    """Someone gives the first theme other owners."""

    def change(tx: Transaction) -> None:
        document = deepcopy(dict(tx.communities[TEAM].current))
        document["season"][0]["theme"][0]["owners"] = owners
        change_current(tx.connection, TEAM, document)

    store.write(change, MONDAY_10)


def test_what_is_applied_is_known_to_every_process_at_once(store: Store, migrated_url: str) -> None:
    with closing(Store(migrated_url, wall=lambda: MONDAY_10)) as other:
        assert current(other)["follow_up"]["nudge_every"] == "4h"
        changed = parse(COMMUNITY.replace('nudge_every = "4h"', 'nudge_every = "5h"'))
        store.write(lambda tx: applying.apply(tx, changed), LATER)
        assert current(other)["follow_up"]["nudge_every"] == "5h"
        assert other.look(lambda tx: tx.communities[TEAM].community.rules.nudge_every, LATER) == timedelta(hours=5)


def test_the_same_file_writes_nothing(store: Store) -> None:
    before = version(store)
    merged = store.write(lambda tx: applying.apply(tx, parse(COMMUNITY)), LATER)
    assert (merged.changes, merged.kept, merged.overwritten) == ((), (), ())
    assert version(store) == before
    assert not store.look(lambda tx: applying.differs(tx, parse(COMMUNITY)), LATER)


def test_a_dry_run_tells_and_writes_nothing(store: Store) -> None:
    before = version(store)
    changed = parse(COMMUNITY.replace("シーズン6", "第6シーズン"))
    merged = store.write(lambda tx: applying.apply(tx, changed, dry_run=True), LATER)
    assert [change.path for change in merged.changes] == ["season[S6].name"]
    assert version(store) == before
    assert store.look(lambda tx: applying.differs(tx, changed), LATER)


def test_what_was_changed_in_teams_outlives_the_next_files(store: Store) -> None:
    change_in_teams(store, [MIO.id])
    for name in ("七", "八"):
        changed = parse(COMMUNITY.replace("シーズン6", name))
        store.write(lambda tx, changed=changed: applying.apply(tx, changed), LATER)  # type: ignore[misc]
        season = current(store)["season"][0]
        assert season["name"] == name
        assert season["theme"][0]["owners"] == [MIO.id]
    store.write(lambda tx: applying.apply(tx, parse(COMMUNITY), force=True), LATER)
    assert current(store)["season"][0]["theme"][0]["owners"] == [KEN.id]


def test_a_file_that_does_not_fit_what_is_kept_is_refused_whole(store: Store) -> None:
    change_in_teams(store, [MIO.id])
    before = version(store), current(store)
    member = f'[[member]]\nid = "{MIO.id}"\nname = "{MIO.name}"\nroles = ["pmo"]\n'
    without = COMMUNITY.replace(member, "").replace(f', "{MIO.id}"', "").replace("シーズン6", "七")
    with pytest.raises(CommunityFileFault, match=MIO.id):
        store.write(lambda tx: applying.apply(tx, parse(without)), LATER)
    assert (version(store), current(store)) == before
    store.write(lambda tx: applying.apply(tx, parse(without), force=True), LATER)
    assert current(store)["season"][0]["name"] == "七"
