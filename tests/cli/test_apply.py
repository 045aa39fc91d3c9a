"""``apply``: the database becomes what a file says, and what is wrong with the file is said."""

from pathlib import Path

import pytest

from models.db import people
from tests.cli.operator import Operator
from tests.stage import COMMUNITY, DANA, MONDAY_10, TEAM

OTHER = COMMUNITY.replace(TEAM, "19:other@thread.tacv2").replace('"ひろば"', '"もうひとつ"')


def test_a_file_is_applied_and_the_second_time_changes_nothing(operator: Operator) -> None:
    file = operator.file()
    assert operator.done("apply", file).startswith("ひろば: changed ")
    assert operator.rows() == {"community": 1, "trail": 1}
    before = state(operator)
    assert operator.done("apply", file) == "ひろば: nothing to change\n"
    assert operator.done("apply", "--force", file) == "ひろば: nothing to change\n"
    assert state(operator) == before


def test_a_change_is_told_by_its_place(operator: Operator) -> None:
    operator.done("apply", operator.file())
    said = operator.done("apply", operator.file(COMMUNITY.replace('receive_within = "2h"', 'receive_within = "3h"')))
    assert "changed 1:" in said
    assert "follow_up.receive_within: '2h' -> '3h'" in said


def test_a_dry_run_says_the_same_and_changes_nothing(operator: Operator) -> None:
    assert "would change" in operator.done("apply", "--dry-run", operator.file())
    assert operator.rows() == {}
    operator.done("apply", operator.file())
    before = state(operator)
    changed = operator.file(COMMUNITY.replace('receive_within = "2h"', 'receive_within = "3h"'))
    assert "would change 1:" in operator.done("apply", "--dry-run", changed)
    assert state(operator) == before


def test_what_was_changed_in_teams_is_kept_unless_forced(operator: Operator) -> None:
    operator.done("apply", operator.file())
    with operator.store() as store:
        store.write(lambda tx: people.choose_language(tx, tx.communities[TEAM].community, DANA.id, "ja"), MONDAY_10)
    assert "nothing to change" in operator.done("apply", operator.file())
    dropped = operator.file(COMMUNITY.replace('language = "en"\n', ""), "dropped.toml")
    said = operator.done("apply", dropped)
    assert "kept (--force overwrites it)" in said
    assert f"member[{DANA.id}].language: 'ja'" in said
    assert "overwritten" in operator.done("apply", "--force", dropped)
    assert operator.done("apply", dropped) == "ひろば: nothing to change\n"


FAULTS = {
    "an unknown key": (COMMUNITY.replace("receive_within", "recieve_within"), ":11:", "did you mean receive_within?"),
    "a bad value": (COMMUNITY.replace('"2h"', '"2 parsecs"'), ":11:", "2 parsecs"),
    "no TOML": (COMMUNITY.replace('name = "ひろば"', 'name = "ひろば'), ":3:", "this is not TOML"),
    "nothing": ("", ":1:", "community"),
    "an unknown owner": (COMMUNITY.replace('aaaaaaaa-0000-4000-8000-000000000002"]', 'x"]'), "community.toml:", "x"),
    "an unknown zone": (COMMUNITY.replace("Asia/Tokyo", "Asia/Edo"), ":5:", "Asia/Edo"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_told_with_its_line_and_nothing_is_changed(operator: Operator, what: str) -> None:
    text, line, allowed = FAULTS[what]
    said = operator.refused("apply", operator.file(text))
    assert f"community.toml{line}" in said or line in said
    assert allowed in said
    assert said.endswith("Nothing was changed.\n")
    assert operator.rows() == {}


def test_a_folder_is_applied_whole(operator: Operator) -> None:
    operator.file(COMMUNITY, "files/a.toml")
    operator.file(OTHER, "files/b.toml")
    operator.file("no community", "files/notes.txt")
    said = operator.done("apply", str(operator.folder / "files"))
    assert [line.partition(":")[0] for line in said.splitlines() if not line.startswith(" ")] == [
        "ひろば",
        "もうひとつ",
    ]
    assert operator.rows() == {"community": 2, "trail": 2}


def test_one_faulty_file_of_two_changes_nothing_at_all(operator: Operator) -> None:
    operator.file(COMMUNITY, "files/a.toml")
    operator.file(OTHER.replace("receive_within", "recieve_within"), "files/b.toml")
    operator.file("[", "files/c.toml")
    said = operator.refused("apply", str(operator.folder / "files"))
    assert "b.toml:11:" in said
    assert "c.toml:1:" in said
    assert operator.rows() == {}


def test_two_files_of_one_team_are_refused(operator: Operator) -> None:
    """They would undo each other at every start."""
    operator.file(COMMUNITY, "files/a.toml")
    operator.file(COMMUNITY.replace("2h", "3h"), "files/b.toml")
    assert "b.toml: community.team_id is" in operator.refused("apply", str(operator.folder / "files"))
    assert operator.rows() == {}


def test_files_that_cannot_be_read_are_named(operator: Operator, tmp_path: Path) -> None:
    assert "gone.toml is not there" in operator.refused("apply", str(tmp_path / "gone.toml"))
    (tmp_path / "empty").mkdir()
    assert "holds no *.toml" in operator.refused("apply", str(tmp_path / "empty"))
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "folder.toml").mkdir()
    assert "folder.toml: the file cannot be read" in operator.refused("apply", str(tmp_path / "files"))
    (tmp_path / "sjis.toml").write_bytes(COMMUNITY.encode("cp932", "replace"))
    assert "sjis.toml:3: this is not UTF-8; save the file as UTF-8" in operator.refused(
        "apply", str(tmp_path / "sjis.toml")
    )
    assert operator.rows() == {}


def test_a_file_with_the_mark_of_windows_is_read(operator: Operator) -> None:
    assert operator.done("apply", operator.file("\ufeff" + COMMUNITY.replace("\n", "\r\n"))).startswith(
        "ひろば: changed"
    )


def test_a_file_without_a_name_is_a_wrong_command(operator: Operator) -> None:
    assert operator.run("apply").code == 2


def state(operator: Operator) -> object:
    with operator.store() as store:
        return store.look(
            lambda tx: {key: (one.version, one.current) for key, one in tx.communities.items()}, MONDAY_10
        )
