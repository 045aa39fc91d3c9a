"""What is wrong with a community file, in plain words: where it stands, what it says, what to write instead."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic_core import ErrorDetails

from models.community_schema import KEYS, TABLES
from models.toml_lines import Path, line_of

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``line`` is ``None`` when the text at fault is no file."""

    file: str
    line: int | None
    text: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.text}"


class CommunityFileFault(ValueError):
    """All faults of one community file, in the order of its lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Source:
    """The content that is checked, and where each part of it stands. ``lines`` is ``None`` for a stored document."""

    file: str
    raw: Mapping[str, object]
    lines: Mapping[Path, int] | None

    def fault(self, path: Path, text: str) -> Fault:
        return Fault(self.file, None if self.lines is None else line_of(self.lines, path), text)

    def at(self, path: Path) -> object:
        """What stands at ``path``; ``None`` when there is nothing."""
        found: object = self.raw
        for step in path:
            match found, step:
                case dict(), str():
                    found = found.get(step)
                case list(), int():
                    found = found[step] if step < len(found) else None
                case _:
                    return None
        return found

    def shown(self, path: Path) -> str:
        """``member[aaaaaaaa-…].language``: tables by their key where they have one, else by their number from 1."""
        text, array = "", ""
        for position, step in enumerate(path):
            if isinstance(step, str):
                text, array = (f"{text}.{step}" if text else step), step
                continue
            found = self.at((*path[: position + 1], KEYS.get(array, "")))
            text += f"[{found if isinstance(found, str) else step + 1}]"
        return text

    def unfit(self, path: Path, allowed: str) -> Fault:
        """The value at ``path`` may not stand there; ``allowed`` says what may."""
        *table, last = path
        if isinstance(last, int) and not isinstance(self.at(path), dict):
            return self.fault(path, f"{self.shown(tuple(table))} holds {value_text(self.at(path))}; {allowed}")
        return self.fault(path, f"{self.shown(path)} is {value_text(self.at(path))}; {allowed}")


def value_text(value: object) -> str:
    """A value as people would write it, cut when it is long."""
    if isinstance(value, str):
        text = f"“{value}”"
    elif isinstance(value, dict):
        text = "a table"
    else:
        text = str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def schema_fault(source: Source, error: ErrorDetails) -> Fault:
    """One finding of the schema, in our words."""
    path = tuple(error["loc"])
    match error["type"]:
        case "missing":
            return _missing(source, path)
        case "extra_forbidden":
            return _unknown(source, path)
        case "value_error":
            return source.unfit(path, str(error["ctx"]["error"]))
        case "model_type":
            return source.unfit(path, f"write a table under a line {_header(path)}")
        case "list_type" if path[-1] in KEYS:
            return source.unfit(path, f"write each one under a line {_header(path)}, in double brackets")
        case kind:
            return source.unfit(path, _ALLOWED.get(kind, error["msg"]))


_ALLOWED: Mapping[str, str] = {
    "list_type": 'write a list in brackets, like ["one", "other"]',
    "too_short": "write at least one",
    "bool_type": "write true or false, without quotes",
    "int_type": "write a whole number without quotes, like 4",
    "greater_than_equal": "write 1 or more",
}


def _names(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _header(path: Path) -> str:
    names = _names(path)
    return f"[[{'.'.join(names)}]]" if names[-1] in KEYS else f"[{'.'.join(names)}]"


def _missing(source: Source, path: Path) -> Fault:
    *table, key = path
    if path == ("community",):
        return source.fault(path, "the table community is missing; write [community] with name, tenant_id and team_id")
    example = (TABLES[_names(tuple(table))].model_fields[str(key)].examples or [""])[0]
    written = json.dumps(example, ensure_ascii=False)
    return source.fault(path, f"{source.shown(path)} is missing; write a line like {key} = {written}")


def _unknown(source: Source, path: Path) -> Fault:
    *table, key = path
    allowed = list(TABLES[_names(tuple(table))].model_fields)
    near = difflib.get_close_matches(str(key), allowed, n=1, cutoff=0.6)
    instead = f"did you mean {near[0]}?" if near else f"allowed here: {', '.join(allowed)}"
    return source.fault(path, f"{source.shown(path)} is not known; {instead}")
