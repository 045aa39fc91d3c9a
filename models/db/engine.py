"""From DATABASE_URL as people write it to an engine of SQLAlchemy with the settings that each database wants."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from models.db.postgres import Connection

BUSY_TIMEOUT_MS = 15_000
ONE_MOMENT = "begin transaction isolation level repeatable read, read only"
EXAMPLES = "sqlite:///var/aizuchi.db or postgresql://user:secret@host/name"

_TLS: dict[str, Callable[[], Any]] = {
    "disable": lambda: False,
    "prefer": lambda: None,
    "require": lambda: True,
    "verify-full": ssl.create_default_context,
}
"""What an address' sslmode means to pg8000; ``require`` encrypts, and looks at no certificate, as everywhere."""


class BadDatabaseUrl(ValueError):
    """DATABASE_URL is none that we can use; the message says what to write instead."""


def parse_url(text: str) -> URL:
    """The URL for SQLAlchemy. Raises BadDatabaseUrl; its message never holds the password."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise BadDatabaseUrl(f"DATABASE_URL is no database address; write {EXAMPLES}") from None
    except ValueError:
        raise BadDatabaseUrl("DATABASE_URL: the port is no number; / : @ # in a password are %2F %3A %40 %23") from None
    match url.drivername:
        case "sqlite" | "sqlite+pysqlite":
            if not url.database or url.database == ":memory:":
                raise BadDatabaseUrl("DATABASE_URL: a SQLite database needs a file, like sqlite:///var/aizuchi.db")
            return url.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres" | "postgresql+pg8000":
            return _postgresql(url)
        case other:
            raise BadDatabaseUrl(f"DATABASE_URL: “{other}” is not supported; use sqlite:///… or postgresql://…")


def _postgresql(url: URL) -> URL:
    for part, there in (("user", url.username), ("host", url.host), ("database", url.database)):
        if not there:
            raise BadDatabaseUrl(f"DATABASE_URL names no {part}; write postgresql://user:secret@host/name")
    if "@" in (url.host or ""):
        raise BadDatabaseUrl("DATABASE_URL: an @ in the password is written %40")
    if url.port is not None and not 0 < url.port < 65536:
        raise BadDatabaseUrl("DATABASE_URL: the port is a number from 1 to 65535")
    if url.query and (set(url.query) != {"sslmode"} or url.query["sslmode"] not in _TLS):
        known = ", ".join(f"sslmode={mode}" for mode in _TLS)
        raise BadDatabaseUrl(f"DATABASE_URL: after the ? may stand one of {known}; not {', '.join(url.query)}")
    return url.set(drivername="postgresql+pg8000")


def make_engine(text: str, *, writes: bool, durable: bool = True) -> Engine:
    """An engine. ``writes`` decides how a transaction begins: on SQLite a writer takes the one write lock at once, and
    who only reads sees what there was at one moment, on PostgreSQL too.

    ``durable``: whether SQLite waits for the disk; who throws the database away afterwards need not.

    Its errors name no values: they are what people wrote.
    """
    url = parse_url(text)
    if url.drivername == "postgresql+pg8000":
        tls = _TLS[str(url.query.get("sslmode", "prefer"))]()
        options = {"timeout": 10, "ssl_context": tls}
        bare = url.difference_update_query(["sslmode"])
        engine = create_engine(bare, pool_pre_ping=True, pool_size=4, connect_args=options, hide_parameters=True)
        how = {} if writes else {"begin": ONE_MOMENT}
        event.listen(engine, "do_connect", lambda _dialect, _record, args, given: Connection(*args, **given, **how))
        return engine
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadDatabaseUrl(f"DATABASE_URL: the folder {folder} cannot be made ({error.strerror})") from None
    engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=4, hide_parameters=True)
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        synchronous = f"synchronous={'FULL' if durable else 'OFF'}"
        for pragma in ("journal_mode=WAL", synchronous, "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
