"""Applying a file loses nothing that was changed in Teams unless that is asked for."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community_file import Document, check
from models.community_merge import Change, merge
from models.community_schema import KEYS
from tests.models.community_documents import PEOPLE, documents

HANA, KEN, DANA = PEOPLE[:3]
forced = st.booleans()


@pytest.fixture
def applied() -> Document:
    return check(
        {
            "community": {
                "name": "AIZAQ",
                "tenant_id": "11111111-1111-4111-8111-111111111111",
                "team_id": "19:team@thread.tacv2",
            },
            "member": [{"id": HANA, "name": "上田 花", "roles": ["pmo"]}, {"id": KEN, "name": "伊東 健"}],
            "season": [
                {
                    "code": "S6",
                    "name": "シーズン6",
                    "starts": "2026-10-01",
                    "ends": "2027-03-31",
                    "theme": [{"code": "meeting", "name": "会議", "owners": [HANA]}],
                }
            ],
        }
    )


def at(document: Document, path: str) -> Any:
    """What stands at a change's path; ``None``: nothing."""
    found: Any = document
    for name, entry in re.findall(r"(\w+)(?:\[([^\]]*)\])?", path):
        found = (found or {}).get(name)
        if entry:
            found = next((table for table in found or [] if table[KEYS[name]] == entry), None)
    return found


def places(changes: tuple[Change, ...]) -> dict[str, tuple[object, object]]:
    return {change.path: (change.current, change.new) for change in changes}


# Laws


@given(documents(), documents(), documents())
def test_forced_the_file_wins(applied: Document, current: Document, new: Document) -> None:
    merged = merge(applied, current, new, force=True)

    assert merged.document == new
    assert merged.kept == ()


@given(documents(), documents(), forced)
def test_what_is_already_so_changes_nothing(applied: Document, current: Document, force: bool) -> None:  # noqa: FBT001
    merged = merge(applied, current, current, force=force)

    assert merged.document == current
    assert (merged.overwritten, merged.kept, merged.changes) == ((), (), ())


@given(documents(), documents(), forced)
def test_unless_teams_changed_it_the_file_is_applied(applied: Document, new: Document, force: bool) -> None:  # noqa: FBT001
    merged = merge(applied, applied, new, force=force)

    assert merged.document == new
    assert (merged.overwritten, merged.kept) == ((), ())


@given(documents(), forced)
def test_the_first_time_all_is_new(new: Document, force: bool) -> None:  # noqa: FBT001
    merged = merge({}, {}, new, force=force)

    assert merged.document == new
    assert merged.kept == ()


@given(documents(), documents(), documents(), forced)
def test_applied_twice_nothing_changes(applied: Document, current: Document, new: Document, force: bool) -> None:  # noqa: FBT001
    once = merge(applied, current, new, force=force)
    twice = merge(new, once.document, new, force=False)

    assert twice.document == once.document
    assert (twice.changes, twice.overwritten) == ((), ())
    assert places(twice.kept) == places(once.kept)


@given(documents(), documents(), documents())
def test_nothing_that_is_kept_is_lost(applied: Document, current: Document, new: Document) -> None:
    merged = merge(applied, current, new, force=False)

    assert merged.overwritten == ()
    for change in merged.kept:
        assert at(merged.document, change.path) == change.current == at(current, change.path)
        assert change.new == at(new, change.path)
        assert change.applied == at(applied, change.path)


@given(documents(), documents(), documents(), forced)
def test_the_changes_are_all_that_differs(applied: Document, current: Document, new: Document, force: bool) -> None:  # noqa: FBT001
    merged = merge(applied, current, new, force=force)
    again = merge(current, current, merged.document, force=False)

    assert places(again.changes) == places(merged.changes)
    assert set(places(merged.overwritten)) <= set(places(merged.changes))


@given(documents(), documents(), documents(), forced)
def test_a_merge_leaves_its_documents_alone(applied: Document, current: Document, new: Document, force: bool) -> None:  # noqa: FBT001
    before = copy.deepcopy((applied, current, new))
    merge(applied, current, new, force=force)

    assert (applied, current, new) == before


# Examples


def test_a_language_chosen_in_teams_is_kept_and_named(applied: Document) -> None:
    current, new = copy.deepcopy(applied), copy.deepcopy(applied)
    current["member"][1]["language"] = "en"
    new["member"][1]["name"] = "伊東 健一"
    merged = merge(applied, current, new, force=False)

    assert merged.document["member"][1] == {"id": KEN, "name": "伊東 健一", "language": "en"}
    assert merged.kept == (Change(f"member[{KEN}].language", None, "en", None),)
    assert merged.changes == (Change(f"member[{KEN}].name", "伊東 健", "伊東 健", "伊東 健一"),)


def test_forced_a_language_chosen_in_teams_is_overwritten_and_named(applied: Document) -> None:
    current = copy.deepcopy(applied)
    current["member"][1]["language"] = "en"
    merged = merge(applied, current, applied, force=True)

    assert merged.document == applied
    assert merged.overwritten == merged.changes == (Change(f"member[{KEN}].language", None, "en", None),)


def test_owners_changed_on_both_sides_stay_as_teams_has_them(applied: Document) -> None:
    current, new = copy.deepcopy(applied), copy.deepcopy(applied)
    current["season"][0]["theme"][0]["owners"] = [KEN]
    new["season"][0]["theme"][0]["owners"] = [HANA, KEN]
    merged = merge(applied, current, new, force=False)

    assert merged.kept == (Change("season[S6].theme[meeting].owners", [HANA], [KEN], [HANA, KEN]),)
    assert merged.document == current


def test_a_layer_that_teams_changed_is_kept_and_one_that_it_did_not_is_the_files(applied: Document) -> None:
    current, new = copy.deepcopy(applied), copy.deepcopy(applied)
    current["season"][0]["theme"][0]["layer"] = "applied"
    new["season"][0]["theme"][0]["layer"] = "basic"

    place = "season[S6].theme[meeting].layer"
    assert merge(applied, current, new, force=False).kept == (Change(place, None, "applied", "basic"),)
    assert merge(applied, applied, new, force=False).changes == (Change(place, None, None, "basic"),)


def test_a_member_who_left_the_file_leaves_unless_teams_changed_them(applied: Document) -> None:
    current, new = copy.deepcopy(applied), copy.deepcopy(applied)
    del new["member"][1]

    assert merge(applied, applied, new, force=False).document == new

    current["member"][1]["language"] = "en"
    merged = merge(applied, current, new, force=False)
    assert merged.document == current
    assert [change.path for change in merged.kept] == [f"member[{KEN}]"]


def test_a_member_whom_teams_removed_does_not_come_back_by_themselves(applied: Document) -> None:
    current = copy.deepcopy(applied)
    removed = current["member"].pop(1)
    merged = merge(applied, current, applied, force=False)

    assert merged.document == current
    assert merged.kept == (Change(f"member[{KEN}]", removed, None, removed),)


def test_a_season_that_teams_opened_stays_behind_those_of_the_file(applied: Document) -> None:
    current, new = copy.deepcopy(applied), copy.deepcopy(applied)
    current["season"].insert(0, {"code": "S5", "name": "5", "starts": "2026-04-01", "ends": "2026-09-30"})
    new["season"].append({"code": "S7", "name": "7", "starts": "2027-04-01", "ends": "2027-09-30"})
    merged = merge(applied, current, new, force=False)

    assert [season["code"] for season in merged.document["season"]] == ["S6", "S7", "S5"]
    assert [change.path for change in merged.changes] == ["season[S7]"]


def test_the_last_season_removed_in_teams_stays_removed(applied: Document) -> None:
    current = copy.deepcopy(applied)
    del current["season"]
    merged = merge(applied, current, applied, force=False)

    assert merged.document == current
    assert [change.path for change in merged.kept] == ["season[S6]"]


def test_an_empty_list_and_none_at_all_are_the_same(applied: Document) -> None:
    current = copy.deepcopy(applied)
    current["member"][1]["roles"] = []
    merged = merge(applied, current, applied, force=False)

    assert (merged.kept, merged.changes) == ((), ())
    assert merged.document == applied


def test_another_order_of_members_is_the_files(applied: Document) -> None:
    new = copy.deepcopy(applied)
    new["member"].reverse()

    assert merge(applied, applied, new, force=False).document == new
