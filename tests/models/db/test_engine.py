"""DATABASE_URL as people write it, and what they are told when it is none."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.db.engine import BadDatabaseUrl, make_engine, parse_url
from tests.postgres import Server

SECRET = "s3cret"


@pytest.mark.parametrize("url", ["sqlite:///var/aizuchi.db", "sqlite+pysqlite:///var/aizuchi.db"])
def test_sqlite_is_a_file(url: str) -> None:
    parsed = parse_url(url)
    assert (parsed.drivername, parsed.database) == ("sqlite+pysqlite", "var/aizuchi.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+pg8000"])
def test_postgresql_is_read_by_every_name_it_has(scheme: str) -> None:
    parsed = parse_url(f"{scheme}://user:{SECRET}@db.example:6543/aizuchi")
    assert parsed.drivername == "postgresql+pg8000"
    assert (parsed.username, parsed.password, parsed.host, parsed.port, parsed.database) == (
        "user", SECRET, "db.example", 6543, "aizuchi",
    )  # fmt: skip


def test_a_password_with_odd_characters_is_written_with_percent_signs() -> None:
    assert parse_url("postgresql://user:p%40ss%2Fw%23rd@host/name").password == "p@ss/w#rd"


BAD = {
    "": "is no database address",
    "aizuchi.db": "is no database address",
    f"user:{SECRET}@host/name": "is no database address",
    "sqlite://": "needs a file",
    "sqlite:///:memory:": "needs a file",
    f"mysql://user:{SECRET}@host/name": "“mysql” is not supported",
    f"postgresql+asyncpg://user:{SECRET}@host/name": "use sqlite:///… or postgresql://…",
    f"postgresql://user:{SECRET}@host:port/name": "port",
    f"postgresql://user:{SECRET}@host:99999/name": "port",
    f"postgresql://user:{SECRET}@more@host/name": "%40",
    "postgresql://host/name": "names no user",
    f"postgresql://user:{SECRET}@/name": "names no host",
    f"postgresql://user:{SECRET}@host": "names no database",
    f"postgresql://user:{SECRET}@host/name?sslmode=maybe": "sslmode",
    f"postgresql://user:{SECRET}@host/name?host=/run": "host",
}


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_is_none_is_refused_with_what_to_write_and_without_its_password(url: str) -> None:
    with pytest.raises(BadDatabaseUrl) as refused:
        parse_url(url)
    said = str(refused.value)
    assert said.startswith("DATABASE_URL")
    assert BAD[url] in said
    assert SECRET not in said
    assert "more" not in said


@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-full"])
def test_the_sslmode_of_a_copied_address_is_heeded(mode: str) -> None:
    engine = make_engine(f"postgresql://user@127.0.0.1:1/name?sslmode={mode}", writes=False)
    _, options = engine.dialect.create_connect_args(engine.url)
    assert "sslmode" not in options
    with pytest.raises(DBAPIError, match=r"127\.0\.0\.1"), engine.connect():
        pass
    engine.dispose()


def test_an_address_without_sslmode_reaches_a_server_that_has_no_tls(postgres: Server) -> None:
    with postgres.database() as url:
        plain, _, mode = url.partition("?")
        assert mode == "sslmode=disable"
        engine = make_engine(plain, writes=False)
        with engine.begin() as connection:
            assert connection.execute(text("SELECT 1")).scalar() == 1
        engine.dispose()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadDatabaseUrl, match=r"the folder .* cannot be made"):
        make_engine(f"sqlite:///{tmp_path}/file/aizuchi.db", writes=True)
    engine = make_engine(f"sqlite:///{tmp_path}/new/folder/aizuchi.db", writes=True)
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))
    engine.dispose()


def test_an_error_of_the_database_tells_no_values(database_url: str) -> None:
    """What people wrote must not reach the log by way of a traceback."""
    engine = make_engine(database_url, writes=True)
    with pytest.raises(DBAPIError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "a private post"})
    assert "a private post" not in str(failed.value)
    engine.dispose()
