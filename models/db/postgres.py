"""pg8000, less its waiting: a statement costs one round trip rather than three, and is read once rather than each time.

Only what a cursor does with a statement that has parameters is done anew; all else is pg8000's.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from pg8000 import core, dbapi
from pg8000.converters import TIMESTAMPTZ

_UNNAMED = core.NULL_BYTE


class Connection(dbapi.Connection):  # type: ignore[misc]  # pg8000 has no types
    """A connection that sends what belongs together together, and at once. ``begin``: how its transactions begin."""

    def __init__(self, *args: Any, begin: str = "begin transaction", **options: Any) -> None:
        super().__init__(*args, **options)
        self.begin = begin
        if self._usock.family != socket.AF_UNIX:
            self._usock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.register_in_adapter(TIMESTAMPTZ, datetime.fromisoformat)

    def cursor(self) -> Cursor:
        return Cursor(self)

    def handle_messages(self, context: Any) -> None:
        """Read the server's answer. A connection that was cut is told of as pg8000 does, so that it is replaced."""
        try:
            super().handle_messages(context)
        except OSError as error:
            raise dbapi.InterfaceError("network error") from error

    def execute_unnamed(
        self, statement: str, vals: Sequence[Any] = (), oids: Sequence[int] = (), stream: Any = None
    ) -> Any:
        """Ask the server to parse, describe and execute in one message.

        It takes the steps in turn, and leaves out the rest when one fails. pg8000 waits after each.
        Source: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
        """
        params = core.make_params(self.py_types, vals)
        context = core.Context(statement, stream=stream)
        self.send_PARSE(_UNNAMED, statement, oids)
        self.send_DESCRIBE_STATEMENT(_UNNAMED)
        self.send_BIND(_UNNAMED, params)
        self.send_EXECUTE()
        core._write(self._sock, core.SYNC_MSG)
        core._flush(self._sock)
        self.handle_messages(context)
        return context


class Cursor(dbapi.Cursor):  # type: ignore[misc]  # pg8000 has no types
    """A cursor that remembers where a statement's parameters are: pg8000 looks at every letter, every time."""

    _input_oids: Sequence[int]

    def execute(self, operation: str, args: Sequence[Any] = (), stream: Any = None) -> Any:
        connection = self._c
        if connection is not None and not connection._in_transaction and not connection.autocommit:
            connection.execute_simple(connection.begin)
        if connection is None or not args or stream is not None:
            return super().execute(operation, args, stream)
        self._context = connection.execute_unnamed(_numbered(operation), vals=tuple(args), oids=self._input_oids)
        self._row_iter = None if self._context.rows is None else iter(self._context.rows)
        self._input_oids = ()
        return self


@lru_cache(maxsize=512)
def _numbered(statement: str) -> str:
    """The statement as the server reads it: ``%s`` becomes ``$1``, ``$2`` …"""
    numbered: str = dbapi.convert_paramstyle("format", statement, ())[0]
    return numbered
