"""Many rows as one JSON value: a driver reads it once, rather than every cell by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, FromClause, Text, cast, func, select

from models.db.transaction import Transaction


def rows(
    tx: Transaction, columns: Sequence[ColumnElement[Any]], source: FromClause, where: ColumnElement[bool]
) -> list[list[Any]]:
    """The cells as JSON has them, in no order: a moment is text for ``moment``, a truth may be 0 or 1."""
    connection = tx.connection
    if connection.dialect.name == "postgresql":
        packed: Any = cast(func.json_agg(func.json_build_array(*columns)), Text)
    else:
        packed = func.json_group_array(func.json_array(*columns))
    found = connection.execute(select(packed).select_from(source).where(where)).scalar_one()
    unpacked: list[list[Any]] = orjson.loads(found) if found else []
    return unpacked


def moment(text: str | None) -> datetime | None:
    """An aware moment out of JSON."""
    return None if text is None else datetime.fromisoformat(text)
