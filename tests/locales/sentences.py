"""Reads the sentences of locales/ and finds where the code asks for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, MessageReference, VariableReference
from fluent.syntax.visitor import Visitor

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("app.py", "bot", "cli", "handlers", "jobs", "locales", "models", "web")
ASKING: Final = frozenset({"Refused", "Sentence", "NoticeView", "say", "_say"})
"""Calls whose first argument is a key."""


@dataclass(slots=True)
class References(Visitor):
    """What a message needs: values, and other messages."""

    values: set[str] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 (the library's name)
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802 (the library's name)
        self.messages.add(node.id.name)


def messages(language: str) -> Iterator[tuple[str, References]]:
    """Every message of a language with what it needs, once for each time that it is written."""
    for path in sorted((ROOT / "locales" / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Junk):
                raise ValueError(f"{path} cannot be read: {entry.content}")
            if isinstance(entry, Message):
                references = References()
                references.visit(entry)
                yield entry.id.name, references


@dataclass(slots=True)
class Asked:
    """What the code asks for: keys in full, the beginnings of keys made up by f-strings, and every other string."""

    keys: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)
    strings: set[str] = field(default_factory=set)


def asked() -> Asked:
    found = Asked()
    for path in sources(*ROOMS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.strings.add(node.value)
            for key in _keys(node):
                _note(key, found)
    return found


def entered(decorator: str) -> set[str]:
    """The names that handlers/ enters by ``@command("…")`` or ``@button("…")``."""
    names = set()
    for path in sources("handlers"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for mark in getattr(node, "decorator_list", ()):
                match mark:
                    case ast.Call(func=ast.Name(id=called), args=[ast.Constant(value=str(name)), *_]):
                        names |= {name} if called == decorator else set()
    return names


def sources(*rooms: str) -> list[Path]:
    paths = (ROOT / room for room in rooms)
    return sorted(path for place in paths for path in ([place] if place.is_file() else place.rglob("*.py")))


def _keys(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions at a node that must be keys: ``Refused(key, …)``, ``notice=(key, …)``, ``{"key": key}``."""
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in ASKING and node.args:
            yield node.args[0]
        for argument in node.keywords:
            if argument.arg == "notice" and isinstance(argument.value, ast.Tuple):
                yield argument.value.elts[0]
    if isinstance(node, ast.Dict):
        for name, value in zip(node.keys, node.values, strict=True):
            if isinstance(name, ast.Constant) and name.value == "key" and isinstance(value, ast.Constant):
                yield value


def _note(key: ast.expr, found: Asked) -> None:
    match key:
        case ast.Constant(value=str(text)):
            found.keys.add(text)
        case ast.IfExp(body=body, orelse=orelse):
            _note(body, found)
            _note(orelse, found)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            found.beginnings.add(text)
        case _:
            pass  # a name: the string stands somewhere else, and is found there
