"""A SQLite database as a file to keep, and back: whole, looked at, and never over what somebody may still want."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory

from models.db.engine import parse_url
from models.db.migrate import SCRIPTS

OWNER_ALONE = 0o600


class CannotKeep(Exception):
    """Nothing was written or changed; the message says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy: its file, its size in bytes, and the revision of its database."""

    file: Path
    size: int
    revision: str


def back_up(database_url: str, file: Path) -> Kept:
    """Copy the database into a new file; a bot may be at work. Raises CannotKeep."""
    database = _database(database_url)
    if not database.is_file():
        raise CannotKeep(f"There is no database {database}.")
    if file.exists():
        raise CannotKeep(f"{file} is there already; name another file.")
    return _copied(database, file)


def restore(database_url: str, file: Path, *, replace: bool = False) -> Kept:
    """Make a copy the database. ``replace``: one that is there is kept beside it (``….before``). Raises CannotKeep."""
    database = _database(database_url)
    if not file.is_file():
        raise CannotKeep(f"There is no file {file}.")
    _must_be_known(_revision(file), f"{file} is")
    before = database.with_name(f"{database.name}.before")
    if database.exists():
        if not replace:
            raise CannotKeep(
                f"There is a database {database} already. To keep it as {before} and go on, add --replace."
            )
        if before.exists():
            raise CannotKeep(f"{before} is there already; move it away first.")
        _must_be_known(_revision(database), f"The database {database} is")
        _must_be_idle(database)
    new = database.with_name(f"{database.name}.new")
    kept = _copied(file, new)
    if database.exists():
        database.rename(before)
    new.rename(database)
    return Kept(database, kept.size, kept.revision)


def _database(database_url: str) -> Path:
    url = parse_url(database_url)
    if url.get_backend_name() != "sqlite":
        raise CannotKeep("This is for SQLite. For PostgreSQL use pg_dump and pg_restore; docs/deploy.md tells how.")
    return Path(url.database or "")


def _copied(source: Path, file: Path) -> Kept:
    """A copy under its own name only when it is whole."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ALONE))
    except OSError as error:
        raise CannotKeep(f"{file} cannot be written: {error.strerror}.") from None
    try:
        with closing(_opened(source)) as there, closing(sqlite3.connect(part)) as copy:
            there.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        revision = _revision(part)
        part.rename(file)
    except sqlite3.DatabaseError as error:
        raise CannotKeep(f"{source} cannot be read as a database: {error}.") from None
    finally:
        part.unlink(missing_ok=True)
    return Kept(file, file.stat().st_size, revision)


def _revision(file: Path) -> str:
    """The revision of a database of ours that is whole. Raises CannotKeep."""
    try:
        with closing(_opened(file)) as connection:
            (whole,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if whole != "ok":
                raise CannotKeep(f"{file} is damaged: {whole}.")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        raise CannotKeep(f"{file} is no database of Aizuchi's.") from None
    return str(row[0]) if row else ""


def _must_be_known(revision: str, what: str) -> None:
    """This version can go on with it, after ``migrate``. Raises CannotKeep."""
    known = {script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()}
    if revision not in known:
        raise CannotKeep(f"{what} of a newer version (revision {revision}); use that version of Aizuchi.")


def _must_be_idle(database: Path) -> None:
    """Nobody has it open: only then does SQLite leave its write-ahead log. Raises CannotKeep."""
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            mode = "locked"
    if mode != "delete":
        raise CannotKeep(f"The database {database} is in use. End the bot first.")


def _opened(file: Path) -> sqlite3.Connection:
    """An open database; one that may not be written is read alone."""
    mode = "rw" if os.access(file, os.W_OK) else "ro"
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=15)
