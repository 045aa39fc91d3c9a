"""All that is kept, as lines of JSON: to take it along, and to begin with it in an empty database.

The first line says what it is and of which version, each further one is a row, and the last one counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import Column, Connection, Table, func, select, text

from models.db import bulk
from models.db.columns import Moment
from models.db.engine import make_engine
from models.db.tables import metadata
from models.db.transaction import Transaction

KIND = "aizuchi-ledger"
NOT_TAKEN_ALONG = frozenset(
    {"outbox", "live_card", "pace", "look", "reading", "found", "subscription", "history_import", "roster_look"}
    | {"similar_post", "similar_word", "paper", "trail"}
)
"""What is on its way; where in Teams and Graph this one installation stands, and who saw what in it; and what is made
anew by itself."""
AT_ONCE = 1000


class LedgerFault(Exception):
    """The file cannot be read in; the message says where and what to do. Nothing was kept."""


def tables() -> tuple[Table, ...]:
    """What is taken along, in a fixed order."""
    return tuple(table for name, table in sorted(metadata.tables.items()) if name not in NOT_TAKEN_ALONG)


def dump(url: str, now: datetime) -> Iterator[bytes]:
    """The lines of all rows as of one moment, whatever is written meanwhile; their order depends on no database."""
    engine = make_engine(url, writes=False)
    try:
        with engine.begin() as connection:
            yield from _dumped(connection, now)
    finally:
        engine.dispose()


def _dumped(connection: Connection, now: datetime) -> Iterator[bytes]:
    yield orjson.dumps({"kind": KIND, "version": _version(connection), "at": _written(now)})
    count = 0
    for table in tables():
        columns = [column for column in table.columns if column is not _numbered(table)]
        query = select(*columns).order_by(*table.primary_key.columns)
        for row in connection.execute(query):
            values = {str(column.name): _written(value) for column, value in zip(columns, row, strict=True)}
            yield orjson.dumps({"table": table.name, "row": values})
            count += 1
    yield orjson.dumps({"rows": count})


def load(tx: Transaction, lines: Iterable[bytes]) -> int:
    """Keep the rows of a file in an empty database. Returns how many there are. Raises LedgerFault."""
    _must_be_empty(tx.connection)
    rows = _rows(lines, _version(tx.connection))
    count, waiting, of = 0, list[bulk.Row](), ""
    for name, row in rows:
        if waiting and (name != of or len(waiting) == AT_ONCE):
            _keep(tx, of, waiting)
            waiting = []
        of = name
        waiting.append(row)
        count += 1
    if waiting:
        _keep(tx, of, waiting)
    return count


def _rows(lines: Iterable[bytes], version: str) -> Iterator[tuple[str, bulk.Row]]:
    known = {table.name: table for table in tables()}
    told, count = None, 0
    for number, line in enumerate(lines, start=1):
        said = _read(line, number)
        if number == 1:
            _must_fit(said, version)
        elif told is not None:
            raise LedgerFault(f"line {number}: something follows after the last line; is it two files in one?")
        elif "rows" in said:
            told = said["rows"]
        else:
            count += 1
            yield said.get("table", ""), _row(known.get(said.get("table", "")), said.get("row"), number)
    if told != count:
        raise LedgerFault("the file is cut short: its last line is missing, or rows are; export it again")


def _read(line: bytes, number: int) -> dict[str, Any]:
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        said = None
    if not isinstance(said, dict):
        raise LedgerFault(f"line {number}: this is no JSON object; is the file an export of the ledger?")
    return said


def _must_fit(said: dict[str, Any], version: str) -> None:
    if said.get("kind") != KIND:
        raise LedgerFault("line 1: this is no export of the ledger; write one with: python app.py export ledger")
    if said.get("version") != version:
        raise LedgerFault(
            f"the file is of version {said.get('version')}, this database of {version}; "
            "migrate where the file comes from, with the same Aizuchi as here, and export it again"
        )


def _row(table: Table | None, row: Any, number: int) -> bulk.Row:
    columns = [] if table is None else [str(column.name) for column in table.columns if column is not _numbered(table)]
    if table is None or not isinstance(row, dict) or set(row) != set(columns):
        raise LedgerFault(f"line {number}: this is no row of a table of ours; export it again")
    try:
        return {name: _value(table, name, row[name]) for name in columns}
    except (ValueError, TypeError):
        raise LedgerFault(f"line {number}: a moment in it cannot be read; export it again") from None


def _value(table: Table, name: str, value: Any) -> Any:
    if value is None or not isinstance(table.columns[name].type, Moment):
        return value
    return datetime.fromisoformat(value)


def _must_be_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise LedgerFault(
                f"this database is not empty (table {table.name}); a ledger is read into an empty one, "
                "right after: python app.py migrate"
            )


def _keep(tx: Transaction, name: str, rows: list[bulk.Row]) -> None:
    tx.writes += len(rows)
    bulk.insert(tx.connection, metadata.tables[name], rows)


def _numbered(table: Table) -> Column[Any] | None:
    """The column that the database counts up by itself: its order is kept, its numbers are not."""
    counted = table.autoincrement_column
    return counted if counted is not None and counted.name == "seq" else None


def _version(connection: Connection) -> str:
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value
