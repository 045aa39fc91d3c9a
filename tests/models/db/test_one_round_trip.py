"""Statements on PostgreSQL, sent in one message each: what they return, and what is left when one fails."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from models.db.engine import make_engine
from tests.postgres import Server

pytestmark = pytest.mark.postgres


@pytest.fixture
def connection(postgres: Server) -> Iterator[Connection]:
    with postgres.database() as url:
        engine = make_engine(url, writes=True)
        with engine.connect() as opened:
            yield opened
        engine.dispose()


def test_parameters_and_rows_of_every_kind_pass(connection: Connection) -> None:
    query = text("SELECT CAST(:text AS text), CAST(:number AS int), CAST(:nothing AS text), '100%' LIKE '100%'")
    for _ in range(2):
        row = connection.execute(query, {"text": "会議 'に' 100% :x $1", "number": 7, "nothing": None}).one()
        assert tuple(row) == ("会議 'に' 100% :x $1", 7, None, True)


def test_a_moment_keeps_its_microseconds_and_its_zone(connection: Connection) -> None:
    moments = [datetime(2026, 11, 30, 1, 0, 0, micro, tzinfo=UTC) for micro in (0, 100_000, 123_456)]
    for moment in moments:
        assert connection.execute(text("SELECT CAST(:at AS timestamptz)"), {"at": moment}).scalar_one() == moment


@pytest.mark.parametrize("wrong", ["SELECT :x FROM nowhere", "SELECT CAST(:x AS int)", "SELEC :x"])
def test_a_connection_serves_on_after_a_statement_that_failed(connection: Connection, wrong: str) -> None:
    with pytest.raises(DBAPIError):
        connection.execute(text(wrong), {"x": "no number"})
    connection.rollback()
    assert connection.execute(text("SELECT CAST(:x AS text)"), {"x": "fine"}).scalar_one() == "fine"


def test_a_statement_changes_as_many_rows_as_it_says(connection: Connection) -> None:
    connection.execute(text("CREATE TEMPORARY TABLE t (a int)"))
    connection.execute(text("INSERT INTO t SELECT generate_series(1, :count)"), {"count": 300})
    assert connection.execute(text("UPDATE t SET a = a + 1 WHERE a > :least"), {"least": 100}).rowcount == 200
    assert len(connection.execute(text("SELECT a FROM t WHERE a > :least"), {"least": 0}).all()) == 300


def test_a_text_longer_than_any_buffer_arrives_whole(connection: Connection) -> None:
    long = "議事録" * 100_000
    assert connection.execute(text("SELECT CAST(:long AS text)"), {"long": long}).scalar_one() == long
