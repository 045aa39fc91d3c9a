"""Migrations: bringing a database to the shape that this code wants, and telling whether it has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from models.db.engine import make_engine, parse_url

SCRIPTS = Path(__file__).parents[2] / "migrations"
"""The migrations of this version."""
_LOCK = 6_125_381
"""Of PostgreSQL's advisory locks: two processes that migrate at once go one after the other."""


class Unreachable(Exception):
    """The database does not answer, or not as one; the message says why, without its password."""


class MigrationsMissing(Exception):
    """The database is of an older version than this one."""

    def __init__(self, absent: Path | None = None) -> None:
        there = f": there is no database {absent} yet" if absent else ""
        super().__init__(f"Migrations are missing{there}. Run: python app.py migrate")


def migrate(url: str) -> str:
    """Apply what is missing. Returns the revision that the database has now. Safe to call from several processes.

    The database of a newer version is left as it is. Raises Unreachable, or BadDatabaseUrl.
    """
    with _connected(url, writes=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if _is_behind(connection):
            command.upgrade(_config(connection), "head")
        return _revision(connection) or ""


def missing(url: str) -> bool:
    """Whether migrations are still to be applied; makes no database. Raises Unreachable, or BadDatabaseUrl."""
    if absent(url):
        return True
    with _connected(url, writes=False) as connection:
        return _is_behind(connection)


def must_be_migrated(url: str) -> None:
    """Raises MigrationsMissing, Unreachable or BadDatabaseUrl; else this version can work with the database."""
    if missing(url):
        raise MigrationsMissing(absent(url))


def absent(url: str) -> Path | None:
    """The SQLite file that ``migrate`` would make; ``None`` where it is there, or could not be made."""
    parsed = parse_url(url)
    file = Path(parsed.database or "")
    if parsed.get_backend_name() != "sqlite" or file.exists():
        return None
    return file if next(folder for folder in file.parents if folder.exists()).is_dir() else None


@contextmanager
def _connected(url: str, *, writes: bool) -> Iterator[Connection]:
    engine = make_engine(url, writes=writes)
    try:
        with engine.begin() as connection:
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise Unreachable(f"The database of DATABASE_URL does not answer as it should: {_why(error)}") from None
    finally:
        engine.dispose()


def _why(error: Exception) -> str:
    """What the database said, in a line."""
    said = getattr(error, "orig", None) or error
    words = said.args[0] if said.args else ""
    if isinstance(words, dict):
        words = words.get("M", "")
    return str(words or type(said).__name__).splitlines()[0][:200]


def _is_behind(connection: Connection) -> bool:
    """Whether this version knows a later revision.

    One that it does not know is a newer version's: migrations only add before they remove, so that this one can go on.
    """
    known = [script.revision for script in ScriptDirectory.from_config(_config(connection)).walk_revisions()]
    return _revision(connection) in (None, *known[1:])


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
