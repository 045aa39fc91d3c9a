"""Many rows in one statement: what keeps a full house of posts cheap."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, Connection, Dialect, Table, Text, TextClause, bindparam, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Row = dict[str, Any]
Bind = Callable[[Any], Any]


def insert(connection: Connection, table: Table, rows: Sequence[Row], *, once: bool = False) -> None:
    """Insert rows that all have the same columns. Raises IntegrityError when one is there already; then none is kept.

    ``once`` passes over rows that are there already.

    On PostgreSQL the rows travel as one JSON parameter: one statement and one round trip, however many there are.
    """
    columns = tuple(rows[0])
    if connection.dialect.name == "postgresql":
        connection.execute(_from_json(table.name, columns, once=once), {"rows": orjson.dumps(rows).decode()})
    else:
        statement, binds = _prepared(table, columns, connection.dialect, once=once)
        connection.exec_driver_sql(statement, _bound(rows, itemgetter(*columns), binds))


def _bound(rows: Iterable[Row], values_of: Callable[[Row], tuple[Any, ...]], binds: Sequence[tuple[int, Bind]]) -> Any:
    """The rows as the driver takes them. SQLAlchemy would ask every type about every value, most of them in vain."""
    bound = []
    for row in rows:
        values = list(values_of(row))
        for at, bind in binds:
            if values[at] is not None:
                values[at] = bind(values[at])
        bound.append(tuple(values))
    return bound


@lru_cache(maxsize=64)
def _prepared(
    table: Table, columns: tuple[str, ...], dialect: Dialect, *, once: bool
) -> tuple[str, tuple[tuple[int, Bind], ...]]:
    """The statement for SQLite, and what to do to the values of some columns."""
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    statement = f'INSERT {"OR IGNORE " if once else ""}INTO "{table.name}" ({names}) VALUES ({marks})'
    binds = (
        (at, table.c[column].type.dialect_impl(dialect).bind_processor(dialect)) for at, column in enumerate(columns)
    )
    return statement, tuple((at, bind) for at, bind in binds if bind is not None)


@lru_cache(maxsize=64)
def _from_json(table: str, columns: tuple[str, ...], *, once: bool) -> TextClause:
    names = ", ".join(f'"{column}"' for column in columns)
    source = f'json_populate_recordset(NULL::"{table}", CAST(:rows AS json))'
    known = " ON CONFLICT DO NOTHING" if once else ""
    return text(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM {source}{known}')


def among(column: Column[Any]) -> ColumnElement[bool]:
    """Whether a column is one of ``asked(texts)``."""
    return column.op("IN", is_comparison=True)(any_of(bindparam("texts", type_=Text)))


def asked(texts: Collection[str]) -> dict[str, str]:
    """The parameter for ``among``."""
    return {"texts": orjson.dumps(list(texts)).decode()}


class any_of(FunctionElement[Any]):  # noqa: N801 (an SQL function, written as one)
    """The texts of one JSON parameter: a statement stays the same, and is compiled once, however many are asked for."""

    name = "any_of"
    inherit_cache = True


@compiles(any_of, "sqlite")
def _any_of_sqlite(element: any_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **kw)}))"


@compiles(any_of, "postgresql")
def _any_of_postgresql(element: any_of, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(SELECT json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS json)))"
