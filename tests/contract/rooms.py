"""Who may import whom, and which room owns which library: the table, and what stands against it in a tree."""

import ast
import graphlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Room:
    """What a room may import besides itself and the standard library."""

    ours: frozenset[str]
    libraries: frozenset[str]


def room(ours: str, libraries: str = "") -> Room:
    """Names of ours and of others, parted by blanks. Any room may log."""
    return Room(frozenset(ours.split()), frozenset(libraries.split()) | {"structlog"})


ROOMS: Final[dict[str, Room | None]] = {
    "app": room(
        "settings bot handlers models models.db jobs web cli locales rehearsal migrations",
        "aiohttp apscheduler click",
    ),
    "settings": room("", "pydantic pydantic_settings"),
    "bot": room(
        "models locales",
        "botbuilder botframework msgraph msgraph_core kiota_abstractions kiota_authentication_azure kiota_http azure"
        " httpx microsoft_teams aiohttp yarl jwt cryptography orjson pydantic",
    ),
    "handlers": room("models models.db"),
    "jobs": room("models models.db", "apscheduler"),
    "models": room("", "holidays pydantic pydantic_core"),
    "models.db": room("models", "sqlalchemy alembic pg8000 sqlite3 orjson"),
    "web": room("models models.db locales", "aiohttp yarl prometheus_client opentelemetry"),
    "cli": room("jobs models models.db locales", "click pptx tomli_w xlsxwriter"),
    "locales": room("", "fluent babel"),
    "rehearsal": room("", "aiohttp jwt cryptography"),
    "migrations": room("models models.db", "sqlalchemy alembic"),
    "bench": None,
    "tests": None,
}
"""The contract. None: may import everything. Whoever is not in a row's first set may not be imported there: so nobody
but bench and tests imports app."""

BESIDE_THE_BOT: Final = frozenset({"bench", "tests", "rehearsal"})
"""Rooms with clocks of their own."""

NOT_OURS: Final = frozenset({"node_modules", "var"})

STANDARD: Final = sys.stdlib_module_names - {"sqlite3"}
"""What any room may import: the standard library, but for its database, which has an owner."""


@dataclass(frozen=True, slots=True)
class Module:
    """One file of ours."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        return room_of(self.name)


def room_of(name: str) -> str:
    """The room that a module's dotted name lies in: `models.db.store` is in `models.db`."""
    first, *rest = name.split(".")
    return "models.db" if first == "models" and rest[:1] == ["db"] else first


def modules(root: Path) -> Iterator[Module]:
    """Every Python file under ``root``, save what is installed."""
    ours = (one for one in root.iterdir() if one.name not in NOT_OURS and not one.name.startswith("."))
    found = (path for one in ours for path in ([one] if one.is_file() else one.rglob("*.py")) if path.suffix == ".py")
    for path in sorted(found):
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        yield Module(name, path.relative_to(root), parsed(path.read_text(encoding="utf-8")))


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def statements(node: ast.AST) -> Iterator[ast.stmt]:
    """All that are in it, also those in other statements. Expressions, which are many more, hold none."""
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        for one in getattr(node, field, ()):
            if isinstance(one, ast.stmt):
                yield one
            yield from statements(one)


def imported(module: Module, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import, nested ones and those for types alone included."""
    for node in statements(module.tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=None) | ast.ImportFrom(level=1 | 2 | 3 | 4):
                yield node.lineno, "."
            case ast.ImportFrom(module=str(origin), names=names):
                for alias in names:
                    deeper = f"{origin}.{alias.name}"
                    yield node.lineno, deeper if deeper in known else origin


def breaches(root: Path) -> list[str]:
    """What stands against the table under ``root``, one sentence each."""
    found = list(modules(root))
    known = frozenset(module.name for module in found) | {module.room for module in found}
    return [
        f"{module.path}:{line}: {said}"
        for module in found
        for line, name in imported(module, known)
        if (said := objection(module, name, known))
    ] + [
        f"{module.path}:1: lies in {module.room}/, which no row of the table names"
        for module in found
        if module.room not in ROOMS
    ]


def objection(module: Module, name: str, known: frozenset[str]) -> str | None:
    """Why ``module`` may not import ``name``; None where it may."""
    if name == ".":
        return "a relative import; name the module in full"
    rule = ROOMS.get(module.room)
    first = name.partition(".")[0]
    if rule is None or first in STANDARD:
        return None
    target = room_of(name)
    if target in known or target in ROOMS:
        return None if target in rule.ours | {module.room} else f"{module.room} may not import {target}"
    return None if first in rule.libraries else f"{module.room} may not import the library {first}"


def circle(root: Path) -> list[str]:
    """Modules that import each other in a circle, the first again at the end; empty: there is none."""
    found = list(modules(root))
    known = frozenset(module.name for module in found)
    ways = {module.name: {name for _, name in imported(module, known)} & known - {module.name} for module in found}
    try:
        graphlib.TopologicalSorter(ways).prepare()
    except graphlib.CycleError as error:
        names: list[str] = error.args[1]
        return names
    return []


def wall_clocks(root: Path) -> list[str]:
    """Each place in the bot that can ask what time it is: called, handed on, imported by name, or asked of SQL."""
    return [
        f"{module.path}:{node.lineno}"
        for module in modules(root)
        if module.room not in BESIDE_THE_BOT
        for node in ast.walk(module.tree)
        if isinstance(node, ast.expr | ast.stmt) and reads_the_clock(node)
    ]


def reads_the_clock(node: ast.AST) -> bool:
    """Whether this node names the wall clock. Clocks that only measure (`monotonic`) are no matter."""
    match node:
        case ast.Attribute(attr="now" | "utcnow" | "today", value=ast.Name("datetime" | "date" | "func")):
            return True
        case ast.Attribute(attr="now" | "utcnow" | "today", value=ast.Attribute(attr="datetime" | "date" | "func")):
            return True
        case ast.Attribute(attr="time" | "time_ns", value=ast.Name("time")) | ast.Attribute(attr="current_timestamp"):
            return True
        case ast.ImportFrom(module="time", names=names):
            return any(alias.name in {"time", "time_ns"} for alias in names)
    return False
