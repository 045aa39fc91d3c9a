"""Every key of a TOML text is found in its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from models.toml_lines import Path, line_numbers, line_of

TEXT = '''# a comment with [brackets] and "quotes"
top = 1
[a]   # [b]
"quoted key" . 'other' = "x # no comment"
long = """
one
two ""\\" [[c]]
"""
raw = \'\'\'
three\'\'\'
list = [  # the first
  1, [2,
    3], # the second
  { x = "}", y.z = [
      4 ] },
]
[[a.things]]
name = "first"
[[a.things]]
name = "second"
[a.things.more]
when = 2026-10-01 12:00:00
[ "d" . e ]
[[d.f]]'''


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """All keys and positions of what tomllib read."""
    if path:
        yield path
    match value:
        case dict():
            for key, inner in value.items():
                yield from paths(inner, (*path, key))
        case list():
            for position, inner in enumerate(value):
                yield from paths(inner, (*path, position))
        case _:
            pass


def values() -> st.SearchStrategy[object]:
    plain = st.none().map(bool) | st.integers() | st.text() | st.dates() | st.floats(allow_nan=False)
    return st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8
    )


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("a",), 3),
        (("a", "quoted key", "other"), 4),
        (("a", "long"), 5),
        (("a", "raw"), 9),
        (("a", "list"), 11),
        (("a", "list", 0), 12),
        (("a", "list", 1), 12),
        (("a", "list", 1, 1), 13),
        (("a", "list", 2, "x"), 14),
        (("a", "list", 2, "y", "z", 0), 15),
        (("a", "things"), 17),
        (("a", "things", 0, "name"), 18),
        (("a", "things", 1), 19),
        (("a", "things", 1, "more", "when"), 22),
        (("d", "e"), 23),
        (("d", "f", 0), 24),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_key_is_found_in_its_line(path: Path, line: int, ending: str) -> None:
    lines = line_numbers(TEXT.replace("\n", ending))

    assert lines[path] == line


def test_what_is_not_there_is_looked_for_in_its_table() -> None:
    lines = line_numbers(TEXT)

    assert line_of(lines, ("a", "things", 1, "id")) == 19
    assert line_of(lines, ("nowhere", "at all")) == 1


def test_all_that_tomllib_reads_has_a_line() -> None:
    assert set(line_numbers(TEXT)) == set(paths(tomllib.loads(TEXT)))


@given(content=st.dictionaries(st.text(), values(), max_size=4), several_lines=st.booleans())
def test_every_part_of_any_text_has_a_line(content: dict[str, object], *, several_lines: bool) -> None:
    text = tomli_w.dumps(content, multiline_strings=several_lines)

    lines = line_numbers(text)

    assert set(lines) == set(paths(tomllib.loads(text)))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
