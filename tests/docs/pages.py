"""Reading our own documents: their tables, their headings, their links and the files they name."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
FENCED: Final = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
SPAN: Final = re.compile(r"`([^`\n]+)`")
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
FILE: Final = re.compile(r"[\w./-]+\.(?:py|toml|json|txt|in|md|ftl|png)|[\w-]+(?:/[\w-]+)*/")


def pages(root: Path = ROOT) -> Iterator[Path]:
    """Every Markdown file of ours."""
    ours = (one for one in root.iterdir() if one.name not in ("node_modules", "var") and not one.name.startswith("."))
    found = (path for one in ours for path in ([one] if one.is_file() else one.rglob("*.md")))
    yield from sorted(path for path in found if path.suffix == ".md")


def rows(text: str, *columns: str) -> list[list[str]]:
    """The cells of the one table whose header begins with ``columns``; fails unless there is exactly one."""
    (found,) = _tables(text, columns)
    return found


def section(text: str, heading: str) -> str:
    """What stands below a heading, down to the next one of its rank or a higher one."""
    rank = heading.index(" ")
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, f"no heading “{heading}”"
    return re.split(rf"^#{{1,{rank}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def code(cell: str) -> list[str]:
    """The code spans of a cell, or of a whole text."""
    return SPAN.findall(cell)


def prose(text: str) -> str:
    """A text without its fenced blocks."""
    return FENCED.sub("", text)


def broken_links(page: Path) -> list[str]:
    """Relative links of a page that lead nowhere, to a file or within one."""
    text = prose(page.read_text(encoding="utf-8"))
    return [link for link in LINK.findall(text) if ":" not in link and not _resolves(page, link)]


def missing_files(page: Path, root: Path = ROOT) -> list[str]:
    """Files and folders in code spans that are not there, seen from the root."""
    named = {span for span in code(prose(page.read_text(encoding="utf-8"))) if FILE.fullmatch(span)}
    return sorted(name for name in named if not (root / name).exists())


def anchors(text: str) -> set[str]:
    """The addresses of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    kept = string.punctuation.replace("-", "").replace("_", "")
    return {re.sub(f"[{re.escape(kept)}…“”’]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _resolves(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


def _tables(text: str, columns: tuple[str, ...]) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif not inside and tuple(cells[: len(columns)]) == columns:
            found.append([])
            inside = True
        elif inside and not set(line) <= set("|-: "):
            found[-1].append(cells)
    return found
