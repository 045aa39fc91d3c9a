"""The command line: every file of this room that has a ``command`` is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

import cli
from cli.app_manifest import Menu
from jobs.import_history import Imported, Tell
from jobs.reconcile import Found
from models.db.engine import BadDatabaseUrl
from models.db.migrate import MigrationsMissing, Unreachable, must_be_migrated
from models.db.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One line of ``check``: what was looked at, and what to do if it is not well (``None``: it is)."""

    what: str
    todo: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wiring:
    """What app.py hands to the commands."""

    database_url: str
    community_file: str
    open_store: Callable[[], Store]
    now: Callable[[], datetime]
    serve: Callable[[], None]
    rehearse: Callable[[], None]
    outside_checks: Callable[[], Coroutine[Any, Any, Sequence[Check]]]
    """Those that ask Microsoft: the registration, Teams' and Graph's credentials."""
    reconcile: Callable[[datetime | None], Sequence[Found]]
    """Reads every watched channel through Graph, as far as it changed, or since a moment."""
    import_history: Callable[[datetime, bool, Tell], Sequence[Imported]]
    """Reads the history of every watched channel since a moment; whether to follow old posts up; whom to tell how far
    it is."""
    community_now: Callable[[], datetime]
    """The communities' clock; it differs from ``now`` beside a rehearsal alone."""
    menu: Callable[[], Menu]
    """What members can ask for."""
    app_id: str = ""
    public_url: str = ""
    graph_is_connected: bool = False
    notifications: Callable[[], Sequence[Check]] = tuple
    """Whether Graph is asked to tell of changes; nothing where none is connected."""
    sign_in_hosts: tuple[str, ...] = ()
    """Hosts whose pages sign members in, for what they do in their own names."""

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store of a database that has every migration. Raises MigrationsMissing, Unreachable, BadDatabaseUrl."""
        must_be_migrated(self.database_url)
        with closing(self.open_store()) as store:
            yield store


class CommandLine(click.Group):
    """Says in a sentence what an operator can mend; a traceback is for what is ours to mend."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (BadDatabaseUrl, Unreachable, MigrationsMissing) as fault:
            raise click.ClickException(str(fault)) from None


def command_line(wire: Callable[[], Wiring]) -> click.Group:
    """The whole command line; ``wire`` is called when a command runs, so that ``--help`` needs no settings."""

    @click.group(
        cls=CommandLine,
        invoke_without_command=True,
        help="Aizuchi: no post goes without a person's answer. Without a command it serves.",
    )
    @click.pass_context
    def main(context: click.Context) -> None:
        context.obj = context.obj or wire()
        if context.invoked_subcommand is None:
            context.obj.serve()

    for found in pkgutil.iter_modules(cli.__path__):
        command = getattr(importlib.import_module(f"cli.{found.name}"), "command", None)
        if isinstance(command, click.Command):
            main.add_command(command)
    return main
