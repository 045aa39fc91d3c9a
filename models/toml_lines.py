"""In which line of a TOML text each key stands, so that a fault can be found. tomllib has read the text before."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys, and positions from 0 in arrays: ``("member", 0, "roles", 1)``."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'",
    re.DOTALL,
)
_BLANK = re.compile(r"[ \t\r]*")
_BLANK_LINES = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")


def line_numbers(text: str) -> dict[Path, int]:
    """The line, from 1, of every table, key and array element of a valid TOML ``text``."""
    return _Scanner(text).scan()


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of ``path``, or of the nearest table that holds it; 1 when there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """One pass over a valid text; what is not a key, a header or an element is passed over."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self._counted_to, self._line = 0, 1

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._next(_BLANK_LINES) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.lines

    def _next(self, blank: re.Pattern[str] = _BLANK) -> int:
        """Pass over what is blank."""
        self._pass(blank)
        return self.at

    def _pass(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"not TOML at character {self.at}")
        self.at = found.end()
        return found.group()

    def _mark(self, path: Path) -> None:
        """Note the line at hand for ``path`` and, unless they have their own, for the tables that hold it."""
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self._line)

    def _header(self) -> Path:
        """``[a.b]`` or ``[[a.b]]``; a name of an array of tables stands for its last element."""
        array = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if array else 1
        keys = self._keys()
        self.at, end = start, self.at + (2 if array else 1)
        path: Path = ()
        for key in keys[:-1]:
            path = self._last((*path, key))
        path = (*path, keys[-1])
        if array:
            self.counts[path] = self.counts.get(path, -1) + 1
        path = self._last(path)
        self._mark(path)
        self.at = end
        return path

    def _last(self, path: Path) -> Path:
        return (*path, self.counts[path]) if path in self.counts else path

    def _keys(self) -> list[str]:
        """``a.b."c d"``, up to what follows it."""
        keys: list[str] = []
        while True:
            self._next()
            quoted = self.text[self.at] in "\"'"
            raw = self._pass(_STRING if quoted else _BARE)
            keys.append(str(tomllib.loads(f"key = {raw}")["key"]) if quoted else raw)
            self._next()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _pair(self, table: Path) -> None:
        start = self.at
        path = (*table, *self._keys())
        self.at, equals = start, self.at
        self._mark(path)
        self.at = equals + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._next()
        match self.text[self.at]:
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._pass(_STRING)
            case _:
                self._pass(_SCALAR)

    def _array(self, path: Path) -> None:
        self.at += 1
        position = 0
        while self.text[self._next(_BLANK_LINES)] != "]":
            self._mark((*path, position))
            self._value((*path, position))
            position += 1
            if self.text[self._next(_BLANK_LINES)] == ",":
                self.at += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self.text[self._next(_BLANK_LINES)] != "}":
            self._pair(path)
            if self.text[self._next(_BLANK_LINES)] == ",":
                self.at += 1
        self.at += 1
