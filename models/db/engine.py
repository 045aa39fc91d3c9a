"""From DATABASE_URL as people write it to an engine of SQLAlchemy with the settings that each database wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

BUSY_TIMEOUT_MS = 15_000


class BadDatabaseUrl(ValueError):
    """DATABASE_URL is none that we can use; the message says what to write instead."""


def parse_url(text: str) -> URL:
    """The URL for SQLAlchemy. Raises BadDatabaseUrl; its message never holds the password."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise BadDatabaseUrl(
            "DATABASE_URL is no database address; write sqlite:///var/aizuchi.db or postgresql://user:secret@host/name"
        ) from None
    match url.drivername:
        case "sqlite" | "sqlite+pysqlite":
            if not url.database or url.database == ":memory:":
                raise BadDatabaseUrl("DATABASE_URL: a SQLite database needs a file, like sqlite:///var/aizuchi.db")
            return url.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres" | "postgresql+pg8000":
            return url.set(drivername="postgresql+pg8000")
        case other:
            raise BadDatabaseUrl(f"DATABASE_URL: “{other}” is not supported; use sqlite:///… or postgresql://…")


def make_engine(text: str, *, writes: bool) -> Engine:
    """An engine. ``writes`` decides how a SQLite transaction begins: a writer takes the one write lock at once."""
    url = parse_url(text)
    if url.drivername == "postgresql+pg8000":
        return create_engine(url, pool_pre_ping=True, pool_size=4, connect_args={"timeout": 10})
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=4)
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
