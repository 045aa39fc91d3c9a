"""Somebody who runs the bot, at a command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cli.app_manifest import Menu
from cli.commands import Check, Wiring, command_line
from jobs.import_history import Imported, Tell
from jobs.reconcile import Found
from models.db.store import Store
from tests.app.outside import rows
from tests.stage import COMMUNITY, MONDAY_10

NOTHING_TO_ASK = Menu({}, ())


@dataclass
class Said:
    """What a command said, and with which code it ended."""

    code: int
    out: str
    err: str


@dataclass
class Operator:
    """Runs commands on one database; ``folder`` is where its files lie."""

    database_url: str
    folder: Path
    community_file: str = ""
    outside: list[Check] = field(default_factory=list)
    now: datetime = MONDAY_10
    menu: Menu = NOTHING_TO_ASK
    app_id: str = ""
    public_url: str = ""
    sign_in_hosts: tuple[str, ...] = ()
    graph_is_connected: bool = False
    found: list[Found] = field(default_factory=list)
    """What ``reconcile`` finds."""
    since: datetime | None = None
    told: list[Imported] = field(default_factory=list)
    """What an import tells of how far it is."""
    opens: bool | None = None
    interrupted: bool = False
    """Since when it was asked to look."""

    def run(self, *words: str) -> Said:
        """Run a command. A traceback would end the test."""
        ended = CliRunner().invoke(command_line(self._wire), list(words), catch_exceptions=False)
        return Said(ended.exit_code, ended.stdout, ended.stderr)

    def done(self, *words: str) -> str:
        """Run a command that must succeed. Returns what it said."""
        said = self.run(*words)
        assert said.code == 0, said
        assert said.err == ""
        return said.out

    def refused(self, *words: str) -> str:
        """Run a command that must not succeed. Returns the sentence that says why."""
        said = self.run(*words)
        assert said.code == 1, said
        assert "Traceback" not in said.err + said.out
        return said.err or said.out

    def file(self, text: str = COMMUNITY, name: str = "community.toml") -> str:
        """A community file; returns its path."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return rows(self.database_url)

    def audit(self) -> Any:
        return json.loads(self.done("audit", "--json"))

    def store(self) -> closing[Store]:
        return closing(Store(self.database_url, wall=lambda: self.now))

    def _wire(self) -> Wiring:
        async def outside_checks() -> Sequence[Check]:
            return self.outside

        def not_here() -> None:
            raise AssertionError("nothing is served here")

        return Wiring(
            database_url=self.database_url,
            community_file=self.community_file,
            open_store=lambda: Store(self.database_url, wall=lambda: self.now),
            now=lambda: self.now,
            serve=not_here,
            rehearse=not_here,
            outside_checks=outside_checks,
            reconcile=self._reconcile,
            import_history=self._import,
            community_now=lambda: self.now,
            menu=lambda: self.menu,
            app_id=self.app_id,
            public_url=self.public_url,
            graph_is_connected=self.graph_is_connected,
            sign_in_hosts=self.sign_in_hosts,
        )

    def _import(self, since: datetime, opens: bool, tell: Tell) -> list[Imported]:  # noqa: FBT001
        self.since, self.opens = since, opens
        for one in self.told:
            tell(one)
        if self.interrupted:
            raise KeyboardInterrupt
        return list({one.channel_id: one for one in self.told}.values())

    def _reconcile(self, since: datetime | None) -> list[Found]:
        self.since = since
        return self.found
