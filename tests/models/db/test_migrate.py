"""Migrations on both databases: they make what the tables say, and may run in any number of processes."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from models.db import migrate as migrations
from models.db.columns import metadata
from models.db.engine import make_engine
from models.db.migrate import Unreachable, migrate, missing
from models.db.tables.similar import WORD_INDEX
from tests.conftest import ROOT
from tests.postgres import Server


def scripts(connection: Connection) -> ScriptDirectory:
    return ScriptDirectory.from_config(migrations._config(connection))


def in_the_tables(name: str | None, _type: str, _parents: object) -> bool:
    """Whether tables.py has to say it: the index of words is another kind of thing on each database."""
    return not str(name).startswith(WORD_INDEX)


@pytest.fixture
def engine(database_url: str) -> Engine:
    return make_engine(database_url, writes=True)


def test_migrations_make_exactly_what_the_tables_say(database_url: str, engine: Engine) -> None:
    migrate(database_url)
    with engine.begin() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": in_the_tables}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
        made = {index["name"] for table in metadata.tables for index in inspect(connection).get_indexes(table)}
        wanted = {index.name for table in metadata.sorted_tables for index in table.indexes}
        assert wanted <= made
    engine.dispose()


def test_migrating_twice_is_migrating_once(database_url: str, engine: Engine) -> None:
    assert missing(database_url)
    first = migrate(database_url)
    assert not missing(database_url)
    assert migrate(database_url) == first
    with engine.begin() as connection:
        assert scripts(connection).get_current_head() == first
    engine.dispose()


def test_every_migration_can_be_taken_back_and_made_again(database_url: str, engine: Engine) -> None:
    migrate(database_url)
    with engine.begin() as connection:
        command.downgrade(migrations._config(connection), "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    assert missing(database_url)
    migrate(database_url)
    assert not missing(database_url)
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(database_url: str, engine: Engine) -> None:
    """A version that is replaced by the next goes on serving while that one migrates."""
    migrate(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    assert not missing(database_url)
    assert migrate(database_url) == "from_the_future"
    engine.dispose()


def test_processes_that_migrate_at_once_go_one_after_the_other(database_url: str) -> None:
    code = "import sys; from models.db.migrate import migrate; print(migrate(sys.argv[1]))"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, database_url], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    ended = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], ended
    assert len({out for out, _ in ended}) == 1
    assert not missing(database_url)


@pytest.mark.postgres
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_database_that_does_not_answer_is_said_without_its_password(postgres: Server) -> None:
    for url, why in (
        ("postgresql://user:s3cret@127.0.0.1:1/aizuchi", "Can't create a connection to host 127.0.0.1"),
        (f"postgresql://postgres:s3cret@127.0.0.1:{postgres.port}/not_there", 'database "not_there" does not exist'),
    ):
        for ask in (missing, migrate):
            with pytest.raises(Unreachable) as failed:
                ask(url)
            assert "s3cret" not in str(failed.value)
            assert str(failed.value).startswith("The database of DATABASE_URL does not answer as it should: ")
            assert why in str(failed.value)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "aizuchi.db"
    file.write_text("This is a letter, and no database at all. " * 100)
    for ask in (missing, migrate):
        with pytest.raises(Unreachable, match="not a database"):
            ask(f"sqlite:///{file}")
