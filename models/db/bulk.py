"""Many rows in one statement: what keeps a full house of posts cheap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, Insert, Table, TextClause, text


def insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *, once: bool = False) -> None:
    """Insert rows that all have the same columns. Raises IntegrityError when one is there already; then none is kept.

    ``once`` passes over rows that are there already.

    On PostgreSQL the rows travel as one JSON parameter: one statement and one round trip, however many there are.
    """
    if connection.dialect.name == "postgresql":
        statement = _from_json(table.name, tuple(rows[0]), once=once)
        connection.execute(statement, {"rows": orjson.dumps(rows).decode()})
    else:
        connection.execute(_plain(table, once=once), rows)


@lru_cache(maxsize=64)
def _plain(table: Table, *, once: bool) -> Insert:
    return table.insert().prefix_with("OR IGNORE") if once else table.insert()


@lru_cache(maxsize=64)
def _from_json(table: str, columns: tuple[str, ...], *, once: bool) -> TextClause:
    names = ", ".join(f'"{column}"' for column in columns)
    source = f'json_populate_recordset(NULL::"{table}", CAST(:rows AS json))'
    known = " ON CONFLICT DO NOTHING" if once else ""
    return text(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM {source}{known}')
