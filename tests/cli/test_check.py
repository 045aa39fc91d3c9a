"""``check`` and ``migrate``: a line for each thing, what to do, and a code for scripts."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from cli.commands import Check
from models.db import consents
from models.db.store import Store
from tests.cli.operator import Operator
from tests.stage import COMMUNITY, MIO, TEAM, listed

COMMANDS = (
    ("audit",), ("audit", "--json"), ("export", "follow-ups"), ("export", "community"), ("apply", "FILE"),
    ("apply", "--dry-run", "FILE"),
)  # fmt: skip


def test_migrating_says_where_the_database_is_however_often(newcomer: Operator) -> None:
    first = newcomer.done("migrate")
    assert first.startswith("The database is at revision ")
    assert newcomer.done("migrate") == first


def test_a_command_on_a_database_without_migrations_says_what_to_run(newcomer: Operator) -> None:
    file = newcomer.file()
    for words in COMMANDS:
        said = newcomer.refused(*(file if word == "FILE" else word for word in words))
        there = ": there is no database .+ yet" if newcomer.database_url.startswith("sqlite") else ""
        assert re.fullmatch(rf"Error: Migrations are missing{there}\. Run: python app\.py migrate\n", said)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql://user:s3cret@127.0.0.1:1/aizuchi", "Can't create a connection to host 127.0.0.1"),
        ("postgresql://user:s3cret@127.0.0.1:x/aizuchi", "the port is no number"),
        ("mysql://user:s3cret@127.0.0.1/aizuchi", "“mysql” is not supported"),
        ("sqlite:////dev/null/aizuchi.db", "the folder /dev/null cannot be made"),
    ],
)
def test_a_database_that_cannot_be_reached_is_said_without_its_password(tmp_path: Path, url: str, why: str) -> None:
    operator = Operator(url, tmp_path)
    file = operator.file()
    for words in (*COMMANDS, ("migrate",)):
        said = operator.refused(*(file if word == "FILE" else word for word in words))
        assert why in said
        assert "DATABASE_URL" in said
        assert "s3cret" not in said
    checked = operator.run("check")
    assert checked.code == 1
    assert f"database: {operator.refused('audit').removeprefix('Error: ').strip()}" in checked.out
    assert "migrations" not in checked.out


def test_when_all_is_well_every_line_says_ok(operator: Operator) -> None:
    operator.community_file = operator.file()
    operator.outside = [Check("Teams credentials"), Check("Graph credentials", note="as before")]
    assert operator.done("check").splitlines() == [
        "settings: ok", "Teams credentials: ok", "Graph credentials: ok (as before)", "database: ok", "migrations: ok",
        "community file: ok",
        "receipts: ok (Graph is not connected: likes by people are mostly not seen, and only a reply or the button "
        "“I’ve read it” is sure to be a receipt; nudges for receipts are on in ひろば, see nudge_for_receipts in its "
        "file)",
    ]  # fmt: skip


def test_whether_a_missing_receipt_is_nudged_for_is_told_as_it_holds_now(operator: Operator) -> None:
    assert "nudges for receipts" not in operator.done("check"), "no community is known yet"
    operator.community_file = operator.file(COMMUNITY.replace("nudge_for_receipts = true\n", ""))
    assert "; nudges for receipts are off in ひろば)" in operator.done("check"), "as the file will have it"
    operator.done("apply", operator.file(name="another.toml"))
    assert "; nudges for receipts are on in ひろば, see" in operator.done("check"), "as the database has it"


def test_an_owner_of_a_theme_who_is_passed_by_is_named(operator: Operator) -> None:
    operator.done("apply", operator.file())
    assert "themes of" not in operator.done("check")
    file = COMMUNITY.replace(listed(MIO, ["pmo"]), listed(MIO, []))
    operator.done("apply", operator.file(file, "another.toml"))
    told = next(line for line in operator.done("check").splitlines() if line.startswith("themes of"))
    assert told == (
        f"themes of ひろば: ok ({MIO.name} looks after “問い合わせ対応” and has no role whose replies are answers; "
        "others are asked instead)"
    )


def test_where_graph_is_connected_likes_are_receipts(operator: Operator) -> None:
    operator.graph_is_connected = True
    assert "receipts: ok (Graph is connected: likes by people are read there" in operator.done("check")
    assert "channels" not in operator.done("check"), "no community is known yet"


def test_a_team_that_cannot_be_read_is_named_with_what_to_do(operator: Operator) -> None:
    operator.done("apply", operator.file())
    assert "channels" not in operator.done("check"), "Graph is not connected"
    operator.graph_is_connected = True
    assert (
        "team of ひろば: the bot was not told yet which team it is; add the app to it, again if need be"
        in operator.refused("check")
    )
    with closing(Store(operator.database_url, wall=lambda: operator.now)) as store:
        home = {"group_id": "a-group", "service_url": "https://x", "bot_id": "28:a"}
        store.write(lambda tx: tx.move_home(TEAM, **home), operator.now)
        store.write(lambda tx: consents.keep(tx, TEAM, {"TeamMember.Read.Group"}), operator.now)
    lacks = "lacks ChannelMessage.Read.Group: ask an owner of the team to add the app again"
    assert f"consent: ひろば {lacks}" in operator.refused("check")
    assert "ひろば: the team's consent lacks ChannelMessage.Read.Group" in operator.done("audit")


def test_who_only_looks_makes_no_database(tmp_path: Path) -> None:
    """A slip in DATABASE_URL would leave an empty one behind, which looks like one that lost everything."""
    there = tmp_path / "slip" / "aizuchi.db"
    operator = Operator(f"sqlite:///{there}", tmp_path)
    file = operator.file()
    for words in COMMANDS:
        assert f"there is no database {there} yet" in operator.refused(
            *(file if word == "FILE" else word for word in words)
        )
    said = operator.refused("check")
    assert f"database: ok ({there} is not there yet; `migrate` makes it)\n" in said
    assert "migrations: some are missing; run: python app.py migrate" in said
    assert not there.parent.exists()
    operator.done("migrate")
    assert "database: ok\nmigrations: ok\n" in operator.done("check")


def test_missing_migrations_are_said(newcomer: Operator) -> None:
    assert "migrations: some are missing; run: python app.py migrate" in newcomer.refused("check")


def test_what_is_wrong_with_the_community_file_is_said(operator: Operator) -> None:
    assert "COMMUNITY_FILE is empty" in operator.done("check")
    operator.community_file = operator.file(COMMUNITY.replace("receive_within", "recieve_within"))
    said = operator.refused("check")
    assert "community file: mend COMMUNITY_FILE" in said
    assert "community.toml:11: follow_up.recieve_within is not known" in said
    operator.community_file = str(operator.folder / "gone.toml")
    assert "gone.toml is not there" in operator.refused("check")
    assert "migrations: ok" in operator.refused("check")


def test_one_thing_that_is_not_well_is_enough_for_the_code(operator: Operator) -> None:
    operator.outside = [Check("Teams credentials", "see MICROSOFT_APP_PASSWORD"), Check("Graph credentials")]
    said = operator.refused("check")
    assert "Teams credentials: see MICROSOFT_APP_PASSWORD" in said
    assert "Graph credentials: ok" in said


def test_check_changes_nothing(operator: Operator) -> None:
    operator.community_file = operator.file()
    operator.done("check")
    assert operator.rows() == {}
