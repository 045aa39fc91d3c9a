"""Statements are put together once in a test run, and not by each test's own engine anew.

SQLAlchemy keeps them by engine. Nearly every test has one, so a quarter of the tests' time went into that.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event

Key = tuple[Any, ...]
"""As SQLAlchemy has it: the dialect's own object, and then what tells a statement from others."""


class OfAllEngines(dict[Key, Any]):
    """For every dialect of a name: two of one are set up alike here."""

    def get(self, key: Key, default: Any = None) -> Any:
        return super().get(_of_any(key), default)

    def __setitem__(self, key: Key, made: Any) -> None:
        super().__setitem__(_of_any(key), made)


def _of_any(key: Key) -> Key:
    dialect, *statement = key
    return dialect.name, *statement


def share() -> None:
    """From now on, for as long as the process lives."""
    shared = OfAllEngines()

    @event.listens_for(Engine, "engine_connect")
    def _share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=shared)
