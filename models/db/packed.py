"""Many rows as a JSON value for each column: a driver reads it once, rather than every cell by itself.

PostgreSQL makes one array of a column in less time than an array of each row (docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, FromClause, Text, cast, func, select

from models.db.columns import Moment
from models.db.transaction import Transaction


def columns(
    tx: Transaction, wanted: Sequence[ColumnElement[Any]], source: FromClause, where: ColumnElement[bool]
) -> list[Iterable[Any]]:
    """The cells of each column, all in one order, which is none to rely on. What is not known to be true is false."""
    connection = tx.connection
    packed: list[ColumnElement[Any]]
    if connection.dialect.name == "postgresql":
        packed = [cast(func.json_agg(column), Text) for column in wanted]
    else:
        packed = [func.json_group_array(column) for column in wanted]
    found = connection.execute(select(*packed).select_from(source).where(where)).one()
    return [_cells(column, orjson.loads(text or "[]")) for column, text in zip(wanted, found, strict=True)]


def _cells(column: ColumnElement[Any], values: list[Any]) -> Iterable[Any]:
    if isinstance(column.type, Moment):
        return [None if text is None else datetime.fromisoformat(text) for text in values]
    return map(bool, values) if isinstance(column.type, Boolean) else values
