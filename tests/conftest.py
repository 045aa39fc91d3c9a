"""What every test may ask for: a database of each kind, a browser, the samples beside the checkout."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn

import hypothesis
import pytest
import structlog

from models.db.migrate import migrate
from tests import browser, compiled
from tests.postgres import Server, Unavailable, running_server
from tests.spreading import spread

ROOT: Final = Path(__file__).parent.parent
IN_CI: Final = os.environ.get("CI") == "true"

hypothesis.settings.register_profile("aizuchi", deadline=None, derandomize=IN_CI)
hypothesis.settings.load_profile("aizuchi")


def pytest_configure() -> None:
    """Heed Ctrl-C, and so does what a test starts: whoever runs the tests in the background had it ignored.

    Statements are put together once for all. Faults are logged as Python writes them: structlog's own picture of one
    takes up to two seconds.
    """
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])
    compiled.share()
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL server for all tests of this process."""
    try:
        with running_server() as server:
            yield server
    except Unavailable as reason:
        leave_out(str(reason))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A new, empty database as people write it in DATABASE_URL; the test runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'aizuchi.db'}"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Server) -> str:
    """The name of a database with every migration and no row, for others to be copied from."""
    name = postgres.create_database()
    migrate(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    path = tmp_path_factory.mktemp("migrated") / "aizuchi.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def reused_postgres(postgres: Server, migrated_postgres: str) -> str:
    """The name of a copy of it that one test after the other has for itself, emptied before each."""
    return postgres.create_database(migrated_postgres)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """As ``database_url``, but with every migration, and without a test's having to wait for them."""
    if request.param == "postgres":
        server, name = request.getfixturevalue("postgres"), request.getfixturevalue("reused_postgres")
        server.empty(name)
        return str(server.url(name))
    path = tmp_path / "aizuchi.db"
    shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded payloads and schemas that stands beside a developer's checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        leave_out("left out: no ../shared beside this checkout")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser to look at pages with."""
    path = browser.find_chromium()
    return path if path else leave_out(browser.WHAT_TO_DO)


def leave_out(reason: str) -> NoReturn:
    """Skip the test that cannot run here; in CI, where everything must run, fail."""
    if IN_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several workers share the tests, each begins with its share of the long ones."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:
        items[:] = [items[place] for place in spread([item.nodeid for item in items], workers)]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that was left out counts as failed, for whatever reason it was."""
    if IN_CI and session.exitstatus == pytest.ExitCode.OK and _left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run without failures is red."""
    if IN_CI and (count := _left_out(terminalreporter.config)):
        terminalreporter.write_sep("=", f"{count} left out; in CI every test must run", red=True)


def _left_out(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0
