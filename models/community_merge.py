"""Applying a community file that others may have changed from Teams since: three documents become one.

``applied`` is the file as it was applied last, ``current`` what holds now, ``new`` the file. What was changed in Teams
is not lost by the way: it is kept, and named, unless the operator says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from models.community_file import Document
from models.community_schema import KEYS

_ABSENT: Final = None
"""JSON of ours holds no null, so this stands for a value that is not there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place where documents differ; ``None``: nothing stands there. Whole entries where one came or went."""

    path: str
    """``member[aaaaaaaa-…].language``, ``season[S6].theme[meeting].owners``"""
    applied: object
    current: object
    new: object


@dataclass(frozen=True, slots=True)
class Merge:
    """What ``merge`` came to; check ``document`` (community_file.check) before it is stored: parts may not fit."""

    document: Document
    overwritten: tuple[Change, ...]
    """Changed in Teams and now as the file says, because that was forced."""
    kept: tuple[Change, ...]
    """Changed in Teams and left so, although the file says otherwise."""
    changes: tuple[Change, ...]
    """What ``document`` changes in ``current``; ``new`` is what it becomes. A mere change of order is not listed."""
    moved: int = 0
    """How many open follow-ups get other times by it: models/db/applying.py counts them."""


def merge(applied: Mapping[str, Any], current: Mapping[str, Any], new: Mapping[str, Any], *, force: bool) -> Merge:
    """Bring the file ``new`` to what holds now. ``applied`` and ``current`` are empty the first time.

    ``applied`` is the document of the *file*, not what the merge made of it: else what was kept is lost next time.

    A place that was changed in Teams (current is not applied) and that the file would set otherwise (new is not
    current) stays as it is; with ``force`` the file wins. Everything else becomes what the file says. Entries are told
    apart by their id, code or measure; other lists are one value.
    """
    merging = _Merging(force=force)
    document = merging.table("", dict(applied), dict(current), dict(new))
    return Merge(document, tuple(merging.overwritten), tuple(merging.kept), tuple(merging.changes))


@dataclass(slots=True)
class _Merging:
    force: bool
    overwritten: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def table(self, path: str, applied: Document, current: Document, new: Document) -> Document:
        result: Document = {}
        for key in _in_order(new, current):
            place = f"{path}.{key}" if path else key
            value = self.value(place, applied.get(key), current.get(key), new.get(key))
            if value is not _ABSENT:
                result[key] = value
        return result

    def value(self, path: str, applied: Any, current: Any, new: Any) -> Any:
        name = path.rpartition(".")[2]
        if name in KEYS and _are(list, current, new):
            return self.entries(path, applied, current, new)
        if _are(dict, current, new):
            return _unless_empty(self.table(path, _or_empty(applied), current or {}, new or {}), new)
        return self.leaf(path, applied, current, new)

    def entries(self, path: str, applied: Any, current: Any, new: Any) -> Any:
        """An array of tables, in the order of the file; what the file lacks comes last."""
        key = KEYS[path.rpartition(".")[2]]
        before, now, then = _by(key, applied), _by(key, current), _by(key, new)
        result: list[Document] = []
        for name in _in_order(then, now):
            place, was, has, gets = f"{path}[{name}]", before.get(name), now.get(name), then.get(name)
            if has is not None and gets is not None:
                result.append(self.table(place, was or {}, has, gets))
            elif (entry := self.leaf(place, was, has, gets)) is not _ABSENT:
                result.append(entry)
        return _unless_empty(result, new)

    def leaf(self, path: str, applied: Any, current: Any, new: Any) -> Any:
        """One value that is kept or set as a whole."""
        if _same(current, new):
            return new
        changed = not _same(applied, current)
        change = Change(path, applied, current, new)
        if changed and not self.force:
            self.kept.append(change)
            return current
        if changed:
            self.overwritten.append(change)
        self.changes.append(change)
        return new


def _in_order(first: Iterable[str], then: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *then]))


def _are(kind: type, *values: object) -> bool:
    """Whether all that is there is of one kind, and something is."""
    there = [value for value in values if value is not _ABSENT]
    return bool(there) and all(isinstance(value, kind) for value in there)


def _or_empty(value: object) -> Document:
    return value if isinstance(value, dict) else {}


def _unless_empty(result: Any, new: object) -> Any:
    """An empty result is there only when the file has it."""
    return result if result or new == result else _ABSENT


def _by(key: str, tables: object) -> dict[str, Document]:
    return {table[key]: table for table in tables} if isinstance(tables, list) else {}


def _same(one: object, other: object) -> bool:
    """An empty list and none at all are the same."""
    return one == other or (one in (None, []) and other in (None, []))
