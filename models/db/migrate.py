"""Migrations: bringing a database to the shape that this code wants, and telling whether it has it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from models.db.engine import make_engine

_SCRIPTS = Path(__file__).parents[2] / "migrations"
_LOCK = 6_125_381
"""Of PostgreSQL's advisory locks: two processes that migrate at once go one after the other."""


def migrate(url: str) -> str:
    """Apply what is missing. Returns the revision that the database has now. Safe to call from several processes."""
    engine = make_engine(url, writes=True)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            command.upgrade(_config(connection), "head")
            return _revision(connection) or ""
    finally:
        engine.dispose()


class Unreachable(Exception):
    """The database does not answer; the message says why, without its password."""


def missing(url: str) -> bool:
    """Whether migrations are still to be applied. Raises Unreachable, or BadDatabaseUrl."""
    engine = make_engine(url, writes=False)
    try:
        with engine.connect() as connection:
            return _revision(connection) != ScriptDirectory.from_config(_config(connection)).get_current_head()
    except (SQLAlchemyError, OSError) as error:
        raise Unreachable(f"{type(error).__name__}: {str(getattr(error, 'orig', error))[:200]}") from None
    finally:
        engine.dispose()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
